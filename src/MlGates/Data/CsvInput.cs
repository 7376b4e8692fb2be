using System.Text;
using ZstdSharp;

namespace MlGates.Data;

/// <summary>
/// The bytes of a CSV file as UTF-8: hashed as they are in the file if that is wanted, then unpacked if it is compressed with gzip or zstd, then transcoded if it is
/// in another encoding. A file in UTF-8 is passed on as it is, valid or not.
/// </summary>
internal sealed class CsvInput : IDisposable
{
    private const int HeadLength = 8;

    private readonly CsvSource _source;
    private readonly Encoding? _given;
    private readonly FileStream _file;
    private readonly long _length;
    private readonly HashingStream _hashed;
    private readonly Stream _content;
    private string? _packing;
    private Encoding? _encoding;
    private long _read;

    internal CsvInput(CsvSource source, Encoding? encoding)
    {
        _source = source;
        _given = encoding;
        _file = InputFile.Open(source.Path, source.DisplayPath);
        _hashed = new HashingStream(_file, source.HashFile);
        try
        {
            _length = _file.Length;
            _content = Guard(Open);
        }
        catch
        {
            _hashed.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of the file read so far.</summary>
    internal long BytesRead => Volatile.Read(ref _read);

    /// <summary>Bytes of the file.</summary>
    internal long Length => _length;

    /// <summary>Whether there are no bytes left.</summary>
    internal bool Ended { get; private set; }

    /// <summary>The hash of the file's own bytes, once it has ended; null when it is not wanted.</summary>
    internal string? Sha256() => _hashed.Sha256();

    /// <summary>Fills a span; less only at the end.</summary>
    internal int Fill(Span<byte> to)
    {
        var filled = 0;
        while (filled < to.Length && !Ended)
        {
            var read = Guard(to[filled..]);
            filled += read;
            Volatile.Write(ref _read, _file.Position);
            if (read == 0)
            {
                End();
            }
            else if (_read > _length)
            {
                throw Changed();
            }
        }

        return filled;
    }

    public void Dispose()
    {
        _content.Dispose();
        _hashed.Dispose();
    }

    // The archive may have ended before the file.
    private void End()
    {
        Ended = true;
        if (_packing is not null)
        {
            Guard(() =>
            {
                _hashed.CopyTo(Stream.Null);
                return 0;
            });
        }

        if (_file.Position != _length || _file.Length != _length)
        {
            throw Changed();
        }
    }

    private Stream Open()
    {
        var head = new byte[HeadLength];
        var content = Peek(_hashed, ref head);
        _packing = InvalidText.IsGzip(head) ? "gzip" : InvalidText.IsZstd(head) ? "zstd" : null;
        if (_packing is not null)
        {
            // What is in the archive's first bytes; an archive of nothing has none.
            var unpacked = _packing == "gzip" ? (Stream)new GzipContent(content) : new DecompressionStream(content, leaveOpen: true);
            content = Peek(unpacked, ref head);
        }

        if (InvalidText.Kind(head) is { } kind)
        {
            throw Malformed(_packing is null ? $"The file is {kind}, not CSV." : $"The file is {kind} inside {_packing}, not CSV.", 1);
        }

        var encoding = InvalidText.ByteOrderMark(head, out var mark) ?? _given;
        if (mark > 0)
        {
            content.ReadExactly(head.AsSpan(0, mark));
        }

        if (encoding is null or UTF8Encoding)
        {
            return content;
        }

        _encoding = Strict(encoding);
        return Encoding.CreateTranscodingStream(content, _encoding, Encoding.UTF8);
    }

    // The first bytes decide what the others are; they are put back.
    private static LeadingStream Peek(Stream stream, ref byte[] head)
    {
        head = new byte[HeadLength];
        head = head[..stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
        return new LeadingStream(head, stream);
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    private int Guard(Span<byte> to)
    {
        try
        {
            return _content.Read(to);
        }
        catch (Exception e) when (Known(e) is { } known)
        {
            throw known;
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (Known(e) is { } known)
        {
            throw known;
        }
    }

    private InputException? Known(Exception e) => e switch
    {
        DecoderFallbackException => Malformed($"A byte is not valid {_encoding!.WebName}; save the file as UTF-8 or set its encoding.", _packing is null ? InvalidText.FindLine(_source.Path, _encoding) : 0, e),
        InvalidDataException or ZstdException or EndOfStreamException => Malformed($"The file is damaged or was cut off: its {_packing} content ends early or does not fit its checksum.", 0, e),
        IOException => new InputException(RuleIds.InputUnreadable, $"'{_source.DisplayPath}' cannot be read: {e.Message}", _source.Locate(0), e),
        _ => null,
    };

    /// <summary>The exception for a file that is not what it was when it was opened.</summary>
    internal InputException Changed() => new(RuleIds.InputUnreadable,
        $"'{_source.DisplayPath}' changed while it was read; wait for the step that writes it, or have it write to another name and rename the file when it is done.", _source.Locate(0));

    private InputException Malformed(string message, int line, Exception? inner = null) => new(RuleIds.InputMalformed, message, _source.Locate(line), inner);
}
