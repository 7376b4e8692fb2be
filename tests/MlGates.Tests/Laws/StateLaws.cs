using System.Globalization;
using System.Text;
using CsCheck;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Tests.Laws;

/// <summary>Mergeable states: identity, associativity, order independence, split-then-merge = whole, against slow exact twins.</summary>
public sealed class StateLaws
{
    private const int Iterations = 150;

    // Ties, zeros of both signs, non-finite values, denormals and huge numbers; often more values than there are cells.
    private static readonly Gen<double> Value = Gen.Frequency(
        (4, Gen.Double[-1000, 1000]),
        (4, Gen.Int[-20, 20].Select(i => (double)i)),
        (2, Gen.Double),
        (1, Gen.OneOf(Gen.Const(0.0), Gen.Const(-0.0), Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(double.NegativeInfinity), Gen.Const(double.MaxValue), Gen.Const(double.MinValue), Gen.Const(double.Epsilon))));

    private static readonly Gen<double[]> Values = Gen.Frequency((15, Value.Array[0, 60]), (1, Gen.Double[0, 1].Array[4000, 9000]));

    private static readonly Gen<string[]> Texts = Gen.Frequency(
        (12, Gen.String[Gen.Char["abcé€"], 0, 3].Array[0, 60]),
        (1, Gen.Int[0, 14_000].Select(i => i.ToString(CultureInfo.InvariantCulture)).Array[9_000, 16_000]));

    private static ValueHistogramState Histogram(params double[][] parts)
    {
        var state = new ValueHistogramState();
        foreach (var part in parts)
        {
            state.Add(part);
        }

        return state;
    }

    private static DistinctState Distinct(params string[][] parts)
    {
        var state = new DistinctState();
        foreach (var text in parts.SelectMany(p => p))
        {
            state.Add(ValueHash.Of(Encoding.UTF8.GetBytes(text)));
        }

        return state;
    }

    private static string Show(ValueHistogram h) => string.Create(CultureInfo.InvariantCulture,
        $"{h.Resolution} {h.Min} {h.Max} {h.NegativeInfinity} {h.PositiveInfinity}: {string.Join(' ', Enumerable.Range(0, h.Cells).Select(i => $"{h.CellStart(i):R}x{h.CellCount(i)}"))}");

    [Fact]
    public void Histogram_DependsOnTheSetOnly() => Gen.Select(Values, Gen.Int).Sample((values, seed) =>
    {
        var shuffled = values.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Show(Histogram(shuffled).ToHistogram()) == Show(Histogram(values).ToHistogram());
    }, iter: Iterations);

    [Fact]
    public void Histogram_SplitThenMerge_IsTheWhole() => Gen.Select(Values, Values, Values).Sample((a, b, c) =>
    {
        var whole = Show(Histogram(a, b, c).ToHistogram());
        var left = Histogram(a);
        left.Merge(Histogram(b));
        left.Merge(Histogram(c));
        var right = Histogram(b);
        right.Merge(Histogram(c));
        var nested = Histogram(a);
        nested.Merge(right);
        right.Merge(Histogram(a));
        return Show(left.ToHistogram()) == whole && Show(nested.ToHistogram()) == whole && Show(right.ToHistogram()) == whole;
    }, iter: Iterations);

    [Fact]
    public void Histogram_EmptyIsTheIdentity() => Values.Sample(values =>
    {
        var expected = Show(Histogram(values).ToHistogram());
        var left = Histogram();
        left.Merge(Histogram(values));
        var right = Histogram(values);
        right.Merge(Histogram());
        return Show(left.ToHistogram()) == expected && Show(right.ToHistogram()) == expected;
    }, iter: Iterations);

    [Fact]
    public void Histogram_Counts_AreThoseOfTheValues() => Gen.Select(Values, Value.Array[0, 8]).Sample((values, wished) =>
    {
        var histogram = Histogram(values).ToHistogram();
        var edges = wished.Where(double.IsFinite).Select(e => ValueHistogram.SnapToGrid(e, histogram.Resolution)).Distinct().Order().ToArray();
        var counts = new long[edges.Length + 1];
        var expected = new long[edges.Length + 1];
        foreach (var value in values.Where(v => !double.IsNaN(v)))
        {
            expected[edges.Count(e => e <= value)]++;
        }

        return histogram.TryCount(edges, counts) && counts.SequenceEqual(expected);
    }, iter: Iterations);

    [Fact]
    public void Histogram_TryCount_IsExactOrRefuses() => Gen.Select(Values, Value.Array[0, 8]).Sample((values, wished) =>
    {
        var histogram = Histogram(values).ToHistogram();
        var edges = wished.Where(double.IsFinite).Distinct().Order().ToArray();
        var counts = new long[edges.Length + 1];
        if (!histogram.TryCount(edges, counts))
        {
            return !histogram.IsExact;
        }

        var expected = new long[edges.Length + 1];
        foreach (var value in values.Where(v => !double.IsNaN(v)))
        {
            expected[edges.Count(e => e <= value)]++;
        }

        return counts.SequenceEqual(expected);
    }, iter: Iterations);

    [Fact]
    public void Histogram_Quantiles_AreTypeSevenOrInsideTheCell() => Gen.Select(Values, Gen.Double[0, 1]).Sample((values, p) =>
    {
        var histogram = Histogram(values).ToHistogram();
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        var quantile = histogram.Quantile(p);
        if (sorted.Length == 0)
        {
            return double.IsNaN(quantile);
        }

        var rank = (sorted.Length - 1) * p;
        var (low, high) = (sorted[(int)rank], sorted[Math.Min((int)rank + 1, sorted.Length - 1)]);
        var cell = ValueHistogram.SnapToGrid(low, histogram.Resolution);
        // The cell around zero holds the denormal numbers, which have no relative width.
        var width = histogram.IsExact ? 0 : (Math.Abs(cell) * Math.Pow(2, 12 - histogram.Resolution)) + 1e-300;
        var exact = (low * (1 - (rank - (int)rank))) + (high * (rank - (int)rank));
        return histogram.IsExact
            ? Math.Abs(quantile - exact) <= 1e-14 * Math.Max(Math.Abs(low), Math.Abs(high))
            : quantile >= low - width && quantile <= high + width;
    }, iter: Iterations);

    [Fact]
    public void Histogram_Coarsen_IsTheHistogramOfSnappedValues() => Gen.Select(Value.Array[0, 60], Gen.Int[12, 64]).Sample((values, resolution) =>
    {
        var coarse = Histogram(values).ToHistogram().Coarsen(resolution);
        var snapped = values.Where(double.IsFinite).GroupBy(v => ValueHistogram.SnapToGrid(v, resolution)).OrderBy(g => g.Key);
        return snapped.Select(g => (g.Key, (long)g.Count())).SequenceEqual(Enumerable.Range(0, coarse.Cells).Select(i => (coarse.CellStart(i), coarse.CellCount(i))));
    }, iter: Iterations);

    [Fact]
    public void Distinct_AnyOrderAndGrouping_GivesOneEstimate() => Gen.Select(Texts, Texts, Gen.Int).Sample((a, b, seed) =>
    {
        string[] all = [.. a, .. b];
        new Random(seed).Shuffle(all);
        var whole = Distinct(all);
        var merged = Distinct(b);
        merged.Merge(Distinct(a));
        merged.Merge(Distinct());
        var truth = all.Distinct(StringComparer.Ordinal).Count();
        return merged.Estimate() == whole.Estimate() && merged.IsExact == whole.IsExact
            && (whole.IsExact ? whole.Estimate() == truth : Math.Abs(whole.Estimate() - truth) < 0.05 * truth);
    }, iter: Iterations / 2);

    [Fact]
    public void Moments_SplitThenMerge_AreTheWholeUpToRounding() => Gen.Select(Gen.Double[-1e6, 1e6].Array[2, 200], Gen.Double[-1e6, 1e6].Array[0, 200]).Sample((a, b) =>
    {
        var whole = new MomentState();
        whole.Add([.. a, .. b]);
        var first = new MomentState();
        first.Add(a);
        var second = new MomentState();
        second.Add(b);
        first.Merge(new MomentState());
        first.Merge(second);
        // Rounding: a few ulp of the largest summand for each addition.
        return first.Count == whole.Count && first.Min == whole.Min && first.Max == whole.Max && first.Zeros == whole.Zeros
            && Math.Abs(first.Mean - whole.Mean) <= 1e-9 && Math.Abs(first.M2 - whole.M2) <= 1e-12 * whole.M2;
    }, iter: Iterations);

    [Fact]
    public void Profile_RoundTripsThroughJson_WhateverTheTable() => Gen.Select(Values, Texts.Where(t => t.Length < 100)).Sample((numbers, texts) =>
    {
        var rows = Enumerable.Range(0, Math.Max(1, Math.Max(numbers.Length, texts.Length)))
            .Select(i => new { N = i < numbers.Length ? numbers[i] : (double?)null, T = i < texts.Length ? texts[i] : null });
        var json = ProfileFile.ToJson(Profile(rows));
        return ProfileFile.ToJson(ProfileFile.Parse(Encoding.UTF8.GetBytes(json), "p")) == json;
    }, iter: Iterations / 2);

    private static DatasetProfile Profile<T>(IEnumerable<T> rows) => ProfileBuilder.Build(new ObjectSource<T>(rows, "rows"));

    [Fact]
    public void Numbers_AsTextOrTyped_AreParsedToTheSameBits() => Value.Array[1, 50].Sample(values =>
        values.All(v => TextValue.TryNumber(Encoding.UTF8.GetBytes(v.ToString("R", CultureInfo.InvariantCulture)), out var parsed)
            && BitConverter.DoubleToInt64Bits(parsed) == BitConverter.DoubleToInt64Bits(v)), iter: Iterations);

    [Fact]
    public void Common_TwoProfilesOfRows_CountAlikeOnTheirEdges() => Gen.Select(Values.Where(v => v.Any(double.IsFinite)), Values.Where(v => v.Length > 0)).Sample((a, b) =>
    {
        var baseline = Profile(a.Select(x => new { X = x })).Columns[0].Numeric!;
        var candidate = Profile(b.Select(x => new { X = x })).Columns[0].Numeric!;
        var cells = NumericCells.Common(baseline, candidate, out var reason);
        return reason is null && Matches(cells!.Edges, a, cells.Baseline) && Matches(cells.Edges, b, cells.Candidate);
    }, iter: Iterations);

    private static bool Matches(IReadOnlyList<double> edges, double[] values, IReadOnlyList<long> counts)
    {
        var expected = new long[edges.Count + 1];
        foreach (var value in values.Where(v => !double.IsNaN(v)))
        {
            expected[edges.Count(e => e <= value)]++;
        }

        return counts.SequenceEqual(expected);
    }
}
