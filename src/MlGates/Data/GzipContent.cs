using System.IO.Compression;

namespace MlGates.Data;

/// <summary>
/// The content of a gzip file, which may have several members. <see cref="GZipStream"/> takes a file that was cut off for one that ends, so a
/// member of known content is put after the file: only a file that ended properly lets it be read. Does not own the stream.
/// </summary>
internal sealed class GzipContent : Stream
{
    private static readonly byte[] Mark = [0x9D, 0x02, 0x5C, 0xE1, 0x77, 0xB8, 0x4A, 0xF3, 0x16, 0xCF, 0x60, 0x29, 0xD4, 0x8B, 0x3E, 0xA5];
    private static readonly byte[] MarkMember = Member();

    private readonly GZipStream _content;
    private readonly byte[] _ahead = new byte[4096];
    private int _at;
    private int _held;

    internal GzipContent(Stream file) => _content = new GZipStream(new MarkedStream(file), CompressionMode.Decompress);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // The last bytes are always held back, because they may be the mark.
    public override int Read(Span<byte> buffer)
    {
        var ahead = _held - _at - Mark.Length;
        if (ahead <= 0 && buffer.Length >= _ahead.Length)
        {
            return ReadDirectly(buffer);
        }

        if (ahead <= 0 && !buffer.IsEmpty)
        {
            _ahead.AsSpan(_at, _held - _at).CopyTo(_ahead);
            (_at, _held) = (0, _held - _at);
            _held += Fill(_ahead.AsSpan(_held));
            ahead = _held - Mark.Length;
        }

        var count = Math.Min(Math.Max(ahead, 0), buffer.Length);
        _ahead.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Member()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Mark);
        }

        return packed.ToArray();
    }

    private int ReadDirectly(Span<byte> buffer)
    {
        var held = _held - _at;
        _ahead.AsSpan(_at, held).CopyTo(buffer);
        var count = held + Fill(buffer[held..]);
        var kept = Math.Min(count, Mark.Length);
        buffer[(count - kept)..count].CopyTo(_ahead);
        (_at, _held) = (0, kept);
        return count - kept;
    }

    // Reads until there is more than a mark, or the end, where the mark must stand.
    private int Fill(Span<byte> buffer)
    {
        var count = 0;
        while (count <= Mark.Length)
        {
            var read = _content.Read(buffer[count..]);
            if (read == 0)
            {
                var tail = _held - _at;
                Span<byte> last = stackalloc byte[2 * Mark.Length + 1];
                _ahead.AsSpan(_at, tail).CopyTo(last);
                buffer[..count].CopyTo(last[tail..]);
                return last[..(tail + count)].EndsWith(Mark) ? count : throw new EndOfStreamException();
            }

            count += read;
        }

        return count;
    }

    private sealed class MarkedStream(Stream file) : ForwardStream
    {
        private int _mark = -1;

        public override int Read(Span<byte> buffer)
        {
            if (_mark < 0)
            {
                var read = file.Read(buffer);
                if (read > 0 || buffer.IsEmpty)
                {
                    return read;
                }

                _mark = 0;
            }

            var count = Math.Min(buffer.Length, MarkMember.Length - _mark);
            MarkMember.AsSpan(_mark, count).CopyTo(buffer);
            _mark += count;
            return count;
        }
    }
}
