using MlGates.Statistics;

namespace MlGates.Sensitivity;

/// <summary>What a drift check says of known changes.</summary>
/// <param name="CheckId">The check.</param>
/// <param name="Rows">Rows of each candidate that was drawn.</param>
/// <param name="OtherTests">Tests of the run's other drift checks, which share its false-block rate.</param>
/// <param name="NoChange">What it says of candidates without any change.</param>
/// <param name="Shifts">What it says of each column and shift, in ordinal order of the columns, then in the order of the shifts.</param>
/// <param name="Untried">Columns and kinds of shifts that were not tried, with the reason.</param>
/// <param name="Notes">What a reader of the numbers should know.</param>
public sealed record SensitivityResult(string CheckId, int Rows, int OtherTests, ShiftOutcome NoChange, IReadOnlyList<ShiftOutcome> Shifts, IReadOnlyList<UntriedShift> Untried, IReadOnlyList<string> Notes);

/// <summary>How often a check said what of one shift of one column.</summary>
/// <param name="Column">The column; empty for no change.</param>
/// <param name="Shift">The shift; null for no change.</param>
/// <param name="Blocked">Runs in which the check failed or could not judge: both stop a pipeline.</param>
/// <param name="Passed">Runs in which it passed.</param>
/// <param name="Inconclusive">Runs in which the rows could not tell.</param>
public sealed record ShiftOutcome(string Column, Shift? Shift, int Blocked, int Passed, int Inconclusive)
{
    /// <summary>Runs in all.</summary>
    public int Runs => Blocked + Passed + Inconclusive;

    /// <summary>The share of runs that were blocked.</summary>
    public double Share => Blocked / (double)Runs;

    /// <summary>Wilson's interval of 95 % for the probability of being blocked.</summary>
    public (double Lower, double Upper) Interval => ProportionInterval.Wilson(Blocked, Runs, NormalDistribution.UpperQuantile(0.025));
}

/// <summary>A kind of shift that says nothing of a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">The kind; null for all kinds.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsByType">Whether it says nothing of any column of that type: what nobody would expect.</param>
public sealed record UntriedShift(string Column, ShiftKind? Kind, string Reason, bool IsByType = false);
