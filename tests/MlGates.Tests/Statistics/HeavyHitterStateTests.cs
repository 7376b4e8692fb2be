using System.Globalization;
using System.Text;
using MlGates.Statistics;
using Xunit.Abstractions;

namespace MlGates.Tests.Statistics;

public sealed class HeavyHitterStateTests(ITestOutputHelper output)
{
    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Utf8(int value) => Utf8("v" + value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Streams of value numbers: the measured errors are printed beside the stated bound.</summary>
    private static int[] Stream(string kind, int n)
    {
        var random = new Random(11);
        return kind switch
        {
            "zipf" => [.. Zipf(random, n)],
            "zipf sorted" => [.. Zipf(random, n).Order()],
            "unique" => [.. Enumerable.Range(0, n)],
            "constant" => new int[n],
            // A few frequent values among unique ones, first, last or in turn.
            "frequent first" => [.. Enumerable.Range(0, n).Select(i => i < n / 5 ? i % 10 : i)],
            "frequent last" => [.. Enumerable.Range(0, n).Select(i => i >= 4 * n / 5 ? i % 10 : n + i)],
            // Just what Misra-Gries loses most on: the table fills with equal counts again and again.
            "adversarial" => [.. Enumerable.Range(0, n).Select(i => i % 9 == 0 ? -1 : (i / 1000 * 1000) + (i % 1000))],
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static IEnumerable<int> Zipf(Random random, int n) => Enumerable.Range(0, n).Select(_ => (int)Math.Pow(n, random.NextDouble()));

    [Theory]
    [InlineData("zipf")]
    [InlineData("zipf sorted")]
    [InlineData("unique")]
    [InlineData("constant")]
    [InlineData("frequent first")]
    [InlineData("frequent last")]
    [InlineData("adversarial")]
    public void Bounds_OnAnyStream_HoldForEveryValue(string kind)
    {
        const int N = 100_000;
        const int Capacity = 500;
        var values = Stream(kind, N);
        var state = new HeavyHitterState(Capacity);
        foreach (var batch in values.Select(Utf8).Chunk(1000))
        {
            var lengths = batch.Select(t => t.Length).ToArray();
            state.Add([.. batch.SelectMany(t => t), .. new byte[16]], [.. lengths.Select((_, i) => lengths.Take(i).Sum())], lengths, []);
        }

        var exact = values.GroupBy(v => v).ToDictionary(g => g.Key, g => (long)g.Count());
        long worst = 0;
        foreach (var (value, truth) in exact)
        {
            var entry = state.Kept.Find(Utf8(value));
            var lower = entry < 0 ? 0 : state.Kept.CountAt(entry);
            lower.Should().BeLessThanOrEqualTo(truth);
            (lower + state.Error).Should().BeGreaterThanOrEqualTo(truth);
            worst = Math.Max(worst, truth - lower);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: n {N}, distinct {exact.Count}, largest error {worst}, error kept {state.Error}, bound n/(k+1) {N / ((Capacity / 2) + 1)}"));
        state.Total.Should().Be(N);
        state.Error.Should().BeLessThanOrEqualTo(N / ((Capacity / 2) + 1));
        // Whoever is named comes before everyone who is not.
        var top = state.Top(1000);
        var named = top.Select(t => int.Parse(t.Text[1..], CultureInfo.InvariantCulture)).ToHashSet();
        var largestUnnamed = exact.Where(e => state.Kept.Find(Utf8(e.Key)) < 0).Select(e => e.Value).DefaultIfEmpty(0).Max();
        top.Should().NotContain(t => t.Lower <= largestUnnamed && !state.IsExact);
        exact.Where(e => e.Value > 2 * state.Error).Select(e => e.Key).Should().BeSubsetOf(named);
    }

    [Fact]
    public void Top_OfUniqueValues_NamesNone()
    {
        var state = new HeavyHitterState(100);
        for (var i = 0; i < 10_050; i++)
        {
            state.Add(Utf8(i));
        }

        state.IsExact.Should().BeFalse();
        state.Top(10).Should().BeEmpty();
    }

    [Fact]
    public void Top_WithinCapacity_IsExactAndTiesGoByBytes()
    {
        var state = new HeavyHitterState();
        foreach (var text in "a b c e a c d a a b c d".Split(' '))
        {
            state.Add(Utf8(text));
        }

        state.Top(4).Select(t => (t.Text, t.Lower, t.Upper)).Should().Equal(("a", 4, 4), ("c", 3, 3), ("d", 2, 2), ("b", 2, 2));
    }

    [Fact]
    public void AddBatch_IsAddOneByOne_WithMissingRows()
    {
        var values = Stream("zipf", 20_000);
        var texts = values.Select(Utf8).ToArray();
        var starts = new int[texts.Length];
        var buffer = new List<byte>();
        for (var i = 0; i < texts.Length; i++)
        {
            starts[i] = buffer.Count;
            buffer.AddRange(texts[i]);
        }

        buffer.AddRange(new byte[16]);
        var missing = values.Select(v => v == 3).ToArray();
        var batched = new HeavyHitterState();
        var hashes = new ulong[texts.Length];
        batched.Add([.. buffer], starts, [.. texts.Select(t => t.Length)], missing, hashes);
        var single = new HeavyHitterState();
        foreach (var text in texts.Where((_, i) => !missing[i]))
        {
            single.Add(text);
        }

        batched.Total.Should().Be(single.Total);
        batched.Top(100).Select(t => (t.Text, t.Lower)).Should().Equal(single.Top(100).Select(t => (t.Text, t.Lower)));
        hashes[0].Should().Be(TextHash.Of(texts[0]));
    }

    [Fact]
    public void Merge_OfManyParts_KeepsTheBound()
    {
        const int Capacity = 100;
        var values = Stream("frequent last", 50_000);
        var whole = new HeavyHitterState(Capacity);
        var part = new HeavyHitterState(Capacity);
        foreach (var chunk in values.Chunk(777))
        {
            part.Clear();
            foreach (var value in chunk)
            {
                part.Add(Utf8(value));
            }

            whole.Merge(part);
        }

        whole.Total.Should().Be(values.Length);
        whole.Error.Should().BeLessThanOrEqualTo(values.Length / ((Capacity / 2) + 1)).And.BePositive();
        // Ten values of 1000 each are far above the error of 980.
        whole.Top(100).Select(t => t.Text).Should().BeEquivalentTo(Enumerable.Range(0, 10).Select(i => $"v{i}"));
    }

    [Fact]
    public void Add_TextsBeyondTheByteLimit_AreInTheError()
    {
        var state = new HeavyHitterState(100, maxBytes: 50);

        state.Add(Utf8(new string('x', 60)), 7);
        state.Add("a"u8, 10);

        state.Error.Should().Be(7);
        state.Total.Should().Be(17);
        state.Top(5).Should().ContainSingle().Which.Should().Match<TextCount>(t => t.Text == "a" && t.Lower == 10 && t.Upper == 17);
    }

    [Fact]
    public void Add_ManyLongTexts_StayWithinTheBytes()
    {
        var state = new HeavyHitterState(100, maxBytes: 1000);
        for (var i = 0; i < 500; i++)
        {
            state.Add(Utf8(new string((char)('a' + (i % 20)), 90 + (i % 7))));
            state.Kept.Bytes.Should().BeLessThanOrEqualTo(1000);
        }

        state.Total.Should().Be(500);
        state.Error.Should().BePositive().And.BeLessThan(500);
    }

    [Fact]
    public void Merge_TableThatRejected_Throws()
    {
        var table = new TextTable(1);
        table.Add("a"u8);
        table.Add("b"u8);

        new HeavyHitterState().Invoking(s => s.Merge(table)).Should().Throw<ArgumentException>();
    }
}
