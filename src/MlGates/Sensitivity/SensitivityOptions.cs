namespace MlGates.Sensitivity;

/// <summary>How a gate is tried.</summary>
public sealed record SensitivityOptions
{
    /// <summary>Rows of the candidates that are drawn, at least 1; null takes as many as the baseline has.</summary>
    public int? Rows { get; init; }

    /// <summary>Runs of each shift, at least 1. Default 20.</summary>
    public int Repeats { get; init; } = 20;

    /// <summary>Chooses the rows that are drawn and those that are shifted. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads to use, at least 1; the result does not depend on them. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The shifts to try; default <see cref="Shift.Usual"/>.</summary>
    public IReadOnlyList<Shift> Shifts { get; init; } = Shift.Usual;

    /// <summary>The error rates of the run the check belongs to.</summary>
    public Comparison.JudgementSettings Settings { get; init; } = new();

    /// <summary>Tests of the other checks of the run, at least 0, which Holm's step-down counts as well; they are taken not to fail. Default 0.</summary>
    public int OtherTests { get; init; }

    /// <summary>The share of runs in which a shift must be blocked to count as found. Default 0.9.</summary>
    public double Found { get; init; } = 0.9;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rows ?? 1, 1, nameof(Rows));
        ArgumentOutOfRangeException.ThrowIfLessThan(Repeats, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(OtherTests);
        ArgumentNullException.ThrowIfNull(Shifts);
        if (!(Found is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Found), Found, "A share must be above 0 and at most 1.");
        }

        Settings.Check();
    }
}
