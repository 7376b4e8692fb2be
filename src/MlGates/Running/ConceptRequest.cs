using MlGates.Data;
using MlGates.Gates;
using MlGates.Metrics;

namespace MlGates.Running;

/// <summary>A look for concept drift without a plan.</summary>
public sealed record ConceptRequest
{
    /// <summary>Path of the predictions, with labels, as the model was accepted on.</summary>
    public required string Baseline { get; init; }

    /// <summary>Path of later predictions of the same model, with labels.</summary>
    public required string Candidate { get; init; }

    /// <summary>Both paths are relative to this folder, and shown as given. Full path.</summary>
    public required string Folder { get; init; }

    /// <summary>The columns of label and score, on both sides.</summary>
    public required EvaluationOptions Evaluation { get; init; }

    /// <summary>How rows are read, on both sides.</summary>
    public CsvOptions Options { get; init; } = new();

    /// <summary>The limits.</summary>
    public required ConceptCheck Check { get; init; }

    /// <summary>The false-block rate. Default 0.05.</summary>
    public double FalseBlockRate { get; init; } = 0.05;

    /// <summary>What an inconclusive band does. Default warn.</summary>
    public InconclusivePolicy OnInconclusive { get; init; }
}
