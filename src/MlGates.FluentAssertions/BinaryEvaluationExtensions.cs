using MlGates.Assertions;
using MlGates.Metrics;

namespace MlGates;

/// <summary>Begins an assertion on an evaluation.</summary>
public static class BinaryEvaluationExtensions
{
    /// <summary>Begins an assertion on an evaluation.</summary>
    public static BinaryEvaluationAssertions Should(this BinaryEvaluation? evaluation) => new(evaluation);
}
