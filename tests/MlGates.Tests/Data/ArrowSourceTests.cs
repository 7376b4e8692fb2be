using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using MlGates.Data;

namespace MlGates.Tests.Data;

public sealed class ArrowSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(bool stream, CompressionCodecType? compression, params RecordBatch[] batches)
    {
        var path = _folder.File("rows.arrow");
        using var file = File.Create(path);
        var options = new IpcOptions { CompressionCodecFactory = new CompressionCodecFactory(), CompressionCodec = compression };
        using var writer = stream ? new ArrowStreamWriter(file, batches[0].Schema, false, options) : new ArrowFileWriter(file, batches[0].Schema, false, options);
        foreach (var batch in batches)
        {
            writer.WriteRecordBatch(batch);
        }

        writer.WriteEnd();
        return path;
    }

    private static RecordBatch Mixed(int from, int count)
    {
        var rows = Enumerable.Range(from, count).ToArray();
        var numbers = new DoubleArray.Builder();
        var integers = new Int32Array.Builder();
        var texts = new StringArray.Builder();
        var truths = new BooleanArray.Builder();
        foreach (var i in rows)
        {
            _ = i % 7 == 3 ? numbers.AppendNull() : numbers.Append(i / 8.0);
            integers.Append(i);
            _ = i % 11 == 5 ? texts.AppendNull() : texts.Append($"w{i % 13}");
            _ = i % 5 == 4 ? truths.AppendNull() : truths.Append(i % 2 == 0);
        }

        return new RecordBatch.Builder().Append("n", true, numbers.Build()).Append("i", false, integers.Build()).Append("t", true, texts.Build()).Append("b", true, truths.Build()).Build();
    }

    private static string MixedText(int rows) => "n|i|t|b\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
        FormattableString.Invariant($"{(i % 7 == 3 ? "∅" : i / 8.0)}|{i}|{(i % 11 == 5 ? "∅" : $"w{i % 13}")}|{(i % 5 == 4 ? "∅" : i % 2 == 0 ? "true" : "false")}\n")));

    [Theory]
    [InlineData(true, null), InlineData(false, null), InlineData(true, CompressionCodecType.Lz4Frame), InlineData(false, CompressionCodecType.Zstd)]
    public void RecordBatches_AnyLayout_GiveTheSameRows(bool stream, CompressionCodecType? compression)
    {
        var whole = Write(stream, compression, Mixed(0, 10_000));
        TableText.Of(new ArrowSource(whole)).Should().Be(MixedText(10_000));
        var parts = Write(stream, compression, Mixed(0, 3), Mixed(3, 0), Mixed(3, 8189), Mixed(8192, 1808));
        TableText.Of(new ArrowSource(parts)).Should().Be(MixedText(10_000));
        TableText.Of(new ArrowSource(parts), ColumnSelection.Matching("t")).Should().StartWith("t\nw0\n");
        TableText.Of(DataFile.Open(parts)).Should().Be(MixedText(10_000));
    }

    [Fact]
    public void Types_Others_AreRead()
    {
        var time = new DateTimeOffset(2024, 1, 31, 12, 30, 0, TimeSpan.Zero);
        var list = new ListArray.Builder(Int64Type.Default);
        var items = (Int64Array.Builder)list.ValueBuilder;
        list.Append();
        items.Append(1).AppendNull().Append(2);
        list.AppendNull();
        list.Append();
        var codes = new DictionaryArray(
            new DictionaryType(Int8Type.Default, StringType.Default, false), new Int8Array.Builder().Append(1).AppendNull().Append(0).Build(), new StringArray.Builder().Append("x").Append("y").Build());
        var structs = new StructArray(
            new StructType([new Field("in", Int32Type.Default, true)]), 3, [new Int32Array.Builder().Append(1).Append(2).Append(3).Build()], new ArrowBuffer.BitmapBuilder().Append(true).Append(false).Append(true).Build(), 1);
        var batch = new RecordBatch.Builder()
            .Append("when", true, new TimestampArray.Builder(TimeUnit.Millisecond, TimeZoneInfo.Utc).Append(time).AppendNull().Append(time).Build())
            .Append("day", true, new Date32Array.Builder().Append(time.UtcDateTime.Date).AppendNull().Append(time.UtcDateTime.Date).Build())
            .Append("decimal", true, new Decimal128Array.Builder(new Decimal128Type(10, 2)).Append(-12.34m).AppendNull().Append(0.5m).Build())
            .Append("unsigned", true, new UInt64Array.Builder().Append(ulong.MaxValue).AppendNull().Append(1).Build())
            .Append("bytes", true, new BinaryArray.Builder().Append([0x61, 0xFF]).AppendNull().Append([]).Build())
            .Append("list", true, list.Build())
            .Append("code", true, codes)
            .Append("struct", true, structs)
            .Build();
        var path = Write(false, null, batch);

        TableText.Header(new ArrowSource(path)).Should().Be(
            "when: Timestamp, day: Timestamp, decimal: Float, unsigned: Float, bytes: Category, list: Integer, code: Category, struct.in: Integer");
        TableText.Of(new ArrowSource(path)).Should().Be(
            "when|day|decimal|unsigned|bytes|list|code|struct.in\n"
            + "1706704200|1706659200|-12.34|1.8446744073709552E+19|a\uFFFD|[1,2]|y|1\n"
            + "∅|∅|∅|∅|∅|∅|∅|∅\n"
            + "1706704200|1706659200|0.5|1|∅|[]|x|3\n");
        using var reader = new ArrowSource(path).Open(ColumnSelection.Matching("code"));
        var read = reader.NewBatch();
        reader.Read(read).Should().BeTrue();
        read.Columns[0].Codes.ToArray().Should().Equal(1, -1, 0);
    }

    [Fact]
    public void Columns_OddNames_AreKeptAndOneNameTwiceIsRefused()
    {
        static Int32Array One() => new Int32Array.Builder().Append(1).Build();
        TableText.Of(new ArrowSource(Write(false, null, new RecordBatch.Builder().Append("a\nb", false, One()).Append("😀", false, One()).Build()))).Should().Be("a\nb|😀\n1|1\n");

        var schema = new Schema([new Field("x", Int32Type.Default, false), new Field("x", Int32Type.Default, false)], null);
        var twice = Write(false, null, new RecordBatch(schema, [One(), One()], 1));
        var read = () => TableText.Of(new ArrowSource(twice));
        read.Should().Throw<InputException>().Which.Message.Should().Be("The file has two columns 'x'; columns need names of their own.");
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Columns_WithoutAName_AreNamedByPlace(bool stream)
    {
        var bytes = File.ReadAllBytes(Write(stream, null, new RecordBatch.Builder().Append("x", false, new Int32Array.Builder().Append(1).Build()).Append("zz", false, new Int32Array.Builder().Append(2).Build()).Build()));
        // The library writes no empty name; a text of a flatbuffer has its length before it.
        for (int at; (at = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[2, 0, 0, 0, (byte)'z', (byte)'z', 0])) >= 0;)
        {
            bytes.AsSpan(at, 7).Clear();
        }

        TableText.Of(new ArrowSource(_folder.Write("unnamed.arrow", bytes))).Should().Be("x|c2\n1|2\n");
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Lists_OfAFixedSize_AreTheirRowsWherever(bool stream)
    {
        var values = new Int32Array.Builder();
        foreach (var i in Enumerable.Range(0, 40))
        {
            _ = i % 9 == 8 ? values.AppendNull() : values.Append(i);
        }

        var valid = Bits([.. Enumerable.Range(0, 20).Select(i => i % 7 != 5)]);
        var pairs = ArrowArrayFactory.BuildArray(new ArrayData(new FixedSizeListType(Int32Type.Default, 2), 20, Enumerable.Range(0, 20).Count(i => i % 7 == 5), 0, [valid], [values.Build().Data]));
        var path = Write(stream, null, new RecordBatch.Builder().Append("pair", true, pairs).Build(), new RecordBatch.Builder().Append("pair", true, ArrowArrayFactory.Slice(pairs, 3, 11)).Build());

        static string Row(int i) => i % 7 == 5 ? "∅\n" : $"[{string.Join(',', new[] { 2 * i, (2 * i) + 1 }.Where(v => v % 9 != 8))}]\n";
        TableText.Of(new ArrowSource(path)).Should().Be("pair\n" + string.Concat(Enumerable.Range(0, 20).Select(Row)) + string.Concat(Enumerable.Range(3, 11).Select(Row)));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Lists_AndDictionariesThatAreSlices_AreTheirRows(bool stream)
    {
        var list = new ListArray.Builder(StringType.Default);
        var items = (StringArray.Builder)list.ValueBuilder;
        var codes = new Int16Array.Builder();
        foreach (var i in Enumerable.Range(0, 30))
        {
            _ = i % 4 == 3 ? list.AppendNull() : list.Append();
            for (var n = 0; i % 4 != 3 && n < i % 3; n++)
            {
                items.Append($"{i}.{n}");
            }

            _ = i % 5 == 4 ? codes.AppendNull() : codes.Append((short)(i % 3));
        }

        var words = new DictionaryArray(new DictionaryType(Int16Type.Default, StringType.Default, false), codes.Build(), new StringArray.Builder().Append("x").Append("y").Append("z").Build());
        var path = Write(stream, CompressionCodecType.Zstd, new RecordBatch.Builder()
            .Append("list", true, ArrowArrayFactory.Slice(list.Build(), 7, 15)).Append("word", true, ArrowArrayFactory.Slice(words, 7, 15)).Build());

        TableText.Of(new ArrowSource(path)).Should().Be("list|word\n" + string.Concat(Enumerable.Range(7, 15).Select(i =>
            $"{(i % 4 == 3 ? "∅" : $"[{string.Join(',', Enumerable.Range(0, i % 3).Select(n => $"{i}.{n}"))}]")}|{(i % 5 == 4 ? "∅" : "xyz"[i % 3].ToString())}\n")));
    }

    private static ArrowBuffer Bits(params bool[] bits) => new ArrowBuffer.BitmapBuilder().AppendRange(bits).Build();

    private static ArrowBuffer Longs(params long[] values) => new ArrowBuffer.Builder<long>().AppendRange(values).Build();

    private static IArrowArray Large(IArrowType type, byte[] text, params long[] ends) =>
        ArrowArrayFactory.BuildArray(new ArrayData(type, ends.Length - 1, 1, 0, [Bits(true, false, true), Longs(ends), new ArrowBuffer(text)]));

    [Theory, InlineData(true), InlineData(false)]
    public void Types_ViewsAndLargeOnes_AreRead(bool stream)
    {
        // Short views hold their text, long ones point to it.
        var views = new StringViewArray.Builder().Append("short").AppendNull().Append("a text of more than twelve bytes").Build();
        var bytes = new BinaryViewArray.Builder().Append("b"u8.ToArray()).AppendNull().Append("bytes that are more than twelve"u8.ToArray()).Build();
        var list = ArrowArrayFactory.BuildArray(new ArrayData(
            new LargeListType(Int32Type.Default), 3, 1, 0, [Bits(true, false, true), Longs(0, 2, 2, 3)], [new Int32Array.Builder().Append(4).Append(5).Append(6).Build().Data]));
        var path = Write(stream, null, new RecordBatch.Builder()
            .Append("view", true, views).Append("bytes", true, bytes)
            .Append("large", true, Large(LargeStringType.Default, "grünx"u8.ToArray(), 0, 5, 5, 6)).Append("blob", true, Large(LargeBinaryType.Default, [0x61, 0xFF], 0, 1, 1, 2))
            .Append("list", true, list)
            .Build());

        TableText.Header(new ArrowSource(path)).Should().Be("view: Category, bytes: Category, large: Category, blob: Category, list: Integer");
        TableText.Of(new ArrowSource(path)).Should().Be(
            "view|bytes|large|blob|list\n"
            + "short|b|grün|a|[4,5]\n"
            + "∅|∅|∅|∅|∅\n"
            + "a text of more than twelve bytes|bytes that are more than twelve|x|\uFFFD|[6]\n");
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Arrays_ThatAreSlices_AreTheirRows(bool stream)
    {
        var whole = Mixed(0, 100);
        var sliced = new RecordBatch.Builder()
            .Append("n", true, ArrowArrayFactory.Slice(whole.Column(0), 13, 70)).Append("i", false, ArrowArrayFactory.Slice(whole.Column(1), 13, 70))
            .Append("t", true, ArrowArrayFactory.Slice(whole.Column(2), 13, 70)).Append("b", true, ArrowArrayFactory.Slice(whole.Column(3), 13, 70))
            .Build();

        var lines = MixedText(100).Split('\n');
        TableText.Of(new ArrowSource(Write(stream, null, sliced))).Should().Be(string.Join('\n', [lines[0], .. lines[14..84], ""]));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void File_CutOffOrChanged_IsReadOrRefusedInOneWay(bool stream)
    {
        var bytes = File.ReadAllBytes(Write(stream, CompressionCodecType.Lz4Frame, Mixed(0, 200), Mixed(200, 100)));
        for (var i = 0; i < bytes.Length; i += 17)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= (byte)(1 << (i % 8));
            ReadOrRefused(changed);
            var cut = () => TableText.Of(new ArrowSource(_folder.Write("cut.arrow", bytes[..i])));
            cut.Should().Throw<InputException>("{0} of {1} bytes", i, bytes.Length).Which.Rule.Should().Be("MLG0005");
        }
    }

    [Fact]
    public void File_WithoutRows_IsEmpty()
    {
        var read = () => TableText.Of(new ArrowSource(Write(false, null, Mixed(0, 0))));
        read.Should().Throw<InputException>().Which.Rule.Should().Be("MLG0004");
    }

    private void ReadOrRefused(byte[] bytes)
    {
        try
        {
            TableText.Of(new ArrowSource(_folder.Write("changed.arrow", bytes)));
        }
        catch (InputException e)
        {
            e.Rule.Should().BeOneOf("MLG0004", "MLG0005", "MLG0007");
        }
    }
}
