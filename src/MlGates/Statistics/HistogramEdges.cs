namespace MlGates.Statistics;

/// <summary>Edges of histograms, and what moves counts from some to others.</summary>
internal static class HistogramEdges
{
    /// <summary>Edges of bins of equal width; a single bin when there is no room for more.</summary>
    internal static double[] EqualWidth(double min, double max, int bins)
    {
        var edges = new List<double>(bins + 1) { min };
        for (var i = 1; i < bins; i++)
        {
            // Weighted means of the ends, which cannot overflow as their difference can.
            var (a, b) = (i / (double)bins, (bins - i) / (double)bins);
            var edge = double.IsFinite(max - min) ? min + ((max - min) * i / bins) : (min * b) + (max * a);
            if (edge > edges[^1] && edge < max)
            {
                edges.Add(edge);
            }
        }

        edges.Add(max);
        return [.. edges];
    }

    /// <summary>Multiples of a round width that cover the range.</summary>
    internal static double[] Natural(ValueHistogram values, bool integers, int maxBins)
    {
        var range = values.Max - values.Min;
        if (!(range > 0) || !double.IsFinite(range))
        {
            return integers && values.Min == values.Max && Math.Abs(values.Min) < 1e15 ? [values.Min - 1, values.Min] : EqualWidth(values.Min, values.Max, 10);
        }

        var width = 2 * (values.Quantile(0.75) - values.Quantile(0.25)) / Math.Cbrt(values.Finite);
        width = width > 0 ? width : range / 10;
        // Two bins may be added at the ends.
        var (digit, power) = RoundUp(Math.Max(Math.Max(width, range / (maxBins - 2)), integers ? 1 : 0));
        var first = integers ? Math.Ceiling(Quotient(values.Min, digit, power)) - 1 : Math.Floor(Quotient(values.Min, digit, power));
        var last = Math.Ceiling(Quotient(values.Max, digit, power));
        // Where multiples of the width are no longer distinct, or the power of ten out of reach, ends count as they are.
        if (Math.Abs(first) > 1e15 || Math.Abs(last) > 1e15 || power is < -300 or > 300)
        {
            return EqualWidth(values.Min, values.Max, 10);
        }

        var edges = new double[(int)(last - first) + 1];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = Product(first + i, digit, power);
        }

        // A quotient is rounded, so an end could lie beside its edge by a last digit.
        edges[0] = Math.Min(edges[0], values.Min);
        edges[^1] = Math.Max(edges[^1], values.Max);
        return edges;
    }

    /// <summary>See <see cref="Histogram.FromQuantiles"/>.</summary>
    internal static Histogram FromQuantiles(ReadOnlySpan<double> quantiles, ReadOnlySpan<double> cumulative)
    {
        if (quantiles.Length != cumulative.Length)
        {
            throw new ArgumentException($"{quantiles.Length} quantiles need as many cumulative counts, not {cumulative.Length}.", nameof(cumulative));
        }

        double below = 0;
        for (; quantiles.Length > 0 && double.IsNegativeInfinity(quantiles[0]); quantiles = quantiles[1..], cumulative = cumulative[1..])
        {
            below = cumulative[0];
        }

        for (; quantiles.Length > 0 && double.IsPositiveInfinity(quantiles[^1]); quantiles = quantiles[..^1], cumulative = cumulative[..^1])
        {
        }

        if (quantiles.IsEmpty)
        {
            return Histogram.Empty;
        }

        // A single quantile has no bin, so it is both ends of one.
        double[] edges = quantiles.Length == 1 ? [quantiles[0], quantiles[0]] : quantiles.ToArray();
        var counts = new double[edges.Length - 1];
        var last = cumulative[0];
        counts[0] = last - below;
        for (var start = 1; start < quantiles.Length;)
        {
            var end = start + 1;
            while (end < quantiles.Length && quantiles[end] == quantiles[start])
            {
                end++;
            }

            for (var i = start; i < end; i++)
            {
                counts[i - 1] += (cumulative[end - 1] - last) / (end - start);
            }

            (last, start) = (cumulative[end - 1], end);
        }

        return new Histogram(edges, counts, true);
    }

    /// <summary>Spreads an evenly filled bin over others.</summary>
    internal static void Spread(double low, double high, double count, ReadOnlySpan<double> edges, Span<double> counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            var isLast = i == counts.Length - 1;
            if (high > low)
            {
                // What lies beyond the ends belongs to the outer bins.
                var from = i == 0 ? low : Math.Max(low, edges[i]);
                var to = isLast ? high : Math.Min(high, edges[i + 1]);
                counts[i] += to > from ? count * ((to - from) / (high - low)) : 0;
            }
            else if ((i == 0 || low > edges[i]) && (isLast || low <= edges[i + 1]))
            {
                counts[i] += count;
            }
        }
    }

    /// <summary>Throws unless the edges ascend and cover the range.</summary>
    internal static void Check(ReadOnlySpan<double> edges, double min, double max)
    {
        if (edges.Length < 2 || !(edges[0] <= min || double.IsNaN(min)) || !(edges[^1] >= max || double.IsNaN(max)))
        {
            throw new ArgumentException("A histogram needs two edges or more, from at most the smallest value to at least the largest.", nameof(edges));
        }
    }

    private static (int Digit, int Power) RoundUp(double width)
    {
        var power = (int)Math.Floor(Math.Log10(width));
        foreach (var digit in (ReadOnlySpan<int>)[1, 2, 5])
        {
            if (Product(1, digit, power) >= width)
            {
                return (digit, power);
            }
        }

        return (1, power + 1);
    }

    // A power of ten from 1 on is exact up to 10^22, its reciprocal never: so divide by it.
    private static double Product(double times, int digit, int power) =>
        power >= 0 ? times * digit * Math.Pow(10, power) : times * digit / Math.Pow(10, -power);

    private static double Quotient(double value, int digit, int power) =>
        power >= 0 ? value / (digit * Math.Pow(10, power)) : value * Math.Pow(10, -power) / digit;
}
