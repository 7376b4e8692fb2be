using System.Globalization;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>The states of a column's numbers, or of its timestamps in seconds.</summary>
internal sealed class NumberColumnState
{
    // Beyond it neighbouring integers share a double.
    internal const double LargestExact = 9007199254740992;

    // As many as TFDV's.
    private const int EqualWidthBins = 10;

    // Distinct values are the column's affair: a double does not tell large integers apart.
    private readonly NumberState _numbers = new(countDistinct: false);
    private readonly IntegerState _integers = new();
    private readonly WeightedMomentState? _weightedMoments;
    private readonly WeightedHistogramState? _weightedHistogram;
    private readonly double[]? _edges;
    private readonly long[] _counts;

    /// <param name="edges">Edges to count the values on; null for none.</param>
    /// <param name="weighted">Whether rows have weights.</param>
    internal NumberColumnState(double[]? edges, bool weighted)
    {
        _edges = edges;
        _counts = new long[(edges?.Length ?? 0) + 1];
        if (weighted)
        {
            _weightedMoments = new WeightedMomentState();
            _weightedHistogram = new WeightedHistogramState();
        }
    }

    /// <summary>Whether nothing was added.</summary>
    internal bool IsEmpty => _numbers.Moments is { Count: 0, NaN: 0, PositiveInfinity: 0, NegativeInfinity: 0 };

    /// <summary>Says about how many values come before those that will be added; to a new state.</summary>
    internal void Begin(long before) => _numbers.Quantiles.Clear(before);

    /// <summary>Adds values that each count once.</summary>
    internal void Add(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        _numbers.Add(values);
        _weightedMoments?.Add(values, weights);
        _weightedHistogram?.Add(values, weights);
        if (_edges is not null)
        {
            foreach (var value in values)
            {
                Count(value, 1);
            }
        }
    }

    /// <summary>Adds values that each count once, to a new state without weights and edges: they may be all there are.</summary>
    internal void AddFirst(ReadOnlySpan<double> values)
    {
        _numbers.Histogram.Begin(values);
        _numbers.Add(values);
    }

    /// <summary>Notes what is known of whole numbers among the values added.</summary>
    internal void Merge(IntegerState integers) => _integers.Merge(integers);

    /// <summary>Notes those of the values added by <see cref="Add(ReadOnlySpan{double}, ReadOnlySpan{double})"/> that are whole numbers.</summary>
    internal void AddIntegers(ReadOnlySpan<long> values) => _integers.Add(values);

    /// <summary>Adds a value that occurs many times.</summary>
    internal void Add(double value, long count, double weight)
    {
        _numbers.Add(value, count);
        _weightedMoments?.Add([value], [weight]);
        _weightedHistogram?.Add([value], [weight]);
        if (_edges is not null)
        {
            Count(value, count);
        }
    }

    /// <summary>Notes a whole number added by <see cref="Add(double, long, double)"/>.</summary>
    internal void AddInteger(long value, long count) => _integers.Add(value, count);

    internal void Merge(NumberColumnState later)
    {
        _numbers.Merge(later._numbers);
        _integers.Merge(later._integers);
        _weightedMoments?.Merge(later._weightedMoments!);
        _weightedHistogram?.Merge(later._weightedHistogram!);
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += later._counts[i];
        }
    }

    /// <summary>Makes the state new again; keeps its memory.</summary>
    /// <param name="whole">What it will be merged into; null for a state that stands alone.</param>
    internal void Clear(NumberColumnState? whole)
    {
        if (whole is null)
        {
            _numbers.Clear();
        }
        else
        {
            _numbers.Clear(whole._numbers, 0);
        }

        _integers.Clear();
        _weightedMoments?.Clear();
        _weightedHistogram?.Clear();
        Array.Clear(_counts);
    }

    /// <summary>The distribution of the values; what follows from it takes it as an argument, as it has to be sorted.</summary>
    internal ValueHistogram ToHistogram() => _numbers.Histogram.ToHistogram();

    /// <summary>Number of distinct values where the histogram tells them apart; null where it does not.</summary>
    internal long? ExactDistinct(ValueHistogram all) => all.IsExact && WithinExact(all)
        ? all.Cells + (_numbers.Moments.NaN > 0 ? 1 : 0) + (_numbers.Moments.PositiveInfinity > 0 ? 1 : 0) + (_numbers.Moments.NegativeInfinity > 0 ? 1 : 0)
        : null;

    /// <summary>Whether its values are whole numbers that fill their range, each of which occurs once.</summary>
    internal bool FillsRange => _integers.Count == _numbers.Moments.Count && _numbers.Moments is { NaN: 0, PositiveInfinity: 0, NegativeInfinity: 0 } && _integers.FillsRange;

    /// <summary>Counts by value, in the shortest decimal form and in no order; null when there are too many values to tell apart, or some may share a double.</summary>
    internal OrdinalCounts<long>? Counts(ValueHistogram exact, int most)
    {
        if (!exact.IsExact || exact.Cells > most || !WithinExact(exact))
        {
            return null;
        }

        var result = new OrdinalCounts<long>(exact.Cells);
        for (var i = 0; i < exact.Cells; i++)
        {
            var value = exact.CellStart(i);
            result.Add(double.IsInteger(value) ? ((long)value).ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture), exact.CellCount(i));
        }

        Note(double.NaN, _numbers.Moments.NaN);
        Note(double.PositiveInfinity, _numbers.Moments.PositiveInfinity);
        Note(double.NegativeInfinity, _numbers.Moments.NegativeInfinity);
        return result;

        void Note(double value, long count)
        {
            if (count > 0)
            {
                result.Add(value.ToString("R", CultureInfo.InvariantCulture), count);
            }
        }
    }

    internal NumericProfile ToProfile(ValueHistogram all, bool whole)
    {
        var profile = new NumericProfile
        {
            NaN = _numbers.Moments.NaN,
            PositiveInfinity = _numbers.Moments.PositiveInfinity,
            NegativeInfinity = _numbers.Moments.NegativeInfinity,
            Zeros = _numbers.Moments.Zeros,
            Negative = _numbers.Moments.Negatives,
            Min = _numbers.Moments.Min,
            Max = _numbers.Moments.Max,
            Mean = _numbers.Moments.Mean,
            Sum = _numbers.Moments.Sum,
            StandardDeviation = _numbers.Moments.StandardDeviation,
            PopulationStandardDeviation = _numbers.Moments.PopulationStandardDeviation,
            Skewness = _numbers.Moments.Skewness,
            Kurtosis = _numbers.Moments.Kurtosis,
            Integers = whole && _integers.Count > 0 ? new IntegerRange(_integers.Min, _integers.Max, _integers.Sum) : null,
            RankError = all.IsExact ? 0 : _numbers.Quantiles.RankError,
            Quantiles = _numbers.Moments.Count == 0 ? [] : [.. NumericProfile.QuantileLevels.Select(p => all.IsExact ? all.Quantile(p) : _numbers.Quantiles.Quantile(p))],
            Bins = _edges is null ? QuantileBins.From(all) : new QuantileBins(_edges, [.. _counts]),
            Natural = Statistics.Histogram.Natural(all, whole),
            EqualWidth = Statistics.Histogram.EqualWidth(all, EqualWidthBins),
            Histogram = all,
        };
        _numbers.Quantiles.Trim();
        return profile;
    }

    /// <summary>Adds what weighted numbers say.</summary>
    internal WeightedProfile Weigh(WeightedProfile profile)
    {
        if (_weightedMoments is not { SumOfWeights: > 0 } moments)
        {
            return profile;
        }

        var histogram = _weightedHistogram!.ToHistogram();
        return profile with
        {
            Mean = moments.Mean,
            StandardDeviation = moments.PopulationStandardDeviation,
            Quantiles = [.. NumericProfile.QuantileLevels.Select(histogram.Quantile)],
            EqualWidth = Statistics.Histogram.EqualWidth(histogram, EqualWidthBins),
        };
    }

    private static bool WithinExact(ValueHistogram exact) => exact.Finite == 0 || (exact.Min > -LargestExact && exact.Max < LargestExact);

    // NaN is in no bin.
    private void Count(double value, long count)
    {
        if (!double.IsNaN(value))
        {
            var bin = Array.BinarySearch(_edges!, value);
            _counts[bin >= 0 ? bin + 1 : ~bin] += count;
        }
    }

    internal void Write(StateWriter writer)
    {
        _numbers.Write(writer);
        _integers.Write(writer);
        _weightedMoments?.Write(writer);
        _weightedHistogram?.Write(writer);
        foreach (var count in _counts)
        {
            writer.Count(count);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state of the same edges.</summary>
    internal void Read(ref StateReader reader)
    {
        _numbers.Read(ref reader);
        _integers.Read(ref reader);
        _weightedMoments?.Read(ref reader);
        _weightedHistogram?.Read(ref reader);
        foreach (ref var count in _counts.AsSpan())
        {
            count = reader.Count();
        }
    }
}
