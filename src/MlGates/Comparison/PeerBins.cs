using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>
/// Two samples counted in the bins that other tools use, so that a team that moves sees the numbers it knows. No guarantee: such bins depend on the candidate or on a
/// range that one far value decides, and no limit on them holds a rate.
/// </summary>
/// <param name="Edges">Edges of the bins, ascending: with both ends, or for <see cref="ReferenceDeciles"/> without them.</param>
/// <param name="First">The reference's counts.</param>
/// <param name="Second">The other sample's counts; with <see cref="Doane"/> one more where values lie outside of the edges, which the reference has as 0.</param>
public sealed record PeerBins(double[] Edges, long[] First, long[] Second)
{
    private const int Ten = 10;

    /// <summary>As Evidently has it for more than 20 distinct values: equal width over both samples, as many as H. Sturges (1926) gives, the last bin closed (NumPy's <c>sturges</c>). O((n + m) log bins).</summary>
    /// <param name="samples">Finite values.</param>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public static PeerBins Sturges(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var values = Finite(samples);
        var (low, high) = (values[0], values[^1]);
        var edges = EqualWidth(low, high, (high - low) / (Math.Log2(samples.First + samples.Second) + 1));
        return new PeerBins(edges, Count(samples, samples.FirstCounts, edges).Inside, Count(samples, samples.SecondCounts, edges).Inside);
    }

    /// <summary>As NannyML has it: equal width over the reference alone, as many as D. Doane (1976) gives (NumPy's <c>doane</c>), and one more bin for what lies outside. O((n + m) log bins).</summary>
    /// <inheritdoc cref="Sturges"/>
    public static PeerBins Doane(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var values = Finite(samples);
        var counts = samples.FirstCounts;
        var (from, to) = (0, counts.Length - 1);
        while (counts[from] == 0)
        {
            from++;
        }

        while (counts[to] == 0)
        {
            to--;
        }

        var (low, high) = (values[from], values[to]);
        var edges = EqualWidth(low, high, DoaneWidth(values, counts, samples.First, high - low));
        var first = Count(samples, samples.FirstCounts, edges).Inside;
        var (inside, outside) = Count(samples, samples.SecondCounts, edges);
        return outside == 0 ? new PeerBins(edges, first, inside) : new PeerBins(edges, [.. first, 0], [.. inside, outside]);
    }

    /// <summary>Between the reference's deciles (type 7, equal ones once), open ends, each bin closed on the right. O(n + m).</summary>
    /// <inheritdoc cref="Sturges"/>
    public static PeerBins ReferenceDeciles(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Finite(samples);
        var edges = new List<double>();
        for (var i = 1; i < Ten; i++)
        {
            var edge = Quantile(samples, i / (double)Ten);
            if (edges.Count == 0 || edge > edges[^1])
            {
                edges.Add(edge);
            }
        }

        var (first, second) = (new long[edges.Count + 1], new long[edges.Count + 1]);
        for (var (i, bin) = (0, 0); i < samples.Values.Length; i++)
        {
            while (bin < edges.Count && samples.Values[i] > edges[bin])
            {
                bin++;
            }

            first[bin] += samples.FirstCounts[i];
            second[bin] += samples.SecondCounts[i];
        }

        return new PeerBins([.. edges], first, second);
    }

    /// <summary>As Soda has it: ten of equal width over both samples, the last closed. O((n + m) log bins).</summary>
    /// <inheritdoc cref="Sturges"/>
    public static PeerBins TenOfEqualWidth(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var values = Finite(samples);
        var edges = Even(values[0], values[^1], Ten);
        return new PeerBins(edges, Count(samples, samples.FirstCounts, edges).Inside, Count(samples, samples.SecondCounts, edges).Inside);
    }

    private static ReadOnlySpan<double> Finite(TwoSamples samples) => double.IsFinite(samples.Values[0]) && double.IsFinite(samples.Values[^1])
        ? samples.Values
        : throw new ArgumentException("Bins of other tools are for finite values: leave infinities out and count them apart.", nameof(samples));

    private static double[] EqualWidth(double low, double high, double width) => Even(low, high, width > 0 ? (int)Math.Ceiling((high - low) / width) : 1);

    // A range of no width is widened by a half on both sides, as NumPy does.
    private static double[] Even(double low, double high, int bins)
    {
        (low, high) = low == high ? (low - 0.5, high + 0.5) : (low, high);
        var edges = new double[bins + 1];
        var step = (high - low) / bins;
        for (var i = 0; i < bins; i++)
        {
            edges[i] = low + (i * step);
        }

        edges[bins] = high;
        return edges;
    }

    private static (long[] Inside, long Outside) Count(TwoSamples samples, ReadOnlySpan<int> counts, double[] edges)
    {
        var (inside, outside) = (new long[edges.Length - 1], 0L);
        for (var i = 0; i < counts.Length; i++)
        {
            var value = samples.Values[i];
            if (value < edges[0] || value > edges[^1])
            {
                outside += counts[i];
                continue;
            }

            var place = Array.BinarySearch(edges, value);
            inside[Math.Min(place >= 0 ? place : ~place - 1, inside.Length - 1)] += counts[i];
        }

        return (inside, outside);
    }

    private static double DoaneWidth(ReadOnlySpan<double> values, ReadOnlySpan<int> counts, int n, double range)
    {
        if (n <= 2 || range == 0)
        {
            return 0;
        }

        var moments = new MomentState();
        for (var i = 0; i < values.Length; i++)
        {
            moments.Add(values[i], counts[i]);
        }

        var error = Math.Sqrt(6.0 * (n - 2) / ((n + 1.0) * (n + 3)));
        return range / (1 + Math.Log2(n) + Math.Log2(1 + (Math.Abs(moments.Skewness) / error)));
    }

    private static double Quantile(TwoSamples samples, double p)
    {
        var rank = (samples.First - 1) * p;
        var whole = (long)Math.Floor(rank);
        var low = At(whole);
        return low + ((rank - whole) * (At(Math.Min(whole + 1, samples.First - 1)) - low));

        double At(long place)
        {
            var seen = 0L;
            for (var i = 0; i < samples.Values.Length; i++)
            {
                seen += samples.FirstCounts[i];
                if (seen > place)
                {
                    return samples.Values[i];
                }
            }

            return samples.Values[^1];
        }
    }
}
