using MlGates.Comparison;
using MlGates.Statistics;

namespace MlGates.Metrics;

/// <summary>
/// Tests whether a candidate's AUC is at most δ below the baseline's on the same rows: z = (δ − loss) / se with
/// se² = var(v10 difference) / n⁺ + var(v01 difference) / n⁻ (DeLong, DeLong and Clarke-Pearson 1988). Values are losses,
/// baseline − candidate, so large is bad. The normal law needs <see cref="AucTest.MinimumRows"/> rows of each class.
/// Where no pair of rows is ordered differently, se is 0 and the exact bound over k disjoint pairs takes its place: a true loss above δ leaves all of
/// them alike with a chance of at most (1 − δ)^k.
/// </summary>
public sealed class PairedDeLongTest : IToleranceTest
{
    private readonly double _variance;
    private readonly int _pairs;

    /// <summary>Creates the test.</summary>
    /// <param name="candidate">The candidate's AUC.</param>
    /// <param name="baseline">The baseline's AUC on the same rows in the same order; at least two of each class.</param>
    /// <param name="allowedLoss">δ, in [0, 1].</param>
    /// <exception cref="ArgumentException">The areas are not of the same rows, a class has a single row, or δ is out of its range.</exception>
    public PairedDeLongTest(RocArea candidate, RocArea baseline, double allowedLoss)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(baseline);
        MetricThreshold.CheckAllowedLoss(allowedLoss);
        if (candidate.DisjointPairs < 2)
        {
            throw new ArgumentException("The AUC has no standard error with a single row of a class.", nameof(candidate));
        }

        _variance = RocArea.VarianceOfDifference(candidate, baseline);
        _pairs = candidate.DisjointPairs;
        Value = baseline.Value - candidate.Value;
        Tolerance = allowedLoss;
        Z = _variance > 0 ? (allowedLoss - Value) / Math.Sqrt(_variance) : double.PositiveInfinity;
        PFail = NormalDistribution.LowerTail(Z);
        PPass = _variance > 0 ? NormalDistribution.UpperTail(Z) : Math.Pow(1 - allowedLoss, _pairs);
    }

    /// <summary>The loss: baseline − candidate, negative when the candidate is better.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public double Tolerance { get; }

    /// <summary>The statistic; small means the candidate is worse than allowed. Infinite when no pair is ordered differently.</summary>
    public double Z { get; }

    /// <inheritdoc/>
    public bool Exceeds => Value > Tolerance;

    /// <inheritdoc/>
    public double PFail { get; }

    /// <inheritdoc/>
    public double PPass { get; }

    /// <inheritdoc/>
    public (double Lower, double Upper) Bounds(double failLevel, double passLevel) => _variance > 0
        ? (Math.Max(-1, Value - (NormalDistribution.UpperQuantile(failLevel) * Math.Sqrt(_variance))),
            Math.Min(1, Value + (NormalDistribution.UpperQuantile(passLevel) * Math.Sqrt(_variance))))
        : (Math.Pow(failLevel, 1.0 / _pairs) - 1, 1 - Math.Pow(passLevel, 1.0 / _pairs));

    /// <inheritdoc/>
    public double Power(double level, double ratio) => NormalPower.Of((ratio - 1) * Tolerance, StandardError, level);

    /// <inheritdoc/>
    public double MinimumDetectable(double level, double power) => Tolerance + NormalPower.Effect(StandardError, level, power);

    /// <inheritdoc/>
    public double RowsFactor(double level, double ratio, double power) =>
        NormalPower.RowsFactor((ratio - 1) * Tolerance, StandardError, level, power);

    // Without a differing pair: as if pairs differed with the chance δ, the least that a loss of δ takes.
    private double StandardError => Math.Sqrt(_variance > 0 ? _variance : Math.Max(Tolerance, 1.0 / _pairs) / _pairs);
}
