using System.Globalization;
using System.Text;
using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class TextTableTests
{
    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void Add_TextsOfEveryLength_KeepsThemApartAndGivesThemBack()
    {
        var table = new TextTable();
        // Prefixes and texts padded with NUL are what a key of two words could confuse.
        var texts = Enumerable.Range(0, 40).SelectMany(n => new[] { new string('a', n), new string('\0', n), new string('a', n) + "\0", new string('é', n) }).Distinct(StringComparer.Ordinal).ToArray();

        foreach (var text in texts.Concat(texts))
        {
            table.Add(Utf8(text));
        }

        table.Count.Should().Be(texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            Encoding.UTF8.GetString(table.TextAt(i)).Should().Be(texts[i]);
            table.CountAt(i).Should().Be(2);
            table.Find(Utf8(texts[i])).Should().Be(i);
            table.HashAt(i).Should().Be(TextHash.Of(Utf8(texts[i])));
        }

        table.Bytes.Should().Be(texts.Sum(t => Encoding.UTF8.GetByteCount(t)));
    }

    [Fact]
    public void AddBatch_AnyPaddingAndOffset_IsAddOneByOne()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var texts = Enumerable.Range(0, 50).Select(_ => Utf8(new string((char)random.Next('a', 'd'), random.Next(0, 22)) + (random.Next(2) == 0 ? "" : "z"))).ToArray();
            var starts = new int[texts.Length];
            var buffer = new List<byte>();
            for (var i = 0; i < texts.Length; i++)
            {
                starts[i] = buffer.Count;
                buffer.AddRange(texts[i]);
            }

            buffer.AddRange(Enumerable.Repeat((byte)255, round % 20));
            var missing = texts.Select((_, i) => round % 3 == 0 && i % 4 == 0).ToArray();
            var entries = new int[texts.Length];
            var hashes = new ulong[texts.Length];
            var batched = new TextTable(maxEntries: 12);
            var single = new TextTable(maxEntries: 12);

            var rejected = batched.Add([.. buffer], starts, [.. texts.Select(t => t.Length)], round % 3 == 0 ? missing : [], entries, hashes);

            for (var i = 0; i < texts.Length; i++)
            {
                entries[i].Should().Be(missing[i] ? TextTable.Missing : single.Add(texts[i]));
                hashes[i].Should().Be(missing[i] ? 0 : TextHash.Of(texts[i]));
            }

            rejected.Should().Be((int)single.RejectedCount);
            Show(batched).Should().Be(Show(single));
        }
    }

    [Fact]
    public void Add_BeyondTheLargestNumber_RejectsNewTextsAndCountsKnownOnes()
    {
        var table = new TextTable(maxEntries: 2);

        table.Add("a"u8).Should().Be(0);
        table.Add("b"u8).Should().Be(1);
        table.Add("c"u8, 5).Should().Be(TextTable.Rejected);
        table.Add("a"u8, 3).Should().Be(0);

        Show(table).Should().Be("a=4 b=1 -5");
    }

    [Fact]
    public void Add_BeyondTheBytes_RejectsWhatDoesNotFit()
    {
        var table = new TextTable(maxBytes: 20);

        table.Add(Utf8(new string('x', 18))).Should().Be(0);
        table.Add("abc"u8).Should().Be(TextTable.Rejected);
        table.Add("ab"u8).Should().Be(1);
        table.Add(""u8).Should().Be(2);
        table.Add(Utf8(new string('y', 5000))).Should().Be(TextTable.Rejected);

        table.Bytes.Should().Be(20);
        table.RejectedCount.Should().Be(2);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(3000)]
    public void Clear_AfterAnyFill_IsNew(int distinct)
    {
        var table = new TextTable(maxEntries: 2000);
        for (var i = 0; i < distinct; i++)
        {
            table.Add(Utf8("before" + i.ToString(CultureInfo.InvariantCulture)));
        }

        table.Clear();
        table.Count.Should().Be(0);
        table.Find("before1"u8).Should().Be(TextTable.Rejected);
        table.Add("after"u8).Should().Be(0);
        table.Add("before1"u8).Should().Be(1);

        Show(table).Should().Be("after=1 before1=1 -0");
    }

    [Fact]
    public void Merge_WithItself_DoublesTheCounts()
    {
        var table = new TextTable();
        table.Add("a"u8);
        table.Add("b"u8, 4);

        table.Merge(table);

        Show(table).Should().Be("a=2 b=8 -0");
    }

    [Fact]
    public void Merge_TellsTheNewNumbers()
    {
        var table = new TextTable(maxEntries: 3);
        table.Add("b"u8);
        var other = new TextTable();
        foreach (var text in (string[])["a", "b", "c", "d"])
        {
            other.Add(Utf8(text));
        }

        var entries = new int[other.Count];
        table.Merge(other, entries);

        entries.Should().Equal(1, 0, 2, TextTable.Rejected);
        Show(table).Should().Be("b=2 a=1 c=1 -1");
    }

    [Fact]
    public void Hash_OfManyTexts_SpreadsEveryBit()
    {
        // Digits differ in few bits; each of the 64 must still be set in half of the hashes (six deviations of a fair coin).
        const int N = 40_000;
        var ones = new int[64];
        var seen = new HashSet<ulong>();
        for (var i = 0; i < N; i++)
        {
            var hash = TextHash.Of(Utf8(i.ToString(CultureInfo.InvariantCulture)));
            seen.Add(hash).Should().BeTrue();
            for (var bit = 0; bit < 64; bit++)
            {
                ones[bit] += (int)(hash >> bit) & 1;
            }
        }

        ones.Should().OnlyContain(n => Math.Abs(n - (N / 2)) < 6 * Math.Sqrt(N) / 2);
    }

    [Fact]
    public void Hash_OfLongText_DependsOnAllBytes()
    {
        var text = Enumerable.Range(0, 300).Select(i => (byte)i).ToArray();
        var hashes = new HashSet<ulong> { TextHash.Of(text) };
        for (var i = 0; i < text.Length; i++)
        {
            text[i] ^= 1;
            hashes.Add(TextHash.Of(text)).Should().BeTrue();
            text[i] ^= 1;
        }
    }

    [Fact]
    public void AddBatch_TextOutsideTheBuffer_Throws()
    {
        var table = new TextTable();
        var buffer = new byte[100];
        foreach (var (start, length) in new[] { (-1, 3), (98, 3), (101, 0), (0, -1), (50, int.MaxValue), (int.MinValue, 1) })
        {
            table.Invoking(t => t.Add(buffer, [start], [length], [], new int[1])).Should().Throw<ArgumentOutOfRangeException>("{0}+{1}", start, length);
        }
    }

    private static string Show(TextTable table) =>
        string.Concat(Enumerable.Range(0, table.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(table.TextAt(i))}={table.CountAt(i)} ")))
        + string.Create(CultureInfo.InvariantCulture, $"-{table.RejectedCount}");
}
