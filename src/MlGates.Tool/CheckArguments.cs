using MlGates.Gates;

namespace MlGates.Cli;

/// <summary>What <c>mlgates check</c> was asked, from the command line or a request file. All paths are full.</summary>
internal sealed record CheckArguments
{
    public required string Plan { get; init; }

    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<string> Only { get; init; } = [];

    public string? Results { get; init; }

    /// <summary>Paths by format.</summary>
    public IReadOnlyDictionary<string, string> Reports { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    public InconclusivePolicy? OnInconclusive { get; init; }

    public double? FalseBlockRate { get; init; }

    /// <summary>The process whose end ends the run, so that a killed build leaves no orphan.</summary>
    public int? ParentProcessId { get; init; }
}
