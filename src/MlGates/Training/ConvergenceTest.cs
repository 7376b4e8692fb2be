using MlGates.Comparison;

namespace MlGates.Training;

/// <summary>
/// Tests the trends at the end of a run. It fails on evidence that the training loss or the validation loss rises by more than δ, or, where
/// convergence is required, that the judged loss still falls by more than ε; the smallest p-value is multiplied by the number of
/// trends tested (Bonferroni). It passes on evidence that the judged loss changes by neither. Values are relative changes over the tail.
/// There is no claim of power: a longer run is another run.
/// </summary>
public sealed class ConvergenceTest : IToleranceTest
{
    /// <summary>The p-value from which a rise of the training loss is called certain, whatever the run's false-block rate.</summary>
    public const double CertainRise = 0.05;

    private readonly TailTrend _decisive;
    private readonly bool _falling;

    /// <summary>Creates the test.</summary>
    /// <param name="train">Trend of the training loss.</param>
    /// <param name="validation">Trend of the validation loss, which is then the judged one; null when there is none.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="levelHeld">Whether the judged loss ends near enough to its best level for a pass.</param>
    public ConvergenceTest(TailTrend train, TailTrend? validation, ConvergenceLimits limits, bool levelHeld)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(limits);
        var judged = validation ?? train;
        var rise = Math.Log(1 + limits.Delta);
        var fall = Math.Log(1 - limits.Epsilon);
        var trainRises = train.PAbove(rise);
        var validationRises = validation?.PAbove(rise) ?? 1;
        var stillFalls = limits.RequireConverged ? judged.PBelow(fall) : 1;

        var least = Math.Min(stillFalls, Math.Min(trainRises, validationRises));
        PFail = Math.Min(1, least * (1 + (validation is null ? 0 : 1) + (limits.RequireConverged ? 1 : 0)));
        PPass = levelHeld ? Math.Max(judged.PBelow(rise), judged.PAbove(fall)) : 1;

        // Which trend the result is about: one that was observed beyond its limit (p below one half), where there is one; else the judged one. A training
        // loss that rises for certain comes before a validation loss that rises with it.
        (Kind, _decisive) = least >= 0.5 ? (judged.Change < fall ? TrendKind.StillFalling : TrendKind.Level, judged)
            : trainRises == least || trainRises <= CertainRise ? (TrendKind.TrainRises, train)
            : validationRises == least ? (TrendKind.ValidationRises, validation!)
            : (TrendKind.StillFalling, judged);
        _falling = Kind == TrendKind.StillFalling;
        IsValidation = ReferenceEquals(_decisive, validation);
        Tolerance = _falling ? -limits.Epsilon : limits.Delta;
        Exceeds = _falling ? limits.RequireConverged && Value < Tolerance : Kind != TrendKind.Level;
    }

    /// <summary>What the result is about.</summary>
    public TrendKind Kind { get; }

    /// <summary>Whether <see cref="Value"/> is of the validation loss.</summary>
    public bool IsValidation { get; }

    /// <summary>Relative change of the loss over the tail, 0.05 for a rise by 5 %.</summary>
    public double Value => Share(_decisive.Change);

    /// <summary>δ; −ε where the result is about a loss that still falls.</summary>
    public double Tolerance { get; }

    /// <inheritdoc/>
    public bool Exceeds { get; }

    /// <inheritdoc/>
    public double PFail { get; }

    /// <inheritdoc/>
    public double PPass { get; }

    /// <inheritdoc/>
    public (double Lower, double Upper) Bounds(double failLevel, double passLevel)
    {
        var (lower, upper) = _falling ? _decisive.Bounds(passLevel, failLevel) : _decisive.Bounds(failLevel, passLevel);
        return (Share(lower), Share(upper));
    }

    /// <summary>NaN: no power is claimed.</summary>
    public double Power(double level, double ratio) => double.NaN;

    /// <summary>NaN: no power is claimed.</summary>
    public double MinimumDetectable(double level, double power) => double.NaN;

    /// <summary>Positive infinity: a longer run is another run.</summary>
    public double RowsFactor(double level, double ratio, double power) => double.PositiveInfinity;

    private static double Share(double logChange) => Math.Exp(logChange) - 1;
}
