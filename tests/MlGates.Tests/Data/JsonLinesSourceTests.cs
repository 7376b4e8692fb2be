using System.IO.Compression;
using System.Text;
using MlGates.Data;

namespace MlGates.Tests.Data;

public sealed class JsonLinesSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private JsonLinesSource Source(string text, int blockBytes = 1 << 20) => new(_folder.Write("rows.jsonl", text)) { BlockBytes = blockBytes };

    private string Text(string text) => TableText.Of(Source(text));

    private InputException Refused(string text)
    {
        var read = () => Text(text);
        return read.Should().Throw<InputException>().Which;
    }

    [Fact]
    public void Values_OfOneKind_TakeTheirType()
    {
        const string Rows = """
            {"i": 1, "f": 1, "b": true, "s": "02134", "t": "2024-01-31", "n": null}
            {"i": -9223372036854775808, "f": 2.5, "b": false, "s": "", "t": "2024-01-31T12:00:00Z", "n": null}

            {"i": null, "f": 1e999, "s": "ü\n\u00e9"}
            """;
        TableText.Header(Source(Rows)).Should().Be("i: Integer, f: Float, b: Boolean, s: Category, t: Timestamp, n: ?");
        Text(Rows).Should().Be("i|f|b|s|t|n\n1|1|true|02134|2024-01-31|∅\n-9223372036854775808|2.5|false|∅|2024-01-31T12:00:00Z|∅\n∅|∞|∅|ü\né|∅|∅\n".Replace("∞", "Infinity", StringComparison.Ordinal));
    }

    [Fact]
    public void Values_OfSeveralKinds_AreTextAsTheyStand()
    {
        TableText.Header(Source("""
            {"x": 1}
            {"x": "a"}
            """)).Should().Be("x: Category");
        Text("""
            {"x": 1.50, "y": [1, [2]]}
            {"x": "a", "y": [3]}
            {"x": true, "y": null}
            {"x": [1, "b"]}
            """).Should().Be("x|y\n1.50|[1, [2]]\na|[3]\ntrue|∅\n[1, \"b\"]|∅\n");
    }

    [Fact]
    public void Arrays_OfSimpleValues_AreLists()
    {
        Text("""
            {"l": [1, 2], "s": ["a", "b\u0041"], "e": []}
            {"l": [], "s": null, "e": []}
            {"l": [3, null]}
            """).Should().Be("l|s|e\n[1,2]|[a,bA]|[]\n[]|∅|[]\n[3]|∅|∅\n");
    }

    [Fact]
    public void Objects_AreFlattenedToADepth()
    {
        Text("""
            {"a": {"b": 1, "c": {"d": "x"}}, "z": 1}
            {"a": null, "z": 2}
            {"a": {"b": 3}, "z": 3}
            """).Should().Be("a.b|a.c.d|z\n1|x|1\n∅|∅|2\n3|∅|3\n");
        Text("""{"1":{"2":{"3":{"4":{"5":{"6":{"7":{"8":{"9":1}}}}}}}}}""").Should().Be("1.2.3.4.5.6.7.8\n{\"9\":1}\n");
        Text("{\"a\": {\"b\": 1}}\n{\"a\": 2}\n").Should().Be("a|a.b\n∅|1\n2|∅\n");
    }

    [Theory, InlineData(40), InlineData(64), InlineData(1000), InlineData(1 << 20)]
    public void Keys_FirstSeenLate_AreColumnsOfAllRows(int blockBytes)
    {
        var rows = string.Concat(Enumerable.Range(0, 500).Select(i => i == 400 ? "{\"late\": 1, \"x\": 7}\n" : $"{{\"x\": {i}}}\n"));
        var text = TableText.Of(Source(rows, blockBytes));
        text.Should().StartWith("x|late\n0|∅\n1|∅\n").And.Contain("\n7|1\n").And.EndWith("499|∅\n");
        text.Count('\n').Should().Be(501);
    }

    [Fact]
    public void Selection_OfColumns_ReadsOnlyThose()
    {
        var source = Source("{\"a\": {\"b\": 1}, \"c\": [1], \"d\": \"x\"}\n{\"d\": \"y\"}\n");
        TableText.Of(source, ColumnSelection.Matching("d", "a.*")).Should().Be("a.b|d\n1|x\n∅|y\n");
    }

    [Fact]
    public void File_CompressedOrWithAMark_IsReadAlike()
    {
        const string Rows = "{\"x\": 1}\r\n{\"x\": 2}";
        Text("\uFEFF" + Rows).Should().Be("x\n1\n2\n");
        using (var file = File.Create(_folder.File("rows.ndjson.gz")))
        using (var zip = new GZipStream(file, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(Rows));
        }

        var source = DataFile.Open("rows.ndjson.gz", new DataFileOptions { Folder = _folder.Path });
        TableText.Of(source).Should().Be("x\n1\n2\n");
        using var reader = source.Open();
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
        }

        reader.Files.Should().ContainSingle().Which.Sha256.Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder.File("rows.ndjson.gz")))));
    }

    [Theory]
    [InlineData("{\"x\": 1}\n{\"x\": 1,}\n", 2, 9, "not one JSON object")]
    [InlineData("{\"x\": 1}\n\n{\"x\": 1, \"x\": 2}\n", 3, 10, "has the key 'x' twice")]
    [InlineData("{\"x\": 1, \"\\u0078\": 2}\n", 1, 10, "has the key 'x' twice")]
    [InlineData("{\"x\": \"\\ud800\"}\n", 1, 7, "half of a surrogate pair")]
    [InlineData("[{\"x\": 1}]\n", 1, 1, "one JSON array")]
    [InlineData("{\"x\": 1}\n[1]\n", 2, 1, "no JSON object")]
    [InlineData("{\n\"x\": 1\n}\n", 1, 2, "not one JSON object")]
    [InlineData("{\"x\": 1} {\"x\": 2}\n", 1, 10, "not one JSON object")]
    [InlineData("{\"x\": 01}\n", 1, 8, "not one JSON object")]
    [InlineData("{\"x\": NaN}\n", 1, 7, "not one JSON object")]
    public void Line_Malformed_IsRefusedWithItsPlace(string text, int line, int column, string message)
    {
        var e = Refused(text);
        e.Rule.Should().Be("MLG0005");
        e.Message.Should().Contain(message);
        e.Location.Should().Be(new SourceLocation(_folder.File("rows.jsonl"), line, column));
    }

    [Fact]
    public void Line_NestedTooDeeply_IsRefused() =>
        Refused("{\"x\": " + new string('[', 100_000) + "}").Message.Should().Contain("not one JSON object");

    [Fact]
    public void Line_WithoutEnd_IsRefusedInBoundedMemory()
    {
        using (var file = File.Create(_folder.File("long.jsonl.gz")))
        using (var zip = new GZipStream(file, CompressionLevel.Fastest))
        {
            zip.Write("{\"x\": 1}\n{\"x\": \""u8);
            var text = Enumerable.Repeat((byte)'x', 1 << 20).ToArray();
            for (var i = 0; i < 300; i++)
            {
                zip.Write(text);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = () => TableText.Of(DataFile.Open(_folder.File("long.jsonl.gz")));

        var e = read.Should().Throw<InputException>().Which;
        (e.Rule, e.Location!.Line).Should().Be(("MLG0005", 2));
        e.Message.Should().Be("The line is longer than 67108864 bytes; is the file JSON Lines, one object a line?");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(400 << 20, "a buffer doubles up to twice the longest line");
    }

    [Fact]
    public void Keys_OddOnes_AreKeptAndAnEmptyOneIsNumbered() =>
        TableText.Of(Source("{\"a\\nb\": 1, \"\": 2, \"😀\": 3}\n")).Should().Be("a\nb|c2|😀\n1|2|3\n");

    [Theory, InlineData("", "MLG0004"), InlineData("\n \n", "MLG0004"), InlineData("{}\n", "MLG0004")]
    public void File_WithoutRows_IsEmpty(string text, string rule) => Refused(text).Rule.Should().Be(rule);

    [Fact]
    public void Keys_ThatFlattenToOneName_AreRefused() =>
        Refused("{\"a.b\": 1, \"a\": {\"b\": 2}}\n").Message.Should().Be("The file has two columns 'a.b'; columns need names of their own.");

    [Fact]
    public void Table_AsCsvAndAsJson_IsTheSame()
    {
        var random = new CsCheck.PCG(7);
        var (csv, json) = (new StringBuilder("n,t,b\n"), new StringBuilder());
        for (var i = 0; i < 20_000; i++)
        {
            var (n, t, b) = ((int)random.Next(1000), $"w{random.Next(50)}", random.Next(2) == 1);
            csv.Append(n).Append(',').Append(t).Append(',').Append(b ? "true" : "false").Append('\n');
            json.Append(b ? $"{{\"n\": {n}, \"t\": \"{t}\", \"b\": true}}\n" : $"{{\"n\":{n},\"t\":\"{t}\",\"b\":false}}\n");
        }

        TableText.Of(Source(json.ToString(), 10_000)).Should().Be(TableText.Of(new CsvSource(_folder.Write("rows.csv", csv.ToString()))));
    }
}
