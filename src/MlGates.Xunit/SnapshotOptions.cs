using MlGates.Snapshots;

namespace MlGates.Testing;

/// <summary>How <see cref="Snapshot"/> names and compares.</summary>
public sealed record SnapshotOptions
{
    /// <summary>Tells the cases of a parameterised test apart, such as <c>month=2024-01</c>: it is added to the file's name.</summary>
    public string? Parameters { get; init; }

    /// <summary>How far numbers may move; without one they must be equal. See <see cref="Gates.SnapshotCheck.Tolerances"/>.</summary>
    public IReadOnlyList<SnapshotTolerance> Tolerances { get; init; } = [];

    /// <summary>The folder of the snapshot files; the folder of the test's source file by default.</summary>
    public string? Folder { get; init; }
}
