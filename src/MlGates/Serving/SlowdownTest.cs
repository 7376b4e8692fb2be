using MlGates.Comparison;
using MlGates.Statistics;

namespace MlGates.Serving;

/// <summary>
/// One-sided t test of the mean of ln(candidate's time ÷ baseline's time) over fresh pairs of instances against ln(1 + margin), with one degree of freedom
/// less than pairs. Values, tolerance and bounds are slowdowns: 0.05 means 5 % more time per prediction, negative means faster. All members are O(1).
/// </summary>
public sealed class SlowdownTest : IToleranceTest
{
    /// <summary>Fewer pairs of instances than this say too little about how instances differ.</summary>
    public const int FewestInstances = 5;

    // Below this the instances agree to the resolution of floating point, and a t of their rounding errors would mean nothing.
    private const double LeastError = 1e-12;

    private readonly int _instances;
    private readonly double _mean;
    private readonly double _error;
    private readonly double _limit;

    /// <summary>Tests log ratios of times against a margin.</summary>
    /// <param name="logRatios">One finite value per pair of instances, at least two.</param>
    /// <param name="margin">The slowdown allowed, positive: 0.05 for 5 %.</param>
    public SlowdownTest(IReadOnlyList<double> logRatios, double margin)
    {
        ArgumentNullException.ThrowIfNull(logRatios);
        if (logRatios.Count < 2 || !logRatios.All(double.IsFinite))
        {
            throw new ArgumentException("There must be at least two log ratios, all finite.", nameof(logRatios));
        }

        if (!(margin > 0 && double.IsFinite(margin)))
        {
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must be positive and finite.");
        }

        _instances = logRatios.Count;
        _mean = logRatios.Sum() / _instances;
        _error = Math.Max(LeastError, Math.Sqrt(logRatios.Sum(r => (r - _mean) * (r - _mean)) / (_instances - 1) / _instances));
        _limit = Math.Log(1 + margin);
        Tolerance = margin;
        Value = Slowdown(_mean);
    }

    /// <inheritdoc/>
    public double Value { get; }

    /// <inheritdoc/>
    public double Tolerance { get; }

    /// <inheritdoc/>
    public bool Exceeds => Value > Tolerance;

    /// <inheritdoc/>
    public double PFail => StudentT.UpperTail((_mean - _limit) / _error, _instances - 1);

    /// <inheritdoc/>
    public double PPass => StudentT.LowerTail((_mean - _limit) / _error, _instances - 1);

    /// <inheritdoc/>
    public (double Lower, double Upper) Bounds(double failLevel, double passLevel) =>
        (Slowdown(_mean - (Quantile(failLevel) * _error)), Slowdown(_mean + (Quantile(passLevel) * _error)));

    /// <summary>The chance to fail if the true log ratio were <paramref name="ratio"/> times the allowed one; the noncentral t is taken as a shifted t.</summary>
    public double Power(double level, double ratio) =>
        StudentT.UpperTail(Quantile(level) - ((ratio - 1) * _limit / _error), _instances - 1);

    /// <inheritdoc/>
    public double MinimumDetectable(double level, double power) => Slowdown(_limit + ((Quantile(level) + Quantile(1 - power)) * _error));

    /// <summary>The factor by which the instances must grow; slightly too large, since the quantiles of more degrees of freedom are smaller.</summary>
    public double RowsFactor(double level, double ratio, double power)
    {
        var reach = (Quantile(level) + Quantile(1 - power)) * _error / ((ratio - 1) * _limit);
        return Math.Max(1, reach * reach);
    }

    private double Quantile(double upperProbability) => StudentT.UpperQuantile(upperProbability, _instances - 1);

    private static double Slowdown(double logRatio) => Math.Exp(logRatio) - 1;
}
