using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>
/// How far beyond the largest number seen the next dataset of as many values may go. Exceedances of a high quantile follow a generalised Pareto distribution
/// (Pickands 1975), whose shape is estimated from probability-weighted moments (Hosking and Wallis 1987), and taken to be 0, an exponential tail, where it is
/// below. To it 1/m is added for m exceedances: with an estimated mean m · (1 + t/m)^-m is exactly the chance that one of m exponential exceedances is over t means.
/// </summary>
internal static class TailBound
{
    // Of a heavier tail the most extreme values are for a person to look at: a bound that none of them breaks would be far beyond all that makes sense.
    private const double HeaviestShape = 0.25;

    private const int FewestExceedances = 25;
    private const int MostExceedances = 250;

    /// <summary>A bound that the next values go beyond with a chance of about the risk.</summary>
    /// <param name="numbers">The numbers, at least one finite.</param>
    /// <param name="n">How many are finite.</param>
    /// <param name="high">Whether it is the upper bound.</param>
    /// <param name="risk">The chance.</param>
    internal static double Of(NumericProfile numbers, long n, bool high, double risk)
    {
        // Mirrored for the lower end, so that larger is always further out.
        var sign = high ? 1.0 : -1.0;
        var extreme = sign * (high ? numbers.Max : numbers.Min);
        var m = (int)Math.Min(Math.Max(n / 10, Math.Min(FewestExceedances, n / 2)), MostExceedances);
        if (m == 0)
        {
            return sign * extreme;
        }

        var values = new double[m + 1];
        Outermost(numbers, n, high, sign, values);
        var threshold = values[m];
        double mean = 0, weighted = 0;
        for (var i = 0; i < m; i++)
        {
            var beyond = values[i] - threshold;
            mean += beyond / m;

            // Plotting position of the i-th from outside, as the authors advise.
            weighted += beyond / m * ((i + 0.35) / m);
        }

        if (!(mean > 0) || !double.IsFinite(mean))
        {
            return sign * extreme;
        }

        var shape = Math.Clamp(2 - (mean / (mean - (2 * weighted))), 0, HeaviestShape);
        var bent = shape + (1.0 / m);
        var bound = Math.Max(extreme, threshold + (mean * (1 - shape) * (Math.Exp(bent * Math.Log(m / risk)) - 1) / bent));
        return sign * Math.Min(bound, Edge(numbers, high, sign, extreme, risk));
    }

    /// <summary>
    /// Where many values share the extreme it is an edge, such as 5 of stars or 77 of areas. Were the next step taken with a chance of q, the other k - 1 would have stayed
    /// with the outermost with one of (1 - q)^(k-1): so q is below 1 - risk^(1/(k-1)), and one of k goes j steps beyond with a chance of at most k · q^j.
    /// </summary>
    private static double Edge(NumericProfile numbers, bool high, double sign, double extreme, double risk)
    {
        if (numbers.Histogram is not { IsExact: true, Cells: >= 2 } values)
        {
            return double.PositiveInfinity;
        }

        var last = high ? values.Cells - 1 : 0;
        var k = values.CellCount(last);
        var step = extreme - (sign * values.CellStart(high ? last - 1 : 1));
        var q = 1 - Math.Pow(risk, 1.0 / (k - 1));
        return k == 1 ? double.PositiveInfinity : extreme + (step * Math.Max(0, Math.Ceiling(Math.Log(k / risk) / -Math.Log(q)) - 1));
    }

    // The outermost values, the extreme first; of a profile without its distribution, between its quantiles.
    private static void Outermost(NumericProfile numbers, long n, bool high, double sign, double[] values)
    {
        if (numbers.Histogram is not { } histogram)
        {
            for (var i = 0; i < values.Length; i++)
            {
                var level = n > 1 ? i / (double)(n - 1) : 0;
                values[i] = sign * numbers.Quantile(high ? 1 - level : level);
            }

            return;
        }

        var filled = 0;
        for (var step = 0; step < histogram.Cells && filled < values.Length; step++)
        {
            var cell = high ? histogram.Cells - 1 - step : step;

            // The end of a cell that lies further out, if values in it are not told apart.
            var start = histogram.CellStart(cell);
            var outer = histogram.IsExact || !high ? start : Statistics.ValueHistogram.NextOnGrid(start, histogram.Resolution);
            var value = Math.Min(sign * outer, sign * (high ? numbers.Max : numbers.Min));
            for (var k = histogram.CellCount(cell); k > 0 && filled < values.Length; k--)
            {
                values[filled++] = value;
            }
        }

        Array.Fill(values, filled > 0 ? values[filled - 1] : 0, filled, values.Length - filled);
    }
}
