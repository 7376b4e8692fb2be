using MlGates.Gates;

namespace MlGates.Testing;

/// <summary>Statistics are not those of the verified snapshot. The message is for the person who reads the test's output.</summary>
public sealed class SnapshotException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SnapshotException(string message, CheckResult? result = null, Exception? inner = null)
        : base(message, inner) => Result = result;

    /// <summary>The findings; null when the snapshot could not be compared.</summary>
    public CheckResult? Result { get; }
}
