namespace MlGates.Metrics;

/// <summary>What a model answers.</summary>
public enum EvaluationTask
{
    /// <summary>One of two classes.</summary>
    Binary,
}
