using System.Text;
using MlGates.Data;

namespace MlGates.Tests.Data;

public sealed class CsvSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private InputException Refused(byte[] content, CsvOptions? options = null)
    {
        var source = new CsvSource(_folder.Write("rows.csv", content), options) { DisplayPath = "data/rows.csv" };
        var read = () => Rows(source);
        return read.Should().Throw<InputException>().Which;
    }

    private InputException Refused(string content, CsvOptions? _options = null) => Refused(Encoding.UTF8.GetBytes(content), _options);

    private string[] Rows(string content, CsvOptions? _options = null) => Rows(new CsvSource(_folder.Write("rows.csv", content), _options));

    // Each row as line: value|value, with ∅ for a missing value.
    private static string[] Rows(CsvSource source)
    {
        using var reader = source.Open();
        var rows = new List<string> { string.Join('|', reader.Columns.Select(c => c.Name)) };
        for (var batch = reader.NewBatch(); reader.Read(batch);)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                rows.Add($"{batch.Line(i)}: {string.Join('|', batch.Columns.Select(c => c.Missing[i] ? "∅" : Encoding.UTF8.GetString(c.Text(i))))}");
            }
        }

        return [.. rows];
    }

    [Fact]
    public void Rows_LinesAreThoseOfTheFile_WithQuotedNewlinesAndBlankLines() =>
        Rows("a,b\n\"x\ny\n\",1\n\n2,3\r\n4,\"5\"\"\"\n").Should().Equal("a|b", "2: x\ny\n|1", "6: 2|3", "7: 4|5\"");

    [Fact]
    public void Rows_OldMacLineEnds_AreLines() => Rows("a,b\r1,2\r3,4").Should().Equal("a|b", "2: 1|2", "3: 3|4");

    [Fact]
    public void Rows_TextIsExactlyThatOfTheFile() => Rows("a, b\n x ,#y\n").Should().Equal("a| b", "2:  x |#y");

    [Fact]
    public void Rows_CommentSign_IsText() => Rows("a\n#x\n").Should().Equal("a", "2: #x");

    [Fact]
    public void Rows_ByteOrderMark_IsNotPartOfTheFirstName() => Rows("\uFEFFa,b\n1,2\n").Should().Equal("a|b", "2: 1|2");

    [Fact]
    public void Rows_Utf16WithByteOrderMark_IsRead()
    {
        var path = _folder.Write("rows.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,ü\n1,€\n")]);

        Rows(new CsvSource(path)).Should().Equal("a|ü", "2: 1|€");
    }

    [Fact]
    public void Rows_GivenEncoding_IsUsed()
    {
        var path = _folder.Write("rows.csv", Encoding.Latin1.GetBytes("ü\n1\n"));

        Rows(new CsvSource(path, new CsvOptions { Encoding = Encoding.Latin1 })).Should().Equal("ü", "2: 1");
    }

    [Fact]
    public void Rows_MissingTokens_AreComparedExactly() =>
        Rows("a,b\nNA, NA\n,?\n", new CsvOptions { Missing = ["NA", "?"] }).Should().Equal("a|b", "2: ∅| NA", "3: |∅");

    [Fact]
    public void Rows_BlankLineInAFileOfOneColumn_IsAMissingValue() => Rows("a\n1\n\n2\n").Should().Equal("a", "2: 1", "3: ∅", "4: 2");

    [Fact]
    public void Columns_WithoutNames_AreNamedByPlace()
    {
        Rows(",x,\n1,2,3\n")[0].Should().Be("c1|x|c3");
        Rows("1,2\n", new CsvOptions { HasHeader = false }).Should().Equal("c1|c2", "1: 1|2");
        Rows("1;2\n", new CsvOptions { HasHeader = false, ColumnNames = ["x", "y"], Delimiter = ';' }).Should().Equal("x|y", "1: 1|2");
    }

    [Fact]
    public void Rows_MoreThanABatch_AreAllThere()
    {
        var rows = Rows("a,b\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},\"{i}\n\"\n")));

        rows.Should().HaveCount(20_001);
        rows[^1].Should().Be("40000: 19999|19999\n");
    }

    [Fact]
    public void Sha256_AfterTheLastRow_IsThatOfTheFile()
    {
        using var reader = new CsvSource(_folder.Write("rows.csv", "a\n1\n")).Open();
        var batch = reader.NewBatch();
        reader.Files.Should().BeEmpty();
        reader.Read(batch).Should().BeTrue();
        reader.Read(batch).Should().BeFalse();

        reader.Files.Should().ContainSingle().Which.Sha256.Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("a\n1\n"u8)));
    }

    [Fact]
    public void MissingFile_IsRefusedWithTheNearestName()
    {
        _folder.Write("train.csv", "a\n1\n");
        var open = () => new CsvSource(_folder.File("trian.csv")) { DisplayPath = "data/trian.csv" }.Open();

        var e = open.Should().Throw<InputException>().Which;
        e.Rule.Should().Be(RuleIds.InputUnreadable);
        e.Message.Should().Be("'data/trian.csv' does not exist; did you mean 'train.csv'?");
    }

    [Fact]
    public void MissingFolder_IsSaid()
    {
        var open = () => new CsvSource(_folder.File("no/rows.csv")) { DisplayPath = "no/rows.csv" }.Open();

        open.Should().Throw<InputException>().Which.Message.Should().Be("'no/rows.csv' does not exist, nor does its folder.");
    }

    [Fact]
    public void Folder_IsRefused()
    {
        var open = () => new CsvSource(_folder.Path) { DisplayPath = "data" }.Open();

        var e = open.Should().Throw<InputException>().Which;
        e.Rule.Should().Be(RuleIds.InputUnreadable);
        e.Message.Should().Be("'data' is a folder; name a file in it.");
    }

    [Theory]
    [InlineData("", "'data/rows.csv' is empty; check the step that wrote it.")]
    [InlineData("\n\n\n", "'data/rows.csv' is empty; check the step that wrote it.")]
    [InlineData("\uFEFF", "'data/rows.csv' is empty; check the step that wrote it.")]
    [InlineData("a,b\n", "'data/rows.csv' holds a header and no rows; check the step that wrote it.")]
    [InlineData("a,b\n\n\n", "'data/rows.csv' holds a header and no rows; check the step that wrote it.")]
    public void NoRows_IsRefused(string content, string message)
    {
        var e = Refused(content);

        e.Rule.Should().Be(RuleIds.InputEmpty);
        e.Message.Should().Be(message);
    }

    [Theory]
    [InlineData("a,b\n\"1\n\",2\n3,4,5\n", 4, "3 fields found where the header has 2; quote a field that holds the delimiter, or complete the row.")]
    [InlineData("a,b\n\n1\n", 3, "1 field found where the header has 2; quote a field that holds the delimiter, or complete the row.")]
    [InlineData("a,b,a\n1,2,3\n", 1, "The column name 'a' stands at places 1 and 3; rename one of them, or, if the first line is data, read the file as one without a header.")]
    [InlineData("a;b\n1;2\n", 1, "The first record has no comma but holds ';', so it reads as one column; set the delimiter to ';' (or to ',' if it really is one column).")]
    [InlineData("a\tb\n1\t2\n", 1, "The first record has no comma but holds a tab, so it reads as one column; set the delimiter to a tab (or to ',' if it really is one column).")]
    [InlineData("a|b\n1|2\n", 1, "The first record has no comma but holds '|', so it reads as one column; set the delimiter to '|' (or to ',' if it really is one column).")]
    [InlineData("a,b\n1,2\n3,\"4\n5,6\n", 3, "A quote is not closed before the file ends. The record begins here; close the quote, and double quotes inside a quoted field.")]
    [InlineData("a,b\n1,2\n3,\"4\"5\n", 3, "Text follows a closing quote. The record begins here; close the quote where the field ends, and double quotes inside a quoted field.")]
    [InlineData("a,b\n1,2\n3,\0\n", 3, "A NUL character was found: the file is binary, or UTF-16 without a byte order mark; save it as UTF-8 text.")]
    [InlineData("a,b\n\0,2\n", 2, "A NUL character was found: the file is binary, or UTF-16 without a byte order mark; save it as UTF-8 text.")]
    public void MalformedFile_IsRefusedWithItsLine(string content, int line, string message)
    {
        var e = Refused(content);

        e.Rule.Should().Be(RuleIds.InputMalformed);
        e.Message.Should().Be(message);
        e.Location.Should().Be(new SourceLocation("data/rows.csv", line, 1));
    }

    [Fact]
    public void WrongEncoding_IsRefusedWithItsLine()
    {
        var e = Refused([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,b\n1,2\n3,"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("\n4,5\n")]);

        e.Rule.Should().Be(RuleIds.InputMalformed);
        e.Message.Should().Be("A byte is not valid utf-16; save the file as UTF-8 or set its encoding.");
        e.Location!.Line.Should().Be(3);
    }

    [Theory]
    [InlineData("PAR1\u0015\u00ff", "The file is a Parquet file, not CSV.")]
    [InlineData("PK\u0003\u0004\u00ff\u00fe", "The file is a zip archive, not CSV.")]
    public void OtherKindOfFile_IsNamed(string content, string message) => Refused(Encoding.Latin1.GetBytes(content)).Message.Should().Be(message);

    [Theory]
    [InlineData("{\n  \"schemaVersion\": 1,\n  \"rows\": 2 }\n")]
    [InlineData("{\"a\": 1}\n{\"a\": 2}\n")]
    [InlineData("[\n1\n]\n")]
    public void Json_IsNamed(string content) =>
        Refused(content).Message.Should().Be("The file is JSON, not CSV; a stored profile is read as one where its name ends in .profile.json.");

    [Fact]
    public void RecordWithoutEnd_IsRefused()
    {
        var e = Refused("a,b\n1,2\n\"" + new string('x', (1 << 24) + 10) + "\",3\n");

        e.Rule.Should().Be(RuleIds.InputMalformed);
        e.Location!.Line.Should().Be(3);
        e.Message.Should().Contain("is a quote never closed?");
    }

    [Fact]
    public void ColumnNames_OtherNumber_IsRefused() =>
        Refused("1,2\n", new CsvOptions { HasHeader = false, ColumnNames = ["a"] }).Message.Should().Be("The first row has 2 fields, but 1 column names are given; name every column.");

    [Fact]
    public void Types_UnknownColumn_IsRefused()
    {
        var e = Refused("fare\n1\n", new CsvOptions { Types = new Dictionary<string, ColumnType> { ["far"] = ColumnType.Float } });

        e.Rule.Should().Be(RuleIds.ColumnMissing);
        e.Message.Should().Be("A type is set for 'far', a column 'rows.csv' does not have; did you mean 'fare'?");
    }

    public static TheoryData<CsvOptions> Contradictions() =>
    [
        new() { ColumnNames = ["a"] },
        new() { Delimiter = '"' },
        new() { Delimiter = '\n' },
        new() { Types = new Dictionary<string, ColumnType> { ["a"] = ColumnType.Empty } },
    ];

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Options_ThatContradictThemselves_AreAnArgumentError(CsvOptions options)
    {
        var make = () => new CsvSource("rows.csv", options);

        make.Should().Throw<ArgumentException>();
    }
}
