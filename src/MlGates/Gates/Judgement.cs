namespace MlGates.Gates;

/// <summary>The outcome for one piece of evidence and the numbers that belong to it, from which a message is made.</summary>
public sealed record Judgement
{
    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>One-sided lower bound at the false-block rate; NaN when none is claimed.</summary>
    public double Lower { get; init; } = double.NaN;

    /// <summary>One-sided upper bound at the pass level; NaN when none is claimed.</summary>
    public double Upper { get; init; } = double.NaN;

    /// <summary>Chance that a violation worth finding would have failed; NaN without a test.</summary>
    public double Power { get; init; } = double.NaN;

    /// <summary>The smallest true value that would probably have failed; NaN without a test.</summary>
    public double MinimumDetectable { get; init; } = double.NaN;

    /// <summary>Rows on the candidate's side that would decide; null when there are enough or no number would do.</summary>
    public long? RowsNeeded { get; init; }
}
