using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using MlGates.Data;
using ZstdSharp;

namespace MlGates.Tests.Data;

/// <summary>Compressed files, and files that are not what they should be.</summary>
public sealed class CsvFileTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i},{i * 7919 % 1009}\n")));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private InputException Refused(byte[] content, string name = "rows.csv", int? block = null) => Refused(new CsvSource(_folder.Write(name, content)) { DisplayPath = name, BlockBytes = block });

    private static InputException Refused(CsvSource source)
    {
        var read = () => Count(source);
        return read.Should().Throw<InputException>().Which;
    }

    private static (long Rows, string Sha256) Count(CsvSource source)
    {
        using var reader = source.Open();
        var rows = 0L;
        for (var batch = reader.NewBatch(); reader.Read(batch); rows += batch.Count)
        {
        }

        return (rows, reader.Files.Single().Sha256!);
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Zstd(byte[] content)
    {
        using var compressor = new Compressor();
        return compressor.Wrap(content).ToArray();
    }

    [Theory]
    [InlineData("rows.csv.gz", 0)]
    [InlineData("rows.csv", 0)]
    [InlineData("rows.csv.zst", 1)]
    [InlineData("rows.csv", 1)]
    public void Compressed_IsReadAndHashedAsItIs(string name, int kind)
    {
        var packed = kind == 0 ? Gzip(Content) : Zstd(Content);

        foreach (var block in new int?[] { null, 10_000 })
        {
            Count(new CsvSource(_folder.Write(name, packed)) { BlockBytes = block }).Should().Be((30_000, Convert.ToHexStringLower(SHA256.HashData(packed))));
        }
    }

    [Fact]
    public void Compressed_TabFile_ReadsTabs()
    {
        using var reader = new CsvSource(_folder.Write("rows.tsv.gz", Gzip("a\tb\n1\t2\n"u8.ToArray()))).Open();

        reader.Columns.Should().HaveCount(2);
    }

    [Fact]
    public void Compressed_SeveralMembers_AreOne()
    {
        byte[] packed = [.. Gzip(Content[..100_000]), .. Gzip(Content[100_000..])];
        Count(new CsvSource(_folder.Write("rows.csv.gz", packed))).Rows.Should().Be(30_000);
        packed = [.. Zstd(Content[..100_000]), .. Zstd(Content[100_000..])];
        Count(new CsvSource(_folder.Write("rows.csv.zst", packed))).Rows.Should().Be(30_000);
    }

    [Fact]
    public void Compressed_ContentInUtf16WithMark_IsRead() =>
        Count(new CsvSource(_folder.Write("rows.csv.gz", Gzip([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,b\n1,2\n")])))).Rows.Should().Be(1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Compressed_CutAnywhere_IsRefused(int kind)
    {
        var packed = kind == 0 ? Gzip(Content) : Zstd(Content);
        foreach (var length in new[] { 5, 12, packed.Length / 2, packed.Length - 9, packed.Length - 4, packed.Length - 1 })
        {
            var e = Refused(packed[..length], "rows.csv.gz");
            e.Rule.Should().Be(RuleIds.InputMalformed, $"{length} of {packed.Length} bytes are no archive");
            e.Message.Should().Be($"The file is damaged or was cut off: its {(kind == 0 ? "gzip" : "zstd")} content ends early or does not fit its checksum.");
        }
    }

    [Fact]
    public void Compressed_Damaged_IsRefused()
    {
        var packed = Gzip(Content);
        packed[packed.Length / 2] ^= 0x10;

        Refused(packed).Rule.Should().Be(RuleIds.InputMalformed);
    }

    [Fact]
    public void Compressed_ArchiveInArchive_IsRefused() =>
        Refused(Gzip(Gzip(Content))).Message.Should().Be("The file is compressed with gzip inside gzip, not CSV.");

    [Theory]
    [InlineData("\u00FD7zXZ\0", "The file is compressed with xz, not CSV.")]
    [InlineData("ARROW1\0\0", "The file is an Arrow file, not CSV.")]
    [InlineData("7z\u00BC\u00AF\u0027\u001C", "The file is a 7z archive, not CSV.")]
    public void OtherKindOfFile_IsNamed(string start, string message) => Refused(Encoding.Latin1.GetBytes(start + "........")).Message.Should().Be(message);

    [Fact]
    public void Utf16WithoutMark_IsRefused() =>
        Refused(Encoding.Unicode.GetBytes("a,b\n1,2\n")).Message.Should().Be("A NUL character was found: the file is binary, or UTF-16 without a byte order mark; save it as UTF-8 text.");

    [Theory]
    [InlineData(100)]
    [InlineData(-100)]
    public void File_ThatChangesWhileItIsRead_IsRefused(int change)
    {
        var path = _folder.Write("rows.csv", Content);
        var source = new CsvSource(path) { DisplayPath = "rows.csv", BlockBytes = 1000 };
        using var reader = source.OpenBlocks(ColumnSelection.All);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(file.Length + change);
            if (change > 0)
            {
                file.Seek(-change, SeekOrigin.End);
                file.Write(Enumerable.Repeat((byte)'\n', change).ToArray());
            }
        }

        var read = () =>
        {
            while (reader.Next() is { } block)
            {
                block.Dispose();
            }
        };

        var e = read.Should().Throw<InputException>().Which;
        (e.Rule, e.Message).Should().Be((RuleIds.InputUnreadable, "'rows.csv' changed while it was read; wait for the step that writes it, or have it write to another name and rename the file when it is done."));
    }

    [Fact]
    public void Pipe_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = _folder.File("pipe.csv");
        using (var make = Process.Start("mkfifo", [path]))
        {
            make.WaitForExit();
        }

        var e = Refused(new CsvSource(path) { DisplayPath = "pipe.csv" });
        (e.Rule, e.Message).Should().Be((RuleIds.InputUnreadable, "'pipe.csv' is a pipe or device, which can be read only once; write its content to a file."));
    }

    [Fact]
    public void Progress_EndsWithTheFile()
    {
        var packed = Gzip(Content);
        using var reader = new CsvSource(_folder.Write("rows.csv.gz", packed)) { BlockBytes = 10_000 }.OpenBlocks(ColumnSelection.All);
        var before = reader.BytesRead;
        while (reader.Next() is { } block)
        {
            reader.BytesRead.Should().BeGreaterThanOrEqualTo(before);
            before = reader.BytesRead;
            block.Dispose();
        }

        (reader.BytesRead, reader.BytesTotal).Should().Be((packed.Length, packed.Length));
    }

    [Theory]
    [InlineData("a,b\n1,2\n\"")]
    [InlineData("")]
    public void LineWithoutEnd_IsRefusedInBoundedMemory(string start)
    {
        // More than two gigabytes of one letter, packed into some megabytes: what counts is that they are not held.
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(start));
            var x = Enumerable.Repeat((byte)'x', 1 << 20).ToArray();
            for (var i = 0; i < 2100; i++)
            {
                gzip.Write(x);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var e = Refused(packed.ToArray());

        e.Message.Should().Be("The record that begins here is longer than 16 MiB; is a quote never closed?");
        e.Location!.Line.Should().Be(start.Length > 0 ? 3 : 1);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(150 << 20);
    }
}
