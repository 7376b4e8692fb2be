using System.Globalization;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>The numeric states of one column.</summary>
internal sealed class NumberAccumulator
{
    // Beyond it neighbouring integers share a double.
    private const double LargestExact = 9007199254740992;

    private readonly MomentState _moments = new();
    private readonly ValueHistogramState _histogram = new();
    private readonly DistinctState _distinct = new();
    private readonly double[]? _edges;
    private readonly long[] _counts;

    internal NumberAccumulator(double[]? edges)
    {
        _edges = edges;
        _counts = new long[(edges?.Length ?? 0) + 1];
        for (var i = 1; i < edges?.Length; i++)
        {
            if (!(edges[i] > edges[i - 1]))
            {
                throw new ArgumentException("The edges of bins must ascend.", nameof(edges));
            }
        }
    }

    internal void Add(ReadOnlySpan<double> values)
    {
        _moments.Add(values);
        _histogram.Add(values);
        if (_edges is not null)
        {
            Count(values, _edges);
        }
    }

    internal void AddDistinct(double value) => _distinct.Add(ValueHash.Of(value));

    internal void AddDistinct(long value) => _distinct.Add(ValueHash.Of(value));

    internal DistinctCount Distinct()
    {
        if (!_distinct.IsExact && _histogram.ToHistogram() is { IsExact: true } exact && WithinExact(exact))
        {
            var others = (_moments.NaN > 0 ? 1 : 0) + (_moments.PositiveInfinity > 0 ? 1 : 0) + (_moments.NegativeInfinity > 0 ? 1 : 0);
            return new DistinctCount(exact.Cells + others, true);
        }

        return new DistinctCount(_distinct.Estimate(), _distinct.IsExact);
    }

    /// <summary>Counts by integer; null when there are too many, or some may share a double.</summary>
    internal SortedDictionary<string, long>? IntegerCounts()
    {
        var exact = _histogram.ToHistogram();
        if (!exact.IsExact || exact.Cells > CategoryProfile.MaxIntegers || !WithinExact(exact))
        {
            return null;
        }

        var result = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < exact.Cells; i++)
        {
            result.Add(((long)exact.CellStart(i)).ToString(CultureInfo.InvariantCulture), exact.CellCount(i));
        }

        return result;
    }

    internal NumericProfile ToProfile()
    {
        var all = _histogram.ToHistogram();
        return new NumericProfile
        {
            NaN = _moments.NaN,
            PositiveInfinity = _moments.PositiveInfinity,
            NegativeInfinity = _moments.NegativeInfinity,
            Zeros = _moments.Zeros,
            Min = _moments.Min,
            Max = _moments.Max,
            Mean = _moments.Mean,
            StandardDeviation = _moments.StandardDeviation,
            Quantiles = _moments.Count == 0 ? [] : [.. NumericProfile.QuantileLevels.Select(all.Quantile)],
            Bins = _edges is null ? QuantileBins.From(all) : new QuantileBins(_edges, _counts),
            Histogram = all,
        };
    }

    private static bool WithinExact(ValueHistogram exact) => exact.Finite == 0 || (exact.Min > -LargestExact && exact.Max < LargestExact);

    private void Count(ReadOnlySpan<double> values, double[] ascending)
    {
        foreach (var value in values)
        {
            if (double.IsNaN(value))
            {
                continue;
            }

            // A value lies right of all edges that are at most as large.
            var (low, high) = (0, ascending.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = ascending[middle] <= value ? (middle + 1, high) : (low, middle);
            }

            _counts[low]++;
        }
    }
}
