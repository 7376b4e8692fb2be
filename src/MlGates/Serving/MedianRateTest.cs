using MlGates.Comparison;
using MlGates.Statistics;

namespace MlGates.Serving;

/// <summary>
/// Sign test of the median predictions per second of a block against a floor: the number of blocks at or above the floor is binomial with probability
/// one half or more when the median reaches it. Needs no assumption on the noise but that blocks are independent. Bounds are order statistics
/// (H. A. David, H. N. Nagaraja, Order Statistics, 2003, section 7.1).
/// </summary>
public sealed class MedianRateTest : IToleranceTest
{
    private readonly double[] _rates;

    /// <summary>Tests block rates against a floor.</summary>
    /// <param name="rates">Predictions per second by block, positive and finite; at least one. Copied.</param>
    /// <param name="floor">The smallest median allowed, positive.</param>
    public MedianRateTest(IEnumerable<double> rates, double floor)
    {
        ArgumentNullException.ThrowIfNull(rates);
        _rates = [.. rates];
        if (_rates.Length == 0 || !_rates.All(r => r > 0 && double.IsFinite(r)))
        {
            throw new ArgumentException("Rates must be positive and finite, and there must be one.", nameof(rates));
        }

        if (!(floor > 0 && double.IsFinite(floor)))
        {
            throw new ArgumentOutOfRangeException(nameof(floor), floor, "The floor must be positive and finite.");
        }

        Value = Order.MedianInPlace(_rates); // sorts
        Tolerance = floor;
    }

    /// <inheritdoc/>
    public double Value { get; }

    /// <inheritdoc/>
    public double Tolerance { get; }

    /// <inheritdoc/>
    public bool Exceeds => Value < Tolerance;

    /// <inheritdoc/>
    public double PFail => BinomialDistribution.LowerTail(_rates.Count(r => r >= Tolerance), _rates.Length, 0.5);

    /// <inheritdoc/>
    public double PPass => BinomialDistribution.UpperTail(_rates.Count(r => r > Tolerance), _rates.Length, 0.5);

    /// <inheritdoc/>
    public (double Lower, double Upper) Bounds(double failLevel, double passLevel)
    {
        var below = Critical(_rates.Length, passLevel);
        var above = Critical(_rates.Length, failLevel);
        return (below < 0 ? double.NaN : _rates[below], above < 0 ? double.NaN : _rates[_rates.Length - 1 - above]);
    }

    /// <summary>The chance to fail if the true median were the floor divided by <paramref name="ratio"/>, with the observed relative spread of the blocks.</summary>
    public double Power(double level, double ratio) => PowerAt(Tolerance / ratio, _rates.Length, level);

    /// <summary>The largest median below the floor that fails with probability <paramref name="power"/>; NaN when the blocks are too few to fail at all.</summary>
    public double MinimumDetectable(double level, double power)
    {
        // Block i reaches the floor when the median is at least floor·median/rate i: the only places where the power changes, the largest first.
        foreach (var rate in _rates)
        {
            var median = Tolerance * (Value / rate);
            if (median <= Tolerance && PowerAt(median * (1 - 1e-12), _rates.Length, level) >= power)
            {
                return median;
            }
        }

        return double.NaN;
    }

    /// <inheritdoc/>
    public double RowsFactor(double level, double ratio, double power)
    {
        const int MostTried = 100_000;
        for (var n = _rates.Length; n <= MostTried; n += Math.Max(1, n / 100))
        {
            if (PowerAt(Tolerance / ratio, n, level) >= power)
            {
                return (double)n / _rates.Length;
            }
        }

        return double.PositiveInfinity;
    }

    // Half a block is added on both sides, so that no blocks of the observed ones over the floor do not mean none ever.
    private double PowerAt(double median, int blocks, double level)
    {
        var over = _rates.Count(r => r * (median / Value) >= Tolerance);
        var critical = Critical(blocks, level);
        return critical < 0 ? 0 : BinomialDistribution.LowerTail(critical, blocks, (over + 0.5) / (_rates.Length + 1));
    }

    // The most blocks on one side of the true median that are rarer than the level; -1 when even none is not rare enough.
    private static int Critical(int blocks, double level)
    {
        var (low, high) = (-1, blocks);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Holm.AtMost(BinomialDistribution.LowerTail(middle, blocks, 0.5), level) ? (middle, high) : (low, middle);
        }

        return low;
    }
}
