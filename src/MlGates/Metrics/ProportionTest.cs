using MlGates.Comparison;
using MlGates.Statistics;

namespace MlGates.Metrics;

/// <summary>
/// Tests a proportion (accuracy, precision, recall) against a smallest allowed value t, exactly (C. J. Clopper and E. S. Pearson, The use of
/// confidence or fiducial limits illustrated in the case of the binomial, 1934): with x successes in n trials the value is too small by
/// P(Bin(n, t) ≤ x) and large enough by P(Bin(n, t) ≥ x). The bounds shown are Wilson's (E. B. Wilson, Probable inference, 1927).
/// </summary>
public sealed class ProportionTest : IToleranceTest
{
    private readonly Proportion _observed;

    /// <summary>Creates the test.</summary>
    /// <param name="observed">Successes and trials; at least one trial.</param>
    /// <param name="atLeast">t, in [0, 1].</param>
    /// <param name="detect">How far below t a value must be found for a pass without proof, in (0, 1). Default 0.05.</param>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public ProportionTest(Proportion observed, double atLeast, double detect = MetricThreshold.DefaultDetect)
    {
        if (observed.Trials < 1 || observed.Successes < 0 || observed.Successes > observed.Trials)
        {
            throw new ArgumentException($"{observed.Successes} successes in {observed.Trials} trials are no proportion.", nameof(observed));
        }

        MetricThreshold.Check(atLeast, detect);
        _observed = observed;
        Tolerance = atLeast;
        Detect = detect;
    }

    /// <inheritdoc/>
    public double Value => _observed.Value;

    /// <inheritdoc/>
    public double Tolerance { get; }

    /// <summary>How far below the limit a value must be found for a pass without proof.</summary>
    public double Detect { get; }

    /// <inheritdoc/>
    public bool Exceeds => Value < Tolerance;

    /// <inheritdoc/>
    public double PFail => BinomialDistribution.LowerTail(_observed.Successes, _observed.Trials, Tolerance);

    /// <inheritdoc/>
    public double PPass => BinomialDistribution.UpperTail(_observed.Successes, _observed.Trials, Tolerance);

    /// <summary>Wilson's bounds; the upper one, on which a fail rests, at <paramref name="failLevel"/>.</summary>
    public (double Lower, double Upper) Bounds(double failLevel, double passLevel) =>
        (Wilson(passLevel).Lower, Wilson(failLevel).Upper);

    /// <summary>Chance that a true value of t − <see cref="Detect"/> fails; <paramref name="ratio"/> plays no part.</summary>
    public double Power(double level, double ratio) => Power(_observed.Trials, level);

    /// <summary>The largest true value that fails with probability <paramref name="power"/>; NaN when not even 0 would.</summary>
    public double MinimumDetectable(double level, double power)
    {
        var critical = Critical(_observed.Trials, level);
        if (critical < 0)
        {
            return double.NaN;
        }

        // The chance of a fail falls from 1 at a true value of 0 as the value grows.
        double low = 0, high = 1;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = BinomialDistribution.LowerTail(critical, _observed.Trials, middle) >= power ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <inheritdoc/>
    public double RowsFactor(double level, double ratio, double power)
    {
        if (Tolerance <= 0)
        {
            return double.PositiveInfinity;
        }

        // The normal approximation is a good start; exact power is a saw-tooth in n, so walk up from there in steps of one percent.
        var worse = Math.Max(0, Tolerance - Detect);
        var root = ((NormalDistribution.UpperQuantile(level) * Math.Sqrt(Tolerance * (1 - Tolerance)))
            + (NormalDistribution.UpperQuantile(1 - power) * Math.Sqrt(worse * (1 - worse)))) / (Tolerance - worse);
        var trials = Math.Max(_observed.Trials, (long)Math.Ceiling(Math.Min(1e15, root * root)));
        while (Power(trials, level) < power && trials < (long)1e15)
        {
            trials += Math.Max(1, trials / 100);
        }

        return (double)trials / _observed.Trials;
    }

    private (double Lower, double Upper) Wilson(double level) =>
        ProportionInterval.Wilson(_observed.Successes, _observed.Trials, Math.Max(0, NormalDistribution.UpperQuantile(level)));

    private double Power(long trials, double level)
    {
        var critical = Critical(trials, level);
        return critical < 0 ? 0 : BinomialDistribution.LowerTail(critical, trials, Math.Max(0, Tolerance - Detect));
    }

    // The largest count that fails at this level; -1 when even 0 does not.
    private long Critical(long trials, double level)
    {
        long fails = -1, holds = trials + 1;
        while (holds - fails > 1)
        {
            var middle = fails + ((holds - fails) / 2);
            (fails, holds) = Holm.AtMost(BinomialDistribution.LowerTail(middle, trials, Tolerance), level) ? (middle, holds) : (fails, middle);
        }

        return fails;
    }
}
