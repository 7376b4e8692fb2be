using System.Text;
using CsCheck;
using MlGates.Statistics;

namespace MlGates.Tests.Laws;

/// <summary>A state that was written and read is the state it was: it has the same bytes, and still has them after it took more or was merged.</summary>
public sealed class StoredStateLaws
{
    private const int Iterations = 60;

    private static readonly Gen<double> Value = Gen.Frequency(
        (8, Gen.Double[-1000, 1000]),
        (4, Gen.Int[-20, 20].Select(i => (double)i)),
        (2, Gen.Double),
        (1, Gen.OneOf(Gen.Const(0.0), Gen.Const(-0.0), Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(double.NegativeInfinity), Gen.Const(double.MaxValue), Gen.Const(double.Epsilon))));

    // From nothing to more than any state keeps exactly.
    private static readonly Gen<double[]> Values = Gen.Frequency((6, Value.Array[0, 60]), (2, Value.Array[3000, 9000]), (1, Gen.Double.Array[20_000, 80_000]));

    private static readonly Gen<string[]> Texts = Gen.Frequency(
        (8, Gen.String[Gen.Char["abcé€ 0"], 0, 20].Array[0, 60]),
        (1, Gen.Int[0, 14_000].Select(i => $"k{i}").Array[9_000, 16_000]));

    private delegate void Reads<in T>(T state, ref StateReader reader);

    private static byte[] Bytes<T>(T state, Action<T, StateWriter> write)
    {
        var writer = new StateWriter();
        write(state, writer);
        return writer.Written.ToArray();
    }

    private static bool Keeps<T, TValues>(Gen<TValues> values, Action<T, TValues> add, Action<T, T> merge, Action<T, StateWriter> write, Reads<T> read)
        where T : new()
    {
        Gen.Select(values, values, values).Sample((a, b, c) =>
        {
            var (state, later) = (new T(), new T());
            add(state, a);
            add(later, b);
            var (copy, copyOfLater) = (Read(state), Read(later));
            Same(state, copy);

            merge(state, later);
            merge(copy, copyOfLater);
            Same(state, copy);

            var again = Read(copy);
            add(state, c);
            add(again, c);
            Same(state, again);
        }, iter: Iterations, threads: 1);
        return true;

        void Same(T one, T other) => Bytes(other, write).AsSpan().SequenceEqual(Bytes(one, write)).Should().BeTrue();

        T Read(T state)
        {
            var copy = new T();
            var reader = new StateReader(Bytes(state, write));
            read(copy, ref reader);
            reader.Left.Should().Be(0);
            return copy;
        }
    }

    private static double[] Finite(double[] values) => Array.FindAll(values, double.IsFinite);

    private static double[] Weights(double[] values) => Array.ConvertAll(values, v => Math.Abs(v % 3) is var w && double.IsFinite(w) ? w : 1);

    private static void Each(string[] texts, Action<byte[]> add)
    {
        foreach (var text in texts)
        {
            add(Encoding.UTF8.GetBytes(text));
        }
    }

    [Fact]
    public void Moments_AreKept() =>
        Keeps<MomentState, double[]>(Values, (s, v) => s.Add(v), (a, b) => a.Merge(b), (s, w) => s.Write(w), (MomentState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void Integers_AreKept() =>
        Keeps<IntegerState, long[]>(Gen.Long.Array[0, 100], (s, v) => s.Add(v), (a, b) => a.Merge(b), (s, w) => s.Write(w), (IntegerState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void Quantiles_AreKept() =>
        Keeps<QuantileState, double[]>(Values, (s, v) => s.Add(v), (a, b) => a.Merge(b), (s, w) => s.Write(w), (QuantileState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void Quantiles_OfALaterPlace_AreKept() => Keeps<QuantileState, double[]>(Values, AddLater, (a, b) => a.Merge(b), (s, w) => s.Write(w), (QuantileState s, ref StateReader r) => s.Read(ref r));

    private static void AddLater(QuantileState state, double[] values)
    {
        if (state.Count == 0)
        {
            state.Clear(5_000_000);
        }

        state.Add(values);
        state.Add(17, values.Length * 1000L);
    }

    [Fact]
    public void Numbers_AreKept() =>
        Keeps<Numbers, double[]>(Values, (s, v) => s.State.Add(v), (a, b) => a.State.Merge(b.State), (s, w) => s.State.Write(w), (Numbers s, ref StateReader r) => s.State.Read(ref r));

    [Fact]
    public void Histogram_IsKept() =>
        Keeps<ValueHistogramState, double[]>(Values, (s, v) => s.Add(v), (a, b) => a.Merge(b), (s, w) => s.Write(w), (ValueHistogramState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void WeightedHistogram_IsKept() =>
        Keeps<WeightedHistogramState, double[]>(Values, (s, v) => s.Add(v, Weights(v)), (a, b) => a.Merge(b), (s, w) => s.Write(w), (WeightedHistogramState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void WeightedMoments_AreKept() =>
        Keeps<WeightedMomentState, double[]>(Values, (s, v) => s.Add(v, Weights(v)), (a, b) => a.Merge(b), (s, w) => s.Write(w), (WeightedMomentState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void Distinct_IsKept() =>
        Keeps<DistinctState, double[]>(Values, (s, v) => s.Add(v), (a, b) => a.Merge(b), (s, w) => s.Write(w), (DistinctState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void TextTable_IsKept() =>
        Keeps<Table, string[]>(Texts, (s, v) => Each(v, t => s.Texts.Add(t)), (a, b) => a.Texts.Merge(b.Texts), (s, w) => s.Texts.Write(w), (Table s, ref StateReader r) => s.Texts.Read(ref r));

    [Fact]
    public void HeavyHitters_AreKept() =>
        Keeps<Hitters, string[]>(Texts, (s, v) => Each(v, t => s.Texts.Add(t)), (a, b) => a.Texts.Merge(b.Texts), (s, w) => s.Texts.Write(w), (Hitters s, ref StateReader r) => s.Texts.Read(ref r));

    [Fact]
    public void Texts_AreKept() =>
        Keeps<TextState, string[]>(Texts, (s, v) => Each(v, t => s.Add(t)), (a, b) => a.Merge(b), (s, w) => s.Write(w), (TextState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void Patterns_AreKept() =>
        Keeps<TextPatternState, string[]>(Texts, (s, v) => Each(v, t => s.Add(t)), (a, b) => a.Merge(b), (s, w) => s.Write(w), (TextPatternState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void ListLengths_AreKept() =>
        Keeps<ListLengthState, int[]>(Gen.Int[0, 5000].Array[0, 50], (s, v) => Array.ForEach(v, n => s.Add(n)), (a, b) => a.Merge(b), (s, w) => s.Write(w), (ListLengthState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void Times_AreKept() =>
        Keeps<TimestampState, double[]>(Values, (s, v) => s.Add(Finite(v)), (a, b) => a.Merge(b), (s, w) => s.Write(w), (TimestampState s, ref StateReader r) => s.Read(ref r));

    [Fact]
    public void MissingPatterns_AreKept() => Keeps<MissingPatternState, bool[][]>(
        Gen.Int[0, 50].SelectMany(rows => Gen.Bool.Array[rows].Array[5]), AddFlags, (a, b) => a.Merge(b), (s, w) => s.Write(w), (MissingPatternState s, ref StateReader r) => s.Read(ref r, 5));

    private static void AddFlags(MissingPatternState state, bool[][] columns)
    {
        state.Begin(columns[0].Length);
        for (var i = 0; i < columns.Length; i++)
        {
            state.Add(i, columns[i]);
        }

        state.End();
    }

    [Fact]
    public void MissingPatterns_OfColumnsInAnotherOrder_AreThoseOfTheColumns() => Gen.Select(Gen.Bool.Array[30].Array[5], Gen.Int).Sample((columns, seed) =>
    {
        int[] numbers = [0, 1, 2, 3, 4];
        new Random(seed).Shuffle(numbers);
        var (plain, other, merged) = (new MissingPatternState(), new MissingPatternState(), new MissingPatternState());
        AddFlags(plain, columns);
        AddFlags(other, Array.ConvertAll(numbers, n => columns[n]));
        merged.Merge(other, numbers);
        return merged.Top(100).Select(p => $"{string.Join(' ', p.Columns)}: {p.Lower}").SequenceEqual(plain.Top(100).Select(p => $"{string.Join(' ', p.Columns)}: {p.Lower}"))
            && Enumerable.Range(0, 5).All(i => merged.MissingIn(i) == plain.MissingIn(i)) && merged.CompleteRows == plain.CompleteRows;
    }, iter: 200);

    [Fact]
    public void WeightedHistogram_FromStatesThatWereUsedBefore_IsTheSameToTheBit() => Gen.Select(Gen.Double[-1, 1].Array[5000, 9000], Gen.Double.Array[0, 9000]).Sample((values, before) =>
    {
        var weights = Weights(Array.ConvertAll(values, v => v * 3));
        WeightedHistogramState used = new(), total = new(), totalOfUsed = new();
        used.Add(before, Weights(before));
        used.Clear();
        for (var from = 0; from < values.Length; from += 3000)
        {
            var part = new WeightedHistogramState();
            var n = Math.Min(3000, values.Length - from);
            part.Add(values.AsSpan(from, n), weights.AsSpan(from, n));
            used.Add(values.AsSpan(from, n), weights.AsSpan(from, n));
            total.Merge(part);
            totalOfUsed.Merge(used);
            used.Clear();
        }

        return Bytes(total, (s, w) => s.Write(w)).AsSpan().SequenceEqual(Bytes(totalOfUsed, (s, w) => s.Write(w)));
    }, iter: Iterations, threads: 1);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Quantiles_OfPartsThatDrewTheSameBits_KeepTheirBound(int parts)
    {
        // The worst case: each part is the same, so each errs in the same way.
        var values = Enumerable.Range(0, 200_000).Select(i => (double)i).ToArray();
        var (one, all) = (new QuantileState(), new QuantileState());
        one.Add(values);
        for (var i = 0; i < parts; i++)
        {
            var part = new QuantileState();
            part.Add(values);
            all.Merge(part);
        }

        all.RankError.Should().BeGreaterThanOrEqualTo(one.RankError * 0.999999, "errors that are alike do not cancel");
        for (var p = 0.05; p < 1; p += 0.05)
        {
            (Math.Abs((all.Quantile(p) / values.Length) - p)).Should().BeLessThanOrEqualTo(all.RankError);
        }
    }

    private sealed class Numbers
    {
        internal NumberState State { get; } = new();
    }

    private sealed class Table
    {
        internal TextTable Texts { get; } = new(500, 2000);
    }

    private sealed class Hitters
    {
        internal HeavyHitterState Texts { get; } = new(50, 400);
    }
}
