using CsCheck;
using MlGates.Statistics;

namespace MlGates.Tests.Laws;

/// <summary>Numeric states against slow exact twins: identity, associativity, split anywhere = whole, repeats = copies, cleared = new.</summary>
public sealed class NumericStateLaws
{
    private const int Iterations = 100;

    private static readonly Gen<double> Value = Gen.Frequency(
        (4, Gen.Double[-1000, 1000]),
        (4, Gen.Int[-20, 20].Select(i => (double)i)),
        (1, Gen.Double),
        (1, Gen.OneOf(Gen.Const(0.0), Gen.Const(-0.0), Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(double.NegativeInfinity), Gen.Const(double.MaxValue), Gen.Const(double.MinValue), Gen.Const(double.Epsilon))));

    // Beyond what the quantile state keeps exactly, and beyond the two-pass chunk.
    private static readonly Gen<double[]> Values = Gen.Frequency((15, Value.Array[0, 60]), (1, Gen.Double[0, 1].Array[2000, 9000]));

    private static QuantileState Quantiles(params double[][] parts)
    {
        var state = new QuantileState();
        Array.ForEach(parts, part => state.Add(part));
        return state;
    }

    private static string Show(QuantileState s) => FormattableString.Invariant(
        $"{s.Count} {s.Min:R} {s.Max:R} {s.IsExact} {s.RankError:R}: {string.Join(' ', Enumerable.Range(0, 21).Select(i => FormattableString.Invariant($"{s.Quantile(i / 20.0):R}")))}");

    [Fact]
    public void Quantiles_AnyBatches_AreTheSameToTheBit() => Gen.Select(Values, Values, Gen.Int[1, 3000]).Sample((a, b, size) =>
    {
        double[] all = [.. a, .. b];
        return Show(Quantiles(all)) == Show(Quantiles(a, b)) && Show(Quantiles(all)) == Show(Quantiles([.. all.Chunk(size)]));
    }, iter: Iterations);

    [Fact]
    public void Quantiles_EmptyIsTheIdentity_AndClearedIsNew() => Gen.Select(Values, Values).Sample((before, values) =>
    {
        var expected = Show(Quantiles(values));
        var left = Quantiles();
        left.Merge(Quantiles(values));
        var right = Quantiles(values);
        right.Merge(Quantiles());
        var reused = Quantiles(before);
        reused.Clear();
        reused.Add(values);
        return (values.Length > QuantileState.ExactLimit || Show(left) == expected) && Show(right) == expected && Show(reused) == expected;
    }, iter: Iterations);

    [Fact]
    public void Quantiles_OfAnything_AreWithinTheStatedError() => Gen.Select(Values, Values, Values, Gen.Double[0, 1]).Sample((a, b, c, p) =>
    {
        var nested = Quantiles(b);
        nested.Merge(Quantiles(c));
        var merged = Quantiles(a);
        merged.Merge(nested);
        var sorted = a.Concat(b).Concat(c).Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0)
        {
            return double.IsNaN(merged.Quantile(p)) && merged.Rank(0) == 0;
        }

        var quantile = merged.Quantile(p);
        var rank = p * (sorted.Length - 1);
        // Twice the 99 % bound: hardly ever passed in as many trials. Half a rank for interpolation.
        var slack = (2 * merged.RankError * sorted.Length) + 1;
        return merged.Count == sorted.Length && merged.Min == sorted[0] && merged.Max == sorted[^1]
            && sorted.Count(v => v < quantile) <= rank + slack && sorted.Count(v => v <= quantile) >= rank - slack
            && Math.Abs(merged.Rank(quantile) - sorted.Count(v => v <= quantile)) <= slack;
    }, iter: Iterations);

    [Fact]
    public void Quantiles_OfRepeats_AreThoseOfCopies() => Gen.Select(Value, Gen.Int[0, 300]).Array[1, 12].Sample(pairs =>
    {
        var state = Quantiles();
        Array.ForEach(pairs, p => state.Add(p.Item1, p.Item2));
        return Show(state) == Show(Quantiles([.. pairs.SelectMany(p => Enumerable.Repeat(p.Item1, p.Item2))]));
    }, iter: Iterations);

    private static MomentState Moments(params double[][] parts)
    {
        var state = new MomentState();
        Array.ForEach(parts, part => state.Add(part));
        return state;
    }

    // Where no power of four overflows, so that the slow twin needs no care.
    private static readonly Gen<double[]> Plain = Gen.OneOf(Gen.Double[-1000, 1000], Gen.Int[-9, 9].Select(i => (double)i), Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(-0.0)).Array[0, 60];

    [Fact]
    public void Moments_OfAnything_AreThoseOfTheSlowTwin() => Gen.Select(Plain, Plain, Gen.Double[-1e6, 1e6], Gen.Int[1, 9]).Sample((a, b, offset, times) =>
    {
        // Often more than one vector, at times more than one chunk.
        double[] values = [.. Enumerable.Repeat(a.Concat(b), times * times).SelectMany(v => v).Select(v => v + offset)];
        var state = Moments(a.Select(v => v + offset).ToArray());
        state.Clear();
        state.Add(values);
        return IsTwin(state, values);
    }, iter: Iterations);

    [Fact]
    public void Moments_MergedInAnyGrouping_AreThoseOfTheSlowTwin() => Gen.Select(Plain, Plain, Plain).Sample((a, b, c) =>
    {
        var left = Moments(a);
        left.Merge(Moments(b));
        left.Merge(Moments());
        left.Merge(Moments(c));
        var right = Moments(b);
        right.Merge(Moments(c));
        var nested = Moments();
        nested.Merge(Moments(a));
        nested.Merge(right);
        var repeats = new MomentState();
        Array.ForEach([.. a, .. b, .. c], v => repeats.Add(v, 1));
        double[] all = [.. a, .. b, .. c];
        return IsTwin(left, all) && IsTwin(nested, all) && IsTwin(repeats, all);
    }, iter: Iterations);

    private static bool IsTwin(MomentState state, double[] values)
    {
        var x = values.Where(double.IsFinite).ToArray();
        // 28 digits, so that the twin's own rounding is out of sight.
        decimal Mean(Func<decimal, decimal> f) => x.Length == 0 ? 0 : x.Sum(v => f((decimal)v)) / x.Length;
        var mean = (double)Mean(v => v);
        var spread = x.Length == 0 ? 0 : x.Max() - x.Min();
        double Power(int p) => x.Sum(v => Math.Pow(v - mean, p)) / x.Length;
        // Up to a thousand roundings of deviations no larger than the range, on a mean known to an ulp of the largest value.
        var slack = 1e-12 * (1 + spread + x.Select(Math.Abs).DefaultIfEmpty().Max());
        var counts = state.Count == x.Length && state.NaN == values.Count(double.IsNaN) && state.PositiveInfinity == values.Count(double.IsPositiveInfinity)
            && state.Zeros == x.Count(v => v == 0) && state.Negatives == x.Count(v => v < 0);
        if (x.Length == 0)
        {
            return counts && double.IsNaN(state.Mean) && state.Sum == 0 && double.IsNaN(state.Skewness);
        }

        return counts && state.Min == x.Min() && state.Max == x.Max() && Math.Abs(state.Mean - mean) <= slack && Math.Abs(state.Sum - (mean * x.Length)) <= slack * x.Length
            && Math.Abs(state.PopulationVariance - Power(2)) <= slack * (1 + spread)
            && (spread == 0 ? double.IsNaN(state.Kurtosis)
                : Math.Abs(state.Skewness - (Power(3) / Math.Pow(Power(2), 1.5))) <= 1e-6 * (1 + Math.Abs(state.Skewness))
                    && Math.Abs(state.Kurtosis + 3 - (Power(4) / Power(2) / Power(2))) <= 1e-6 * (4 + state.Kurtosis));
    }

    [Fact]
    public void Integers_AnyGrouping_AreExact() => Gen.Select(Gen.Long.Array[0, 40], Gen.OneOf(Gen.Long[-3, 3], Gen.Const(long.MaxValue), Gen.Const(long.MinValue)).Array[0, 40]).Sample((a, b) =>
    {
        var whole = new IntegerState();
        whole.Add((long[])[.. a, .. b]);
        var merged = new IntegerState();
        merged.Add(b);
        var first = new IntegerState();
        first.Add(b);
        first.Clear();
        Array.ForEach(a, v => first.Add(v, 1));
        merged.Merge(first);
        merged.Merge(new IntegerState());
        var sum = a.Concat(b).Aggregate((Int128)0, (s, v) => s + v);
        bool Is(IntegerState s) => s.Sum == sum && s.Count == a.Length + b.Length && s.Zeros == a.Concat(b).Count(v => v == 0) && s.Negatives == a.Concat(b).Count(v => v < 0)
            && s.Min == a.Concat(b).DefaultIfEmpty(long.MaxValue).Min() && s.Max == a.Concat(b).DefaultIfEmpty(long.MinValue).Max();
        return Is(whole) && Is(merged);
    }, iter: Iterations);

    [Fact]
    public void Distinct_Batches_AreThoseOfSingleHashes() => Gen.Select(Values, Gen.Long.Array[0, 3000]).Sample((numbers, integers) =>
    {
        var batches = new DistinctState();
        batches.Add(integers);
        batches.Clear();
        batches.Add(numbers);
        batches.Add(integers);
        var single = new DistinctState();
        Array.ForEach(integers, v => single.Add(ValueHash.Of(v)));
        Array.ForEach(numbers, v => single.Add(ValueHash.Of(v)));
        return batches.Estimate() == single.Estimate() && batches.IsExact == single.IsExact;
    }, iter: Iterations);

    [Fact]
    public void Histogram_StartedOnTheGridOfTheWhole_MergesToTheSame() => Gen.Select(Values, Values, Values).Sample((a, b, other) =>
    {
        var whole = new ValueHistogramState();
        whole.Add(a);
        whole.Add(b);
        var merged = new ValueHistogramState();
        merged.Add(a);
        var block = new ValueHistogramState();
        block.Add(other);
        block.Clear(merged);
        Array.ForEach(b, v => block.Add(v, 1));
        merged.Merge(block);
        return Show(merged.ToHistogram()) == Show(whole.ToHistogram());
    }, iter: Iterations);

    private static string Show(ValueHistogram h) => FormattableString.Invariant(
        $"{h.Resolution} {h.Min} {h.Max} {h.Zeros} {h.NegativeInfinity} {h.PositiveInfinity}: {string.Join(' ', Enumerable.Range(0, h.Cells).Select(i => FormattableString.Invariant($"{h.CellStart(i):R}x{h.CellCount(i)}")))}");

    [Fact]
    public void NumberState_IsItsPartsAlone() => Gen.Select(Values, Values).Sample((a, b) =>
    {
        var state = new NumberState();
        state.Add(b);
        state.Clear();
        state.Add(a);
        var second = new NumberState();
        second.Add(b);
        state.Merge(second);
        var quantiles = Quantiles(a);
        quantiles.Merge(Quantiles(b));
        var moments = Moments(a);
        moments.Merge(Moments(b));
        var histogram = new ValueHistogramState();
        histogram.Add(a);
        histogram.Add(b);
        var distinct = new DistinctState();
        distinct.Add(a);
        distinct.Add(b);
        return Show(state.Quantiles) == Show(quantiles) && Show(state.Histogram.ToHistogram()) == Show(histogram.ToHistogram()) && state.Distinct.Estimate() == distinct.Estimate()
            && state.Moments.Mean.Equals(moments.Mean) && state.Moments.Kurtosis.Equals(moments.Kurtosis) && state.Moments.NaN == moments.NaN && state.Moments.Zeros == moments.Zeros;
    }, iter: Iterations);

    [Fact]
    public void Weighted_WholeWeights_AreRepeats() => Gen.Select(Gen.Double[-100, 100], Gen.Int[0, 9]).Array[1, 40].Array[2].Sample(parts =>
    {
        var (moments, histogram) = (new WeightedMomentState(), new WeightedHistogramState());
        var copies = new MomentState();
        var cells = new ValueHistogramState();
        foreach (var part in parts)
        {
            var (values, weights) = (Array.ConvertAll(part, p => p.Item1), Array.ConvertAll(part, p => (double)p.Item2));
            var (m, h) = (new WeightedMomentState(), new WeightedHistogramState());
            m.Add(values, weights);
            h.Add(values, weights);
            moments.Merge(m);
            histogram.Merge(h);
            Array.ForEach(part, p => copies.Add(p.Item1, p.Item2));
            Array.ForEach(part, p => cells.Add(p.Item1, p.Item2));
        }

        // A few roundings of numbers up to 100.
        bool Same(double actual, double wanted) => actual.Equals(wanted) || Math.Abs(actual - wanted) <= 1e-10;
        var (weighted, counted) = (histogram.ToHistogram(), cells.ToHistogram());
        return moments.SumOfWeights == copies.Count && Same(moments.Mean, copies.Mean) && Same(moments.PopulationStandardDeviation, copies.PopulationStandardDeviation)
            && Same(moments.Sum, copies.Count == 0 ? 0 : copies.Sum) && weighted.Total == counted.Finite && weighted.Cells == counted.Cells
            && Enumerable.Range(0, counted.Cells).All(i => weighted.CellStart(i) == counted.CellStart(i) && weighted.CellWeight(i) == counted.CellCount(i));
    }, iter: Iterations);

    [Fact]
    public void Lag_SplitAnywhere_IsTheWholeAndTheTwin() => Gen.Select(Gen.Double[-1000, 1000].Array[0, 60], Gen.Int[-9, 9].Select(i => (double)i).Array[0, 60], Gen.Double[0, 1].Array[0, 5]).Sample((a, b, c) =>
    {
        static LagState Of(params double[] values)
        {
            var state = new LagState();
            state.Add([1, 2, 3]);
            state.Clear();
            state.Add(values);
            return state;
        }

        var left = Of(a);
        left.Merge(Of());
        left.Merge(Of(b));
        left.Merge(Of(c));
        var tail = Of(b);
        tail.Merge(Of(c));
        var right = Of();
        right.Merge(Of(a));
        right.Merge(tail);
        double[] all = [.. a, .. b, .. c];
        var mean = all.DefaultIfEmpty().Average();
        var squares = all.Sum(v => (v - mean) * (v - mean));
        var twin = squares > 1e-9 ? all.Zip(all.Skip(1), (x, y) => (x - mean) * (y - mean)).Sum() / squares : double.NaN;
        // Some hundred roundings relative to the sum of squares.
        return double.IsNaN(twin) || new[] { Of(all), left, right }.All(s => Math.Abs(s.Autocorrelation - twin) <= 1e-11);
    }, iter: Iterations);

    [Fact]
    public void Histograms_OfAnything_HoldEveryValueOnce() => Gen.Select(Values, Gen.Int[1, 30], Gen.Bool).Sample((values, bins, whole) =>
    {
        double[] x = whole ? [.. values.Where(double.IsFinite).Select(v => Math.Round(v % 1000))] : values;
        var state = new ValueHistogramState();
        state.Add(x);
        var all = state.ToHistogram();
        var finite = x.Where(double.IsFinite).ToArray();
        return new[] { Histogram.EqualWidth(all, bins), Histogram.EqualMass(all, bins), Histogram.EqualMass(Quantiles(x), bins), Histogram.Natural(all, whole) }.All(h =>
            Math.Abs(h.Counts.Sum() - finite.Length) <= 1e-9 * finite.Length && h.Counts.All(c => c >= 0) && h.Edges.Zip(h.Edges.Skip(1), (l, r) => l <= r).All(ok => ok)
            && h.Edges.Count == (finite.Length == 0 ? 0 : h.Counts.Count + 1) && (finite.Length == 0 || (h.Edges[0] <= finite.Min() && h.Edges[^1] >= finite.Max())))
            && Counted(Histogram.EqualWidth(all, bins), finite) && Counted(Histogram.Natural(all, whole), finite);
    }, iter: Iterations);

    private static bool Counted(Histogram h, double[] values) => !h.IsExact || Enumerable.Range(0, h.Counts.Count).All(i =>
        h.Counts[i] == values.Count(v => v <= h.Edges[i + 1] && (v > h.Edges[i] || (i == 0 && v == h.Edges[i]))));
}
