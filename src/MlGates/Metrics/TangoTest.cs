using MlGates.Comparison;
using MlGates.Statistics;

namespace MlGates.Metrics;

/// <summary>
/// Tests whether a candidate's share of right rows is at most δ below the baseline's on the same rows, by the score test for paired proportions
/// (T. Tango, Equivalence test and confidence interval for the difference in proportions for the paired-sample design, 1998).
/// Only rows on which one of the two is right carry information. Values are losses, baseline − candidate, so large is bad.
/// </summary>
public sealed class TangoTest : IToleranceTest
{
    private readonly long _candidateOnly;
    private readonly long _baselineOnly;
    private readonly long _rows;

    /// <summary>Creates the test.</summary>
    /// <param name="candidateOnly">b: rows only the candidate got right.</param>
    /// <param name="baselineOnly">c: rows only the baseline got right.</param>
    /// <param name="rows">n: all rows, at least 1 and at least b + c.</param>
    /// <param name="allowedLoss">δ, in [0, 1].</param>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public TangoTest(long candidateOnly, long baselineOnly, long rows, double allowedLoss)
    {
        MetricThreshold.CheckAllowedLoss(allowedLoss);
        if (candidateOnly < 0 || baselineOnly < 0 || rows < 1 || candidateOnly > rows - baselineOnly)
        {
            throw new ArgumentException($"{candidateOnly} and {baselineOnly} discordant rows of {rows} are not possible.", nameof(rows));
        }

        _candidateOnly = candidateOnly;
        _baselineOnly = baselineOnly;
        _rows = rows;
        Tolerance = allowedLoss;
        Z = Score(allowedLoss);
    }

    /// <summary>The loss: (c − b) / n, negative when the candidate is better.</summary>
    public double Value => (double)(_baselineOnly - _candidateOnly) / _rows;

    /// <inheritdoc/>
    public double Tolerance { get; }

    /// <summary>The score statistic; small means the candidate is worse than allowed.</summary>
    public double Z { get; }

    /// <inheritdoc/>
    public bool Exceeds => Value > Tolerance;

    /// <inheritdoc/>
    public double PFail => NormalDistribution.LowerTail(Z);

    /// <inheritdoc/>
    public double PPass => NormalDistribution.UpperTail(Z);

    /// <summary>Tango's score bounds: the losses that would just not be rejected.</summary>
    public (double Lower, double Upper) Bounds(double failLevel, double passLevel) =>
        (Root(-NormalDistribution.UpperQuantile(failLevel)), Root(NormalDistribution.UpperQuantile(passLevel)));

    /// <inheritdoc/>
    public double Power(double level, double ratio) =>
        Tolerance > 0 ? NormalPower.Of((ratio - 1) * Tolerance, StandardError, level) : level;

    /// <inheritdoc/>
    public double MinimumDetectable(double level, double power) => Tolerance + NormalPower.Effect(StandardError, level, power);

    /// <inheritdoc/>
    public double RowsFactor(double level, double ratio, double power) =>
        NormalPower.RowsFactor((ratio - 1) * Tolerance, StandardError, level, power);

    private double StandardError
    {
        get
        {
            // A loss of δ takes at least the share δ of discordant rows, whatever was seen; with δ = 0 one row stands in.
            var discordant = Math.Max((double)(_candidateOnly + _baselineOnly) / _rows, Tolerance);
            return Math.Sqrt(Math.Max(discordant, 1.0 / _rows) / _rows);
        }
    }

    // z against a true loss: grows with it.
    private double Score(double loss)
    {
        double b = _candidateOnly, c = _baselineOnly, n = _rows;
        var difference = -loss;
        var quadratic = 2 * n;
        var linear = -b - c + (((2 * n) - b + c) * difference);
        var constant = -c * difference * (1 - difference);
        var root = (Math.Sqrt(Math.Max(0, (linear * linear) - (4 * quadratic * constant))) - linear) / (2 * quadratic);
        var variance = n * ((2 * root) + (difference * (1 - difference)));
        var distance = b - c - (n * difference);
        return variance > 0 ? distance / Math.Sqrt(variance)
            : distance == 0 ? 0
            : double.CopySign(double.PositiveInfinity, distance);
    }

    private double Root(double z)
    {
        double low = -1, high = 1;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Score(middle) < z ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
