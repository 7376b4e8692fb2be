namespace MlGates.Profiles;

/// <summary>A value of a block is refused; the message needs to know how many rows come before the block.</summary>
internal sealed class RowException(Func<long, InputException> at) : Exception
{
    /// <summary>The exception for the user.</summary>
    internal InputException At(long rowsBefore) => at(rowsBefore);
}
