namespace MlGates.Generators;

/// <summary>A property does not hold on generated rows. The message shows the smallest rows found, column by column, and the seed.</summary>
public sealed class GeneratedRowsException : Exception
{
    internal GeneratedRowsException(string message, Exception cause, IReadOnlyList<object?> rows, ulong seed)
        : base(message, cause)
    {
        Rows = rows;
        Seed = seed;
    }

    /// <summary>The smallest rows found on which the property does not hold.</summary>
    public IReadOnlyList<object?> Rows { get; }

    /// <summary>The seed that gave the rows.</summary>
    public ulong Seed { get; }
}
