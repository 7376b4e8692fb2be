namespace MlGates.Features;

/// <summary>What came of running a transform: its output, or the row it failed on.</summary>
/// <typeparam name="T">The output, such as a <see cref="FeatureMatrix"/>.</typeparam>
/// <param name="Name">Name of the transform in messages.</param>
/// <param name="InputRows">Rows it was given.</param>
public sealed record Attempt<T>(string Name, int InputRows)
    where T : class
{
    /// <summary>The output; null when the transform failed.</summary>
    public T? Output { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public TransformFailure? Failure { get; init; }
}
