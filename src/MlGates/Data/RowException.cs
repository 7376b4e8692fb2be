namespace MlGates.Data;

/// <summary>A value of a block is refused. Its message counts rows from the block's first, until someone says how many come before (<see cref="At"/>).</summary>
/// <param name="at">The exception, given the number of rows before the block.</param>
internal sealed class RowException(Func<long, InputException> at) : InputException(at(0).Rule, at(0).Message, at(0).Location)
{
    /// <summary>The exception for the user.</summary>
    internal InputException At(long rowsBefore) => at(rowsBefore);
}
