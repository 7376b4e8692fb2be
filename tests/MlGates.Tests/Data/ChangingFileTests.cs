using System.IO.Compression;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using MlGates.Data;

namespace MlGates.Tests.Data;

/// <summary>
/// A file that someone writes while it is read, in each format: all rows of one of its states, or one error. Rows are never lost.
/// </summary>
public sealed class ChangingFileTests : IDisposable
{
    private const int Rows = 60_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Make(string name)
    {
        var path = _folder.File(name);
        switch (Path.GetExtension(name))
        {
            case ".parquet":
                return new ParquetFile(path).AddRequired(new Parquet.Schema.DataField<long>("i"), [.. Enumerable.Range(0, Rows).Select(i => (long)i * i * 7919)]).Write(Rows, 10_000);
            case ".arrow":
                using (var file = File.Create(path))
                {
                    var schema = Batch(0).Schema;
                    using var writer = name.StartsWith("stream", StringComparison.Ordinal) ? new ArrowStreamWriter(file, schema) : new ArrowFileWriter(file, schema);
                    for (var part = 0; part < 6; part++)
                    {
                        writer.WriteRecordBatch(Batch(part));
                    }

                    writer.WriteEnd();
                }

                return path;
            case ".jsonl":
                return _folder.Write(name, string.Concat(Enumerable.Range(0, Rows).Select(i => $"{{\"i\": {i}}}\n")));
            case ".gz":
                using (var file = File.Create(path))
                using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
                {
                    gzip.Write(Csv());
                }

                return path;
            default:
                return _folder.Write(name, Csv());
        }
    }

    private static byte[] Csv() => Encoding.UTF8.GetBytes("i\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"{(long)i * i * 7919 % 1_000_003}\n")));

    private static RecordBatch Batch(int part) =>
        new RecordBatch.Builder().Append("i", false, new Int64Array.Builder().AppendRange(Enumerable.Range(part * 10_000, 10_000).Select(i => (long)i)).Build()).Build();

    public static TheoryData<string, double, bool> Changes()
    {
        var changes = new TheoryData<string, double, bool>();
        foreach (var name in new[] { "rows.csv", "rows.csv.gz", "rows.parquet", "file.arrow", "stream.arrow", "rows.jsonl" })
        {
            foreach (var share in new[] { 0.3, 0.999, 1.001, 2 })
            {
                changes.Add(name, share, true);
                changes.Add(name, share, false);
            }
        }

        return changes;
    }

    [Theory, MemberData(nameof(Changes))]
    public void File_ThatGrowsOrShrinks_GivesAllRowsOrAnError(string name, double share, bool hash)
    {
        var path = Make(name);
        var seen = 0L;
        var read = () =>
        {
            using var reader = DataFile.Open(path, new DataFileOptions { HashFiles = hash }).OpenBlocks(ColumnSelection.All);
            Resize(path, (long)(new FileInfo(path).Length * share));
            var batch = new RowBatch(reader.Columns.Count);
            while (reader.Next() is { } block)
            {
                using (block)
                {
                    while (block.Read(batch))
                    {
                        seen += batch.Count;
                    }
                }
            }

            // What is said of the input belongs to what was read.
            return reader.Files.Single().Sha256;
        };

        try
        {
            (read() is not null).Should().Be(hash || name == "rows.jsonl");
            seen.Should().Be(Rows);
        }
        catch (InputException e)
        {
            e.Rule.Should().BeOneOf(RuleIds.InputUnreadable, RuleIds.InputMalformed);
            e.Message.Should().NotContain("\n");
        }
    }

    [Theory]
    [InlineData("rows.jsonl.gz", 0)]
    [InlineData("rows.jsonl.zst", 1)]
    public void CompressedLines_CutAnywhere_AreRefused(string name, int kind)
    {
        using var packed = new MemoryStream();
        using (Stream stream = kind == 0 ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true) : new ZstdSharp.CompressionStream(packed, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{\"i\": {i * 7919 % 10_007}}}\n"))));
        }

        var bytes = packed.ToArray();
        foreach (var length in new[] { 12, bytes.Length / 2, bytes.Length - 9, bytes.Length - 1 })
        {
            var read = () => TableText.Of(DataFile.Open(_folder.Write(name, bytes[..length])));
            read.Should().Throw<InputException>("{0} of {1} bytes are no archive", length, bytes.Length).Which.Rule.Should().Be(RuleIds.InputMalformed);
        }
    }

    // Waits for no lock of the reader: another process would not either.
    private static void Resize(string path, long length)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var before = RandomAccess.GetLength(file);
        RandomAccess.SetLength(file, length);
        for (var at = before; at < length; at += 4096)
        {
            RandomAccess.Write(file, Enumerable.Repeat((byte)'7', (int)Math.Min(4096, length - at)).ToArray(), at);
        }
    }
}
