using System.Globalization;
using System.Text;
using CsCheck;
using MlGates.Statistics;

namespace MlGates.Tests.Laws;

/// <summary>States of texts, lists, times and pairs: identity, split-then-merge = whole, order independence, against slow exact twins.</summary>
public sealed class TextStateLaws
{
    private const int Iterations = 150;

    // Short and long, equal and alike, blanks, invalid UTF-8.
    private static readonly Gen<byte[]> Text = Gen.Frequency(
        (6, Gen.String[Gen.Char["ab1.é €"], 0, 4].Select(Encoding.UTF8.GetBytes)),
        (2, Gen.Int[0, 30].Select(n => Encoding.UTF8.GetBytes(new string('x', n)))),
        (1, Gen.Byte.Array[0, 6]));

    private static readonly Gen<byte[][]> Texts = Text.Array[0, 60];

    private static readonly Gen<double> Time = Gen.Frequency((6, Gen.Int[0, 50].Select(i => (double)i)), (2, Gen.Double[-1e9, 1e9]), (1, Gen.Const(double.NaN)));

    private static string Hex(ReadOnlySpan<byte> text) => Convert.ToHexString(text);

    private static T Filled<T>(T state, byte[][] texts, Action<T, byte[]> add)
    {
        foreach (var text in texts)
        {
            add(state, text);
        }

        return state;
    }

    /// <summary>All groupings of three parts, the identity on either side, another order, and a cleared state show the same.</summary>
    private static bool Holds<TState, TPart>(Func<TState> create, Action<TState, TPart> add, Action<TState, TState> merge, Action<TState> clear, Func<TState, string> show, TPart a, TPart b, TPart c, TPart whole, bool commutes = true)
    {
        TState Of(params TPart[] parts)
        {
            var state = create();
            foreach (var part in parts)
            {
                add(state, part);
            }

            return state;
        }

        var expected = show(Of(whole));
        var left = Of(a);
        merge(left, Of(b));
        merge(left, create());
        merge(left, Of(c));
        var tail = Of(b);
        merge(tail, Of(c));
        var right = create();
        merge(right, Of(a));
        merge(right, tail);
        var cleared = Of(c, a);
        clear(cleared);
        merge(cleared, Of(whole));
        var swapped = tail;
        merge(swapped, Of(a));
        return show(left) == expected && show(right) == expected && show(cleared) == expected && show(Of(a, b, c)) == expected && (!commutes || show(swapped) == expected);
    }

    private static string Show(TextTable t) => string.Join(' ', TextRanking.Ordinal(t, 1000).Values.Select(v => $"{Hex(v.Utf8.Span)}={v.Lower}")) + t.RejectedCount;

    private static string Show(TextState s) =>
        $"{s.Count} {s.Bytes} {s.MinBytes} {s.MaxBytes} {s.Characters} {s.MinCharacters} {s.MaxCharacters} {s.InvalidUtf8} {s.Empty} {s.Blank} {s.Padded}";

    private static string Show(TextPatternState s) => string.Join(' ', Enum.GetValues<TextPattern>().Select(s.CountOf)) + s.Count;

    private static string Show(HeavyHitterState s) => $"{s.Total} {s.Error} {string.Join(' ', s.Top(1000).Select(t => $"{Hex(t.Utf8.Span)}={t.Lower}"))}";

    private static string Show(CrossTableState s) => s.ToTable() is { } t
        ? $"{s.Count} {string.Join(' ', t.Cells)} {string.Join(' ', t.Rows.Select(r => Hex(r.Span)))} {string.Join(' ', t.Columns.Select(r => Hex(r.Span)))}"
        : "overflow";

    private static string Show(TimestampState s) => string.Create(CultureInfo.InvariantCulture,
        $"{s.Count} {s.First:R} {s.Last:R} {s.Min:R} {s.Max:R} {s.StepsBack} {s.Repeats} {s.StepsForward} {s.LargestGap:R} {s.LargestGapStart:R} {s.MedianStep:R}");

    private static string Show(ListLengthState s) => $"{s.Rows} {s.Values} {s.Min} {s.Max} {string.Join(' ', s.ToHistogram())}";

    private static string Show(MissingPatternState s) =>
        $"{s.Rows} {s.CompleteRows} {string.Join(' ', s.Top(1000).Select(p => $"{string.Join('+', p.Columns)}={p.Lower}"))} {string.Join(' ', Enumerable.Range(0, 9).Select(s.MissingIn))}";

    private static string Show(RowSampleState s) => s.Total + string.Join(' ', s.ToColumns().Select(c => string.Join(',', c)));

    [Fact]
    public void Table_SplitThenMerge_IsTheWhole() => Gen.Select(Texts, Texts, Texts).Sample((a, b, c) => Holds<TextTable, byte[][]>(
        () => new TextTable(), (s, p) => Filled(s, p, (t, x) => t.Add(x)), (s, o) => s.Merge(o), s => s.Clear(), Show, a, b, c, [.. a, .. b, .. c]), iter: Iterations);

    [Fact]
    public void Table_Counts_AreThoseOfADictionary() => Texts.Sample(texts =>
    {
        var table = Filled(new TextTable(), texts, (t, x) => t.Add(x));
        var expected = texts.GroupBy(t => Hex(t)).ToDictionary(g => g.Key, g => (long)g.Count());
        return table.Count == expected.Count && Enumerable.Range(0, table.Count).All(i => expected[Hex(table.TextAt(i))] == table.CountAt(i));
    }, iter: Iterations);

    [Fact]
    public void Table_TooManyTexts_IsIncompleteWhateverTheOrderAndGrouping() => Gen.Select(Texts, Gen.Int[1, 30], Gen.Int[1, 60], Gen.Int, Gen.Int[0, 60]).Sample((texts, entries, bytes, seed, cut) =>
    {
        var distinct = texts.Select(t => Hex(t)).Distinct().ToArray();
        var fits = distinct.Length <= entries && distinct.Sum(t => t.Length / 2) <= bytes;
        var shuffled = texts.ToArray();
        new Random(seed).Shuffle(shuffled);
        var whole = Filled(new TextTable(entries, bytes), texts, (t, x) => t.Add(x));
        var merged = Filled(new TextTable(entries, bytes), shuffled[Math.Min(cut, texts.Length)..], (t, x) => t.Add(x));
        merged.Merge(Filled(new TextTable(entries, bytes), shuffled[..Math.Min(cut, texts.Length)], (t, x) => t.Add(x)));
        long Counted(TextTable t) => Enumerable.Range(0, t.Count).Sum(t.CountAt) + t.RejectedCount;
        return whole.IsComplete == fits && merged.IsComplete == fits && (!fits || Show(whole) == Show(merged)) && Counted(whole) == texts.Length && Counted(merged) == texts.Length;
    }, iter: Iterations);

    [Fact]
    public void Texts_SplitThenMerge_AreTheWhole() => Gen.Select(Texts, Texts, Texts).Sample((a, b, c) => Holds<TextState, byte[][]>(
        () => new TextState(), (s, p) => Filled(s, p, (t, x) => t.Add(x)), (s, o) => s.Merge(o), s => s.Clear(), Show, a, b, c, [.. a, .. b, .. c]), iter: Iterations);

    [Fact]
    public void Texts_Lengths_AreThoseOfDecodedText() => Texts.Sample(texts =>
    {
        var state = Filled(new TextState(), texts, (t, x) => t.Add(x));
        var decoded = texts.Select(Encoding.UTF8.GetString).ToArray();
        var lengths = decoded.Select(t => t.EnumerateRunes().Count()).ToArray();
        return state.Characters == lengths.Sum() && state.MaxCharacters == lengths.DefaultIfEmpty(0).Max() && state.MinCharacters == lengths.DefaultIfEmpty(0).Min()
            && state.InvalidUtf8 == texts.Count(t => !Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(t)).SequenceEqual(t))
            && state.Blank == decoded.Count(t => t.Length > 0 && string.IsNullOrWhiteSpace(t))
            && state.Padded == decoded.Count(t => t.Trim().Length is > 0 and var n && n < t.Length);
    }, iter: Iterations);

    [Fact]
    public void Patterns_SplitThenMerge_AreTheWhole() => Gen.Select(Texts, Texts, Texts).Sample((a, b, c) => Holds<TextPatternState, byte[][]>(
        () => new TextPatternState(), (s, p) => Filled(s, p, (t, x) => t.Add(x)), (s, o) => s.Merge(o), s => s.Clear(), Show, a, b, c, [.. a, .. b, .. c]), iter: Iterations);

    [Fact]
    public void HeavyHitters_WithinCapacity_SplitThenMerge_AreTheWhole() => Gen.Select(Texts, Texts, Texts).Sample((a, b, c) => Holds<HeavyHitterState, byte[][]>(
        () => new HeavyHitterState(), (s, p) => Filled(s, p, (t, x) => t.Add(x)), (s, o) => s.Merge(o), s => s.Clear(), Show, a, b, c, [.. a, .. b, .. c]), iter: Iterations);

    [Fact]
    public void HeavyHitters_BeyondCapacity_AnyGrouping_KeepTheBounds() => Gen.Select(Gen.Int[0, 80].Array[0, 400], Gen.Int[1, 50], Gen.Int[2, 20]).Sample((values, chunk, capacity) =>
    {
        var whole = new HeavyHitterState(capacity);
        foreach (var part in values.Chunk(chunk))
        {
            var state = new HeavyHitterState(capacity);
            foreach (var value in part)
            {
                state.Add(BitConverter.GetBytes(value * value / 80));
            }

            whole.Merge(state);
        }

        var exact = values.GroupBy(v => v * v / 80).ToDictionary(g => g.Key, g => (long)g.Count());
        return whole.Total == values.Length && whole.Error <= values.Length / ((capacity / 2) + 1)
            && exact.All(e =>
            {
                var entry = whole.Kept.Find(BitConverter.GetBytes(e.Key));
                var lower = entry < 0 ? 0 : whole.Kept.CountAt(entry);
                return lower <= e.Value && e.Value <= lower + whole.Error;
            });
    }, iter: Iterations);

    [Fact]
    public void CrossTable_SplitThenMerge_IsTheWhole() => Gen.Select(Texts, Texts, Texts).Sample((a, b, c) => Holds<CrossTableState, byte[][]>(
        () => new CrossTableState(), (s, p) => Filled(s, p, (t, x) => t.Add(x.AsSpan(0, x.Length / 2), x.AsSpan(x.Length / 2))), (s, o) => s.Merge(o), s => s.Clear(), Show, a, b, c, [.. a, .. b, .. c]), iter: Iterations);

    [Fact]
    public void CrossTable_Measures_AreThoseOfTheFullTable() => Gen.Long[0, 30].Array[12].Sample(counts =>
    {
        var table = new CrossTable(counts.Select((n, i) => new CrossCell(i / 4, i % 4, n)));
        double total = counts.Sum();
        double Row(int r) => counts.Where((_, i) => i / 4 == r).Sum();
        double Column(int c) => counts.Where((_, i) => i % 4 == c).Sum();
        var (chi, information) = (0.0, 0.0);
        for (var i = 0; i < counts.Length && total > 0; i++)
        {
            var expected = Row(i / 4) * Column(i % 4) / total;
            chi += expected > 0 ? (counts[i] - expected) * (counts[i] - expected) / expected : 0;
            information += counts[i] > 0 ? counts[i] / total * Math.Log(counts[i] / expected) : 0;
        }

        return Math.Abs(table.ChiSquare() - chi) <= 1e-9 * (1 + chi) && (total == 0 || Math.Abs(table.MutualInformation() - information) <= 1e-12);
    }, iter: Iterations);

    [Fact]
    public void Times_SplitThenMergeInOrder_AreTheWhole() => Gen.Select(Time.Array[0, 40], Time.Array[0, 40], Time.Array[0, 400]).Sample((a, b, c) => Holds<TimestampState, double[]>(
        () => new TimestampState(), (s, p) => s.Add(p), (s, o) => s.Merge(o), s => s.Clear(), Show, a, b, c, [.. a, .. b, .. c], commutes: false), iter: Iterations);

    [Fact]
    public void Lengths_SplitThenMerge_AreTheWhole() => Gen.Select(Gen.Int[0, 200].Array[0, 30], Gen.Int[0, 3].Array[0, 30], Gen.Int[0, 100_000].Array[0, 30]).Sample((a, b, c) => Holds<ListLengthState, int[]>(
        () => new ListLengthState(),
        (s, p) =>
        {
            foreach (var length in p)
            {
                s.Add(length);
            }
        },
        (s, o) => s.Merge(o), s => s.Clear(), Show, a, b, c, [.. a, .. b, .. c]), iter: Iterations);

    [Fact]
    public void MissingPatterns_SplitThenMerge_AreTheWhole()
    {
        var rows = Gen.Int[0, 511].Array[0, 40];
        Gen.Select(rows, rows, rows).Sample((a, b, c) => Holds<MissingPatternState, int[]>(
            () => new MissingPatternState(),
            (s, p) =>
            {
                s.Begin(p.Length);
                for (var column = 0; column < 9; column++)
                {
                    s.Add(column, [.. p.Select(r => (r >> column & 1) != 0)]);
                }

                s.End();
            },
            (s, o) => s.Merge(o), s => s.Clear(), Show, a, b, c, [.. a, .. b, .. c]), iter: Iterations);
    }

    [Fact]
    public void Sample_AnyOrderGroupingAndBatches_IsTheSame() => Gen.Select(Gen.Int[1, 60], Gen.Int[1, 300], Gen.Int[1, 40], Gen.Int).Sample((capacity, n, chunk, seed) =>
    {
        // A row's value says where it stands, so the sample shows which rows were drawn.
        var whole = new RowSampleState(2, capacity);
        var merged = new RowSampleState(2, capacity);
        var starts = Enumerable.Range(0, (n + chunk - 1) / chunk).Select(i => i * chunk).ToArray();
        var all = Enumerable.Range(0, n).Select(i => (double)i).ToArray();
        whole.Add(3, 0, n, [all, all.Select(x => -x).ToArray()]);
        new Random(seed).Shuffle(starts);
        foreach (var start in starts)
        {
            var part = new RowSampleState(2, capacity);
            var rows = all.AsMemory(start, Math.Min(chunk, n - start)).ToArray();
            part.Add(3, start, rows.Length, [rows, rows.Select(x => -x).ToArray()]);
            merged.Merge(part);
        }

        return Show(whole) == Show(merged) && whole.ToColumns()[0].Length == Math.Min(capacity, n);
    }, iter: Iterations);

    [Fact]
    public void Pairs_SplitThenMerge_AreTheWholeUpToRounding() => Gen.Select(Gen.Double[-1e6, 1e6].Array[2, 200], Gen.Double[-1e6, 1e6].Array[2, 200], Gen.Int[0, 200]).Sample((x, y, cut) =>
    {
        var n = Math.Min(x.Length, y.Length);
        cut = Math.Min(cut, n);
        var whole = new PairMomentState();
        whole.Add(x.AsSpan(0, n), y.AsSpan(0, n));
        var state = new PairMomentState();
        state.Add(x.AsSpan(0, cut), y.AsSpan(0, cut));
        var tail = new PairMomentState();
        tail.Add(x.AsSpan(cut, n - cut), y.AsSpan(cut, n - cut));
        state.Merge(new PairMomentState());
        state.Merge(tail);
        // A few ulp for each of at most 200 additions of products up to 4e12.
        return state.Count == whole.Count && Math.Abs(state.MeanX - whole.MeanX) <= 1e-9 && Math.Abs(state.M2X - whole.M2X) <= 1e-12 * whole.M2X
            && Math.Abs(state.C2 - whole.C2) <= 1e-12 * Math.Sqrt(whole.M2X * whole.M2Y)
            && (double.IsNaN(whole.Correlation) || Math.Abs(whole.Correlation) <= 1);
    }, iter: Iterations);
}
