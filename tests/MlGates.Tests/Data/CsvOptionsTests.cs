using System.Globalization;
using System.Text;
using MlGates.Data;

namespace MlGates.Tests.Data;

/// <summary>Dialects, encodings, refused rows and wide files.</summary>
public sealed class CsvOptionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CsvSource Source(string content, CsvOptions? options = null, string name = "rows.csv") => new(_folder.Write(name, content), options);

    private static string Rows(CsvSource source)
    {
        using var reader = source.Open();
        var rows = new StringBuilder(string.Join('|', reader.Columns.Select(c => c.Name)));
        for (var batch = reader.NewBatch(); reader.Read(batch);)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                rows.Append(CultureInfo.InvariantCulture, $" {batch.Line(i)}:").AppendJoin('|', batch.Columns.Select(c => c.Missing[i] ? "∅" : Encoding.UTF8.GetString(c.Text(i))));
            }
        }

        return rows.ToString();
    }

    private static InputException Refused(CsvSource source)
    {
        var read = () => Rows(source);
        return read.Should().Throw<InputException>().Which;
    }

    [Fact]
    public void Quote_Other_IsUsed() => Rows(Source("a,b\n'x,''y',\"z\n", new CsvOptions { Quote = '\'' })).Should().Be("a|b 2:x,'y|\"z");

    [Fact]
    public void Quote_None_MakesQuotesText() => Rows(Source("a,b\n\"x,y\"\n", new CsvOptions { Quote = null })).Should().Be("a|b 2:\"x|y\"");

    [Fact]
    public void Comment_LinesAreNoRows() =>
        Rows(Source("# made by \"x\na,b\n#\n1,2\n#,\n\n3,#4\n# end", new CsvOptions { Comment = '#' })).Should().Be("a|b 4:1|2 7:3|#4");

    [Fact]
    public void Comment_OnlyThose_IsNoRow()
    {
        Refused(Source("#\n#\n", new CsvOptions { Comment = '#' })).Rule.Should().Be(RuleIds.InputEmpty);
        Refused(Source("a\n#\n", new CsvOptions { Comment = '#' })).Rule.Should().Be(RuleIds.InputEmpty);
    }

    [Theory]
    [InlineData("rows.tsv")]
    [InlineData("rows.TAB")]
    public void Delimiter_OfATabFile_IsTheTab(string name) => Rows(Source("a\tb,c\n1\t2\n", name: name)).Should().Be("a|b,c 2:1|2");

    [Fact]
    public void Delimiter_OfATabFileThatHoldsCommas_IsSuggested() =>
        Refused(Source("a,b\n1,2\n", name: "rows.tsv")).Message.Should().Be("The first record has no tab but holds ',', so it reads as one column; set the delimiter to ',' (or to a tab if it really is one column).");

    [Fact]
    public void DecimalComma_ReadsSemicolons()
    {
        var source = Source("a;b\n1,5;-2\n;1e3\n", new CsvOptions { DecimalComma = true });

        source.DecimalComma.Should().BeTrue();
        ColumnValues.Read(source, ["a", "b"], []).Numbers("a").Values.Should().Equal(1.5, double.NaN);
    }

    [Fact]
    public void DecimalComma_APoint_IsNotANumber()
    {
        var read = () => ColumnValues.ReadNumbers(Source("a;b\n1.5;2\n", new CsvOptions { DecimalComma = true }), "a");

        read.Should().Throw<InputException>().Which.Location!.Line.Should().Be(2);
    }

    public static TheoryData<Encoding> Encodings() =>
        [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true), Encoding.Latin1, CodePagesEncodingProvider.Instance.GetEncoding(1252)!];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Encoding_Given_IsReadAsUtf8(Encoding encoding)
    {
        var content = "ä,b\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"é{i},ü\n"));
        var source = new CsvSource(_folder.Write("rows.csv", encoding.GetBytes(content)), new CsvOptions { Encoding = encoding }) { BlockBytes = 1000 };

        Rows(source).Should().Be(Rows(Source(content, name: "utf8.csv")));
    }

    [Fact]
    public void Encoding_ByteOrderMarkOfUtf16_IsEnough()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            var source = new CsvSource(_folder.Write("rows.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("a,ü\n1,€\n")]), new CsvOptions { Encoding = Encoding.Latin1 });
            Rows(source).Should().Be("a|ü 2:1|€");
        }
    }

    [Fact]
    public void InvalidUtf8_InAValue_IsKept()
    {
        using var reader = new CsvSource(_folder.Write("rows.csv", [.. "a,b\n"u8, 0xFC, (byte)',', 0xE9, (byte)'\n'])).Open();
        var batch = reader.NewBatch();

        reader.Read(batch).Should().BeTrue();
        batch.Columns[0].Text(0).ToArray().Should().Equal(0xFC);
        batch.Columns[1].Text(0).ToArray().Should().Equal(0xE9);
    }

    [Fact]
    public void InvalidUtf8_InAName_IsRefused()
    {
        var e = Refused(new CsvSource(_folder.Write("rows.csv", [.. "a,"u8, 0xFC, .. "\n1,2\n"u8])));

        (e.Rule, e.Location!.Line).Should().Be((RuleIds.InputMalformed, 1));
        e.Message.Should().Be("A byte is not valid utf-8; save the file as UTF-8 or set its encoding.");
    }

    [Theory]
    [InlineData(3, "a|b 2:1|2 7:3|4", "4: Text follows a closing quote. The record begins here; close the quote where the field ends, and double quotes inside a quoted field.")]
    [InlineData(2, null, "A NUL character was found: the file is binary, or UTF-16 without a byte order mark; save it as UTF-8 text. 2 malformed rows were left out before it, the most that may be.")]
    [InlineData(1, null, "Text follows a closing quote. The record begins here; close the quote where the field ends, and double quotes inside a quoted field. 1 malformed row was left out before it, the most that may be.")]
    [InlineData(0, null, "1 field found where the header has 2; quote a field that holds the delimiter, or complete the row.")]
    public void MaxRefusedRows_AreLeftOutAndCounted(int most, string? rows, string message)
    {
        foreach (var block in new int?[] { null, 1, 5, 9 })
        {
            var source = new CsvSource(_folder.Write("rows.csv", "a,b\n1,2\n1\n\"1\"x,2\n\n2,\0\n3,4\n"), new CsvOptions { MaxRefusedRows = most }) { BlockBytes = block };
            if (rows is null)
            {
                Refused(source).Message.Should().Be(message);
                continue;
            }

            Rows(source).Should().Be(rows);
            using var reader = source.Open();
            for (var batch = reader.NewBatch(); reader.Read(batch);)
            {
            }

            reader.RowsRefused.Should().Be(3);
            reader.FirstRefused.Select(r => r.Location.Line).Should().Equal(3, 4, 6);
            $"{reader.FirstRefused[1].Location.Line}: {reader.FirstRefused[1].Message}".Should().Be(message);
        }
    }

    [Fact]
    public void MaxRefusedRows_TooManyInBlocksReadBackwards_NamesTheSameRow()
    {
        var source = new CsvSource(_folder.Write("rows.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i}\n{i},x\n"))), new CsvOptions { MaxRefusedRows = 7 }) { BlockBytes = 20 };
        var expected = Refused(source);
        using var reader = source.OpenBlocks(ColumnSelection.All);
        var blocks = new Stack<RowBlock>();
        while (reader.Next() is { } block)
        {
            blocks.Push(block);
        }

        var read = () =>
        {
            for (var batch = new RowBatch(2); ;)
            {
                while (blocks.Peek().Read(batch))
                {
                }

                blocks.Pop().Dispose();
            }
        };

        var e = read.Should().Throw<InputException>().Which;
        (e.Message, e.Location).Should().Be((expected.Message, expected.Location));
        e.Location!.Line.Should().Be(2 + (2 * 7));
    }

    [Fact]
    public void Wide_HundredThousandColumns_AreRead()
    {
        const int columns = 100_000;
        var content = string.Join(',', Enumerable.Range(0, columns).Select(i => $"n{i}")) + "\n"
            + string.Concat(Enumerable.Range(0, 20).Select(r => string.Join(',', Enumerable.Range(0, columns).Select(i => (i + r) % 10 == 0 ? "" : "7")) + "\n"));
        using var reader = Source(content).Open(ColumnSelection.Matching("n?", "n99999"));
        var (batch, rows, missing) = (reader.NewBatch(), 0, 0);

        while (reader.Read(batch))
        {
            rows += batch.Count;
            missing += batch.Columns.Sum(c => c.MissingCount);
        }

        reader.Columns.Should().HaveCount(11);
        (rows, missing).Should().Be((20, 22));
    }

    [Fact]
    public void Names_OddOnes_AreKept()
    {
        using var reader = Source("\"a\nb\",😀,,\"q\"\"\",*\n1,2,3,4,5\n").Open();

        reader.Columns.Select(c => c.Name).Should().Equal("a\nb", "😀", "c3", "q\"", "*");
        Refused(Source("\"a\nb\",\"a\nb\"\n1,2\n")).Message.Should().Be("The column name 'a\\nb' stands at places 1 and 2; rename one of them, or, if the first line is data, read the file as one without a header.");
    }

    public static TheoryData<CsvOptions> Contradictions() =>
    [
        new() { Quote = ',' },
        new() { Quote = 'q' },
        new() { Comment = '"' },
        new() { Comment = '\n' },
        new() { Delimiter = '#', Comment = '#' },
        new() { MaxRefusedRows = -1 },
    ];

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Options_ThatContradictThemselves_AreAnArgumentError(CsvOptions options)
    {
        var make = () => new CsvSource("rows.csv", options);

        make.Should().Throw<ArgumentException>();
    }
}
