using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Profiles;
using Parquet;
using Parquet.Schema;

namespace MlGates.Tests.Data;

public sealed class ParquetSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ParquetFile New(CompressionMethod compression = CompressionMethod.Snappy) => new(_folder.File("rows.parquet"), compression);

    private static string Text(string path) => TableText.Of(new ParquetSource(path));

    private static InputException Refused(string path, ColumnSelection? columns = null)
    {
        var read = () => TableText.Of(new ParquetSource(path), columns);
        return read.Should().Throw<InputException>().Which;
    }

    [Fact]
    public void Types_Numbers_AreRead()
    {
        var path = New()
            .Add<double>("double", [1.5, null, double.NaN]).Add<float>("float", [0.1f, 2, null]).Add<int>("int", [-1, null, int.MaxValue])
            .Add<long>("long", [long.MinValue, 0, long.MaxValue]).Add<short>("short", [-3, null, 4]).Add<byte>("byte", [255, 0, null])
            .Add<uint>("uint", [uint.MaxValue, null, 1]).Add<ulong>("ulong", [ulong.MaxValue, 1, null]).Add<bool>("bool", [true, null, false])
            .Write(3);

        TableText.Header(new ParquetSource(path)).Should().Be(
            "double: Float, float: Float, int: Integer, long: Integer, short: Integer, byte: Integer, uint: Integer, ulong: Float, bool: Boolean");
        Text(path).Should().Be(
            "double|float|int|long|short|byte|uint|ulong|bool\n"
            + "1.5|0.10000000149011612|-1|-9223372036854775808|-3|255|4294967295|1.8446744073709552E+19|true\n"
            + "∅|2|∅|0|∅|0|∅|1|∅\n"
            + "NaN|∅|2147483647|9223372036854775807|4|∅|1|∅|false\n");
    }

    [Fact]
    public void Types_LogicalOnes_BecomeSecondsNumbersAndText()
    {
        var day = new DateTime(2024, 1, 31, 12, 30, 0, DateTimeKind.Utc);
        var path = New()
            .Add<DateTime>(new DateTimeDataField("int96", DateTimeFormat.Impala, isNullable: true), [day, null])
            .Add<DateTime>(new DateTimeDataField("millis", DateTimeFormat.DateAndTime, isNullable: true), [day, null])
            .Add<DateTime>(new DateTimeDataField("date", DateTimeFormat.Date, isNullable: true), [day.Date, null])
            .Add<decimal>(new DecimalDataField("decimal", 18, 2, isNullable: true), [-1234.56m, null])
            .Add<decimal>(new DecimalDataField("large", 38, 4, isNullable: true), [12345678901234567890.1234m, null])
            .Add<Guid>("uuid", [Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), null])
            .AddText("text", ["grün", null]).AddBytes("bytes", [[0x61, 0xFF], null])
            .Write(2);

        TableText.Header(new ParquetSource(path)).Should().Be(
            "int96: Timestamp, millis: Timestamp, date: Timestamp, decimal: Float, large: Float, uuid: Category, text: Category, bytes: Category");
        Text(path).Should().Be(
            "int96|millis|date|decimal|large|uuid|text|bytes\n"
            + "1706704200|1706704200|1706659200|-1234.56|1.2345678901234567E+19|00112233-4455-6677-8899-aabbccddeeff|grün|a\uFFFD\n"
            + "∅|∅|∅|∅|∅|∅|∅|∅\n");
    }

    [Theory]
    [InlineData(CompressionMethod.None), InlineData(CompressionMethod.Snappy), InlineData(CompressionMethod.Gzip), InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Zstd), InlineData(CompressionMethod.Lz4Raw)]
    public void Codec_EachThatIsRead_GivesTheSameRows(CompressionMethod compression)
    {
        var path = Mixed(New(compression), 1000).Write(1000, 300);
        Text(path).Should().Be(MixedText(1000));
    }

    [Theory, InlineData(1), InlineData(7000), InlineData(65536), InlineData(70001)]
    public void RowGroups_AnyLayout_GiveTheSameBlocks(int rowGroup)
    {
        const int Rows = 70001;
        var count = rowGroup == 1 ? 300 : Rows;
        var path = Mixed(New(), count).Write(count, rowGroup);
        using var reader = new ParquetSource(path).OpenBlocks(ColumnSelection.All);
        var sizes = new List<int>();
        var text = new StringBuilder("n|i|t|b\n");
        var batch = new RowBatch(4);
        while (reader.Next() is { } block)
        {
            var rows = 0;
            for (; block.Read(batch); rows += batch.Count)
            {
                TableText.Append(text, batch);
            }

            sizes.Add(rows);
            block.Dispose();
        }

        sizes.Should().Equal(rowGroup == 1 ? [300] : [65536, Rows - 65536]);
        text.ToString().Should().Be(MixedText(count));
        reader.Files.Should().ContainSingle().Which.Sha256.Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))));
        reader.BytesRead.Should().Be(reader.BytesTotal).And.BePositive();
    }

    [Fact]
    public void Blocks_ReadOnSeveralThreadsInAnyOrder_GiveTheSameRows()
    {
        var path = Mixed(New(), 200_000).Write(200_000, 90_000);
        using var reader = new ParquetSource(path).OpenBlocks(ColumnSelection.All);
        var blocks = new List<RowBlock>();
        while (reader.Next() is { } block)
        {
            blocks.Add(block);
        }

        var texts = new string[blocks.Count];
        Parallel.For(0, blocks.Count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var at = blocks.Count - 1 - i;
            var (text, batch) = (new StringBuilder(), new RowBatch(4));
            while (blocks[at].Read(batch))
            {
                TableText.Append(text, batch);
            }

            texts[at] = text.ToString();
            blocks[at].Dispose();
        });
        ("n|i|t|b\n" + string.Concat(texts)).Should().Be(MixedText(200_000));
    }

    [Fact]
    public void Lists_NullEmptyAndNullsInside_AreTold()
    {
        // [1, 2], null, [], [null, 3]: levels by hand, as the format's paper has them.
        var path = New().AddList("l", [1, 2, 3], [0, 1, 0, 0, 0, 1], [3, 3, 0, 1, 2, 3]).Write(4);
        using var reader = new ParquetSource(path).Open();
        reader.Columns.Should().ContainSingle().Which.Should().Be(new ColumnHeader("l", ColumnType.Integer));
        var batch = reader.NewBatch();
        reader.Read(batch).Should().BeTrue();
        Enumerable.Range(0, batch.Count).Select(r => TableText.Cell(batch.Columns[0], r)).Should().Equal("[1,2]", "∅", "[]", "[3]");
        batch.Columns[0].NullValues.Should().Be(1);
        batch.Columns[0].IsList.Should().BeTrue();
    }

    [Fact]
    public void Selection_OfColumns_ReadsOnlyThose()
    {
        var path = Mixed(New(), 1000).Write(1000, 300);
        using var all = new ParquetSource(path).OpenBlocks(ColumnSelection.All);
        using var some = new ParquetSource(path).OpenBlocks(ColumnSelection.Matching("b"));
        some.BytesTotal.Should().BeLessThan(all.BytesTotal!.Value / 3);
        TableText.Of(new ParquetSource(path), ColumnSelection.Matching("t", "n")).Should().StartWith("n|t\n").And.NotContain("true");
        Refused(path, ColumnSelection.Matching("N")).Rule.Should().Be("MLG0007");
    }

    [Fact]
    public void Options_MissingAndTypes_HoldForTypedColumns()
    {
        var path = New().AddText("t", ["NA", "", "x", null]).Add<int>("i", [1, 2, null, 4]).Add<bool>("b", [true, null, false, true]).Add<double>("d", [1, 2, 3, null]).Write(4);
        TableText.Of(new ParquetSource(path)).Should().Be("t|i|b|d\nNA|1|true|1\n∅|2|∅|2\nx|∅|false|3\n∅|4|true|∅\n");
        var types = new Dictionary<string, ColumnType> { ["i"] = ColumnType.Category, ["b"] = ColumnType.Integer, ["d"] = ColumnType.Integer };
        var source = new ParquetSource(path, ["NA"], types);
        TableText.Header(source).Should().Be("t: Category, i: Category, b: Integer, d: Integer");
        TableText.Of(source).Should().Be("t|i|b|d\n∅|1|1|1\n|2|∅|2\nx|∅|0|3\n∅|4|1|∅\n");

        var absent = () => new ParquetSource(path, null, new Dictionary<string, ColumnType> { ["j"] = ColumnType.Float }).Open();
        absent.Should().Throw<InputException>().Which.Message.Should().Be("A type is given for 'j', but 'rows.parquet' has no such column; there is 't', 'i', 'b', 'd'.");
        var never = () => new ParquetSource(path, null, new Dictionary<string, ColumnType> { ["b"] = ColumnType.Timestamp }).Open();
        never.Should().Throw<InputException>().Which.Message.Should().Contain("'b'").And.Contain("cannot be read as Timestamp");
    }

    [Fact]
    public void Options_FractionsDeclaredWhole_AreRefused()
    {
        var path = New().Add<double>("d", [1, 2.5]).Write(2);
        var read = () => TableText.Of(new ParquetSource(path, null, new Dictionary<string, ColumnType> { ["d"] = ColumnType.Integer }));
        read.Should().Throw<InputException>().Which.Message.Should().Contain("'d'").And.Contain("2.5 in row 2");
    }

    [Theory, InlineData(1), InlineData(4)]
    public void Options_FractionsDeclaredWhole_AreRefusedByTheRowOfTheFile(int threads)
    {
        var path = New().Add<double>("d", [.. Enumerable.Range(0, 150_000).Select(i => i == 140_000 ? 0.5 : (double?)i)]).Write(150_000, 40_000);
        var source = new ParquetSource(path, null, new Dictionary<string, ColumnType> { ["d"] = ColumnType.Integer });
        var profile = () => ProfileBuilder.Build(source, new ProfileOptions { Threads = threads });
        var read = () => ColumnValues.ReadNumbers(source, "d");

        const string Message = "Column 'd' of 'rows.parquet' holds 0.5 in row 140001, which is not a whole number within 2^53; leave its type out.";
        profile.Should().Throw<InputException>().WithMessage(Message);
        var sample = () => ProfileBuilder.Build(new SampledSource(source, 10), new ProfileOptions { Threads = threads });
        sample.Should().Throw<InputException>().WithMessage(Message);
        read.Should().Throw<InputException>().WithMessage(Message);
    }

    [Fact]
    public void Dictionaries_OfText_AreReadAsCodes()
    {
        var path = New().AddCoded("t", [.. Enumerable.Range(0, 5000).Select(i => i % 11 == 5 ? null : $"w{i % 13}")]).Write(5000);
        using var reader = new ParquetSource(path).Open();
        var batch = reader.NewBatch();
        var row = 0;
        while (reader.Read(batch))
        {
            var column = batch.Columns[0];
            column.Codes.Length.Should().Be(column.Count, "a page of a dictionary is not unfolded");
            for (var i = 0; i < column.Count; i++, row++)
            {
                (column.Missing[i] ? null : Encoding.UTF8.GetString(column.Text(i))).Should().Be(row % 11 == 5 ? null : $"w{row % 13}");
                (column.Codes[i] < 0).Should().Be(column.Missing[i]);
            }
        }

        row.Should().Be(5000);
        ProfileBuilder.Build(new ParquetSource(path)).Find("t")!.Categories!.Counts["w3"].Should().Be(Enumerable.Range(0, 5000).Count(i => i % 11 != 5 && i % 13 == 3));
    }

    [Fact]
    public void File_WithoutRows_IsEmpty()
    {
        var path = New().Add<int>("i", []).Write(0);
        Refused(path).Rule.Should().Be("MLG0004");
    }

    [Fact]
    public void File_CutOffAnywhere_IsRefused()
    {
        var path = Mixed(New(), 300).Write(300);
        var bytes = File.ReadAllBytes(path);
        for (var length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 50))
        {
            Refused(_folder.Write("cut.parquet", bytes[..length])).Rule.Should().Be("MLG0005", "{0} of {1} bytes", length, bytes.Length);
        }
    }

    [Fact]
    public void File_FooterThatClaimsTooMuch_IsRefused()
    {
        var bytes = File.ReadAllBytes(Mixed(New(), 300).Write(300));
        BitConverter.GetBytes(int.MaxValue).CopyTo(bytes, bytes.Length - 8);
        Refused(_folder.Write("lying.parquet", bytes)).Message.Should().Be("The file's footer claims to be longer than the file.");
        "PARE"u8.CopyTo(bytes.AsSpan(bytes.Length - 4));
        Refused(_folder.Write("lying.parquet", bytes)).Message.Should().Contain("encrypted");
    }

    [Fact]
    public void File_FooterWhoseRowCountsDiffer_IsRefused()
    {
        // In the footer 200 is the varint 90 03 and 90 is B4 01.
        var bytes = File.ReadAllBytes(New().AddRequired(new DataField<long>("i"), [.. Enumerable.Range(0, 200).Select(i => (long)i)]).Write(200, 90));
        var footer = bytes.Length - 8 - BitConverter.ToInt32(bytes, bytes.Length - 8);
        var (changed, refused) = (0, 0);
        for (var i = footer; i < bytes.Length - 9; i++)
        {
            if (!bytes.AsSpan(i, 2).SequenceEqual((ReadOnlySpan<byte>)[0x90, 0x03]) && !bytes.AsSpan(i, 2).SequenceEqual((ReadOnlySpan<byte>)[0xB4, 0x01]))
            {
                continue;
            }

            foreach (var lie in (byte[][])[[0x80, 0x01], [0xFE, 0x7F]])
            {
                var lying = (byte[])bytes.Clone();
                lie.CopyTo(lying, i);
                changed++;
                try
                {
                    TableText.Of(new ParquetSource(_folder.Write("lying.parquet", lying))).Should().Be("i\n" + string.Concat(Enumerable.Range(0, 200).Select(n => $"{n}\n")));
                }
                catch (InputException e)
                {
                    e.Rule.Should().Be("MLG0005");
                    refused++;
                }
            }
        }

        changed.Should().BeGreaterThan(8, "the file and each group tell their rows, each column its values");
        refused.Should().BeGreaterThan(8);
    }

    [Fact]
    public void Columns_OfOneName_AreRefused()
    {
        var bytes = File.ReadAllBytes(New().Add<int>("twice_a", [1]).Add<int>("twice_b", [2]).Write(1));
        for (var i = 0; (i = bytes.AsSpan().IndexOf("twice_b"u8)) >= 0;)
        {
            bytes[i + 6] = (byte)'a';
        }

        Refused(_folder.Write("twice.parquet", bytes)).Message.Should().Be("The file has two columns 'twice_a'; columns need names of their own.");
    }

    [Fact]
    public void Columns_OddNames_AreKept() =>
        Text(New().Add<int>("a\nb", [1]).Add<int>("😀", [2]).Add<int>("a.b", [3]).Write(1)).Should().Be("a\nb|😀|a.b\n1|2|3\n");

    [Fact]
    public void File_AnyByteChanged_IsReadOrRefusedInOneWay()
    {
        const long Most = 64 << 20;
        var bytes = File.ReadAllBytes(Mixed(New(CompressionMethod.Zstd), 200).Write(200, 90));
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= (byte)(1 << (i % 8));
            var path = _folder.Write("changed.parquet", changed);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                // The same rows, or other values in as many: never fewer.
                TableText.Of(new ParquetSource(path)).Count('\n').Should().BeGreaterThanOrEqualTo(201, "byte {0}", i);
            }
            catch (InputException e)
            {
                e.Rule.Should().Be("MLG0005", "byte {0}", i);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(Most, "byte {0} may claim more than there is", i);
        }
    }

    [Fact]
    public void File_NamedCsv_IsReadAsWhatItIs()
    {
        var path = Mixed(New(), 10).Write(10);
        File.Move(path, _folder.File("rows.csv"));
        var source = DataFile.Open("rows.csv", new DataFileOptions { Folder = _folder.Path });
        TableText.Of(source).Should().Be(MixedText(10));
        using var reader = source.Open();
        reader.Notes.Should().Equal("'rows.csv' is Parquet, though its name ends in '.csv'; it is read as what it is.");
    }

    private static ParquetFile Mixed(ParquetFile file, int rows) => file
        .Add<double>("n", [.. Enumerable.Range(0, rows).Select(Number)])
        .AddRequired(new DataField<long>("i"), [.. Enumerable.Range(0, rows).Select(i => (long)i * i)])
        .AddText("t", [.. Enumerable.Range(0, rows).Select(Word)])
        .Add<bool>("b", [.. Enumerable.Range(0, rows).Select(i => i % 5 == 4 ? null : (bool?)(i % 2 == 0))]);

    private static double? Number(int i) => i % 7 == 3 ? null : i / 8.0;

    private static string? Word(int i) => i % 11 == 5 ? null : i % 20000 < 10000 ? $"w{i % 13}" : $"unique-{i}";

    private static string MixedText(int rows) => "n|i|t|b\n" + string.Concat(Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture,
        $"{Number(i)?.ToString("R", CultureInfo.InvariantCulture) ?? "∅"}|{(long)i * i}|{Word(i) ?? "∅"}|{(i % 5 == 4 ? "∅" : i % 2 == 0 ? "true" : "false")}\n")));
}
