using MlGates.Comparison;
using MlGates.Statistics;

namespace MlGates.Metrics;

/// <summary>
/// Tests an AUC against a smallest allowed value t: z = (AUC − t) / se with DeLong's standard error, normal in large samples
/// (<see cref="MinimumRows"/> rows of each class are the least for which this is used).
/// Where the standard error is 0, the normal law says nothing, and the exact bound over k disjoint pairs of a positive and a
/// negative row takes its place: k pairs all in order have a chance of at most t^k when AUC ≤ t, and k pairs all tied have at most
/// (2(1 − t))^k when AUC ≥ t or (2t)^k when AUC ≤ t.
/// </summary>
public sealed class AucTest : IToleranceTest
{
    /// <summary>Rows needed of each class; with fewer the question is left open.</summary>
    public const int MinimumRows = 20;

    private readonly RocArea _area;

    /// <summary>Creates the test.</summary>
    /// <param name="area">The AUC, of at least two rows of each class.</param>
    /// <param name="atLeast">t, in [0, 1].</param>
    /// <param name="detect">How far below t a value must be found for a pass without proof, in (0, 1). Default 0.05.</param>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public AucTest(RocArea area, double atLeast, double detect = MetricThreshold.DefaultDetect)
    {
        ArgumentNullException.ThrowIfNull(area);
        if (area.DisjointPairs < 2)
        {
            throw new ArgumentException("The AUC has no standard error with a single row of a class.", nameof(area));
        }

        MetricThreshold.Check(atLeast, detect);
        _area = area;
        Tolerance = atLeast;
        Detect = detect;
        (PFail, PPass) = Test();
    }

    /// <inheritdoc/>
    public double Value => _area.Value;

    /// <inheritdoc/>
    public double Tolerance { get; }

    /// <summary>How far below the limit a value must be found for a pass without proof.</summary>
    public double Detect { get; }

    /// <inheritdoc/>
    public bool Exceeds => Value < Tolerance;

    /// <inheritdoc/>
    public double PFail { get; }

    /// <inheritdoc/>
    public double PPass { get; }

    // Without a spread of its own: that of pairs in order with the chance t, at most half a pair's.
    private double StandardError => _area.Variance > 0 ? _area.StandardError : 0.5 / Math.Sqrt(_area.DisjointPairs);

    /// <summary>AUC ± z·se within [0, 1]; the upper bound, on which a fail rests, at <paramref name="failLevel"/>. Where se is 0, from the exact bound over pairs.</summary>
    public (double Lower, double Upper) Bounds(double failLevel, double passLevel)
    {
        double pairs = _area.DisjointPairs;
        return _area.Variance > 0
            ? (Math.Max(0, Value - (NormalDistribution.UpperQuantile(passLevel) * _area.StandardError)), Math.Min(1, Value + (NormalDistribution.UpperQuantile(failLevel) * _area.StandardError)))
            : Value switch
            {
                1 => (Math.Pow(passLevel, 1 / pairs), 1),
                0 => (0, 1 - Math.Pow(failLevel, 1 / pairs)),
                _ => (Math.Pow(passLevel, 1 / pairs) / 2, 1 - (Math.Pow(failLevel, 1 / pairs) / 2)),
            };
    }

    /// <summary>Chance that a true value of t − <see cref="Detect"/> fails; <paramref name="ratio"/> plays no part.</summary>
    public double Power(double level, double ratio) => NormalPower.Of(Detect, StandardError, level);

    /// <summary>The largest true value that fails with probability <paramref name="power"/>; NaN when not even 0 would.</summary>
    public double MinimumDetectable(double level, double power)
    {
        var value = Tolerance - NormalPower.Effect(StandardError, level, power);
        return value >= 0 ? value : double.NaN;
    }

    /// <inheritdoc/>
    public double RowsFactor(double level, double ratio, double power) => NormalPower.RowsFactor(Detect, StandardError, level, power);

    private (double Fail, double Pass) Test()
    {
        if (_area.Variance > 0)
        {
            var z = (Value - Tolerance) / _area.StandardError;
            return (NormalDistribution.LowerTail(z), NormalDistribution.UpperTail(z));
        }

        var pairs = _area.DisjointPairs;
        return Value switch
        {
            1 => (1, Math.Pow(Tolerance, pairs)),
            0 => (Math.Pow(1 - Tolerance, pairs), 1),
            _ => (Math.Pow(Math.Min(1, 2 * (1 - Tolerance)), pairs), Math.Pow(Math.Min(1, 2 * Tolerance), pairs)),
        };
    }
}
