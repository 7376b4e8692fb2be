using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace MlGates.Data;

/// <summary>A column's values in a row group: finds its pages one after the other, and reads their bytes from any thread.</summary>
internal sealed class ParquetChunk
{
    private const int FirstLook = 512;
    private const int MostHeader = 1 << 24;

    private readonly ParquetSource _source;
    private readonly SafeFileHandle _file;
    private readonly long _fileLength;
    private readonly ParquetMetadata.Chunk _chunk;
    private readonly long _rows;
    private readonly Lock _lock = new();
    private long _at;
    private long _left;
    private (ParquetPageHeader Header, long Offset)? _dictionaryPage;
    private ParquetDictionary? _dictionary;

    internal ParquetChunk(ParquetSource source, SafeFileHandle file, long fileLength, ParquetColumn column, ParquetMetadata.Chunk chunk, int group, long rows)
    {
        (_source, _file, _fileLength, Column, _chunk, Group, _rows) = (source, file, fileLength, column, chunk, group, rows);
        Check(chunk);
        _at = chunk.Start;
        _left = chunk.Values;
    }

    internal ParquetColumn Column { get; }

    internal int Group { get; }

    internal int Codec => _chunk.Codec;

    internal long Rows => _rows;

    /// <summary>The next page with values; null after the last. One caller at a time.</summary>
    internal (ParquetPageHeader Header, long Offset)? NextPage() => Guard(() =>
    {
        while (_left > 0)
        {
            var header = ReadHeader(_at, out var length);
            var offset = _at + length;
            if (header.Compressed > _fileLength - offset || header.Uncompressed > ParquetPage.MostBytes)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"A page claims {header.Compressed} bytes, {header.Uncompressed} decompressed, which the file cannot hold or memory should not."));
            }

            _at = offset + header.Compressed;
            if (header.Type == ParquetPageHeader.Dictionary)
            {
                _dictionaryPage = _dictionaryPage is null && header.Values >= 0 ? (header, offset) : throw new InvalidDataException("A column chunk has two dictionaries.");
            }
            else if (header.Type is ParquetPageHeader.DataV1 or ParquetPageHeader.DataV2)
            {
                if (header.Values < 0 || header.Values > _left || header.Values > ParquetPage.MostValues)
                {
                    throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"A page claims {header.Values} values where {_left} are left."));
                }

                _left -= header.Values;
                if (header.Values > 0)
                {
                    return (header, offset);
                }
            }
        }

        return ((ParquetPageHeader, long)?)null;
    });

    /// <summary>The chunk's dictionary; null when it has none. Safe from several threads.</summary>
    internal ParquetDictionary? Dictionary()
    {
        lock (_lock)
        {
            if (_dictionary is null && _dictionaryPage is var (header, offset))
            {
                var page = ReadPage(header, offset, out _, out var end);
                var values = new ParquetValues();
                try
                {
                    if (header.Encoding is not (ParquetEncoding.Plain or ParquetEncoding.PlainDictionary) || header.Values > ParquetPage.MostValues)
                    {
                        throw new InvalidDataException("A dictionary is written in a way that is not read.");
                    }

                    values.Read(Column, ParquetEncoding.Plain, page, 0, end, header.Values, header.Values, null);
                    _dictionary = new ParquetDictionary(values, header.Values);
                }
                finally
                {
                    values.Release();
                    ArrayPool<byte>.Shared.Return(page);
                }
            }

            return _dictionary;
        }
    }

    /// <summary>Reads and decompresses a page into a pooled buffer: levels, then values.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="offset">Where its bytes begin in the file.</param>
    /// <param name="levels">Of version 2: bytes of levels. Else 0, as they are among the rest.</param>
    /// <param name="end">Where the content ends in the buffer.</param>
    internal byte[] ReadPage(ParquetPageHeader header, long offset, out int levels, out int end)
    {
        levels = header.Type == ParquetPageHeader.DataV2 ? checked(header.DefinitionBytes + header.RepetitionBytes) : 0;
        if (levels < 0 || header.DefinitionBytes < 0 || header.RepetitionBytes < 0 || levels > header.Compressed || levels > header.Uncompressed)
        {
            throw new InvalidDataException("The levels of a page claim more bytes than it has.");
        }

        var raw = ArrayPool<byte>.Shared.Rent(header.Compressed + ParquetCodec.Padding);
        byte[]? page = null;
        try
        {
            ReadExactly(raw.AsSpan(0, header.Compressed), offset);
            if (header.Crc is { } crc && Crc32.HashToUInt32(raw.AsSpan(0, header.Compressed)) != crc)
            {
                throw new InvalidDataException("The checksum of a page does not match its bytes.");
            }

            if (_chunk.Codec == 0 || !header.IsCompressed || header.Compressed == levels)
            {
                end = header.Compressed;
                (page, raw) = (raw, null);
                return page;
            }

            page = ArrayPool<byte>.Shared.Rent(header.Uncompressed + ParquetCodec.Padding);
            raw.AsSpan(0, levels).CopyTo(page);
            ParquetCodec.Decompress(_chunk.Codec, raw, levels, header.Compressed - levels, page.AsSpan(levels, header.Uncompressed - levels));
            end = header.Uncompressed;
            var read = page;
            page = null;
            return read;
        }
        finally
        {
            if (raw is not null)
            {
                ArrayPool<byte>.Shared.Return(raw);
            }

            if (page is not null && raw is not null)
            {
                ArrayPool<byte>.Shared.Return(page);
            }
        }
    }

    /// <summary>Says where something went wrong.</summary>
    internal T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (IOException e) when (e is not EndOfStreamException)
        {
            throw new InputException(RuleIds.InputUnreadable, $"'{_source.DisplayPath}' cannot be read: {e.Message}", _source.Locate(0), e);
        }
        catch (Exception e) when (e is not InputException and not OutOfMemoryException)
        {
            // Whatever a broken page makes a decompressor do is the file's fault.
            var what = e is InvalidDataException or EndOfStreamException ? e.Message : "A page cannot be decompressed or decoded.";
            throw _source.Malformed(string.Create(CultureInfo.InvariantCulture, $"Column '{Column.Name}' cannot be read in row group {Group + 1}: {what} Write the file again."), 0, e);
        }
    }

    private void Check(ParquetMetadata.Chunk chunk)
    {
        var wrong = chunk.File is not null ? "lies in another file"
            : chunk.Encrypted ? "is encrypted, and there is no key"
            : !chunk.HasMetadata || chunk.Type != Column.Element.Type ? "has metadata that contradict the schema"
            : !ParquetCodec.IsKnown(chunk.Codec) ? $"is compressed with codec {ParquetCodec.Name(chunk.Codec)}, which is not read; use zstd, snappy, gzip, brotli or LZ4_RAW"
            : chunk.Start < 4 || chunk.CompressedBytes < 0 || chunk.Start > _fileLength || chunk.CompressedBytes > _fileLength - chunk.Start ? "claims bytes beyond the end of the file"
            : chunk.Values < 0 || (!Column.IsList && chunk.Values != _rows) ? string.Create(CultureInfo.InvariantCulture, $"claims {chunk.Values} values where the row group has {_rows} rows")
            : null;
        if (wrong is not null)
        {
            throw _source.Malformed(string.Create(CultureInfo.InvariantCulture, $"Column '{Column.Name}' {wrong} (row group {Group + 1})."));
        }
    }

    private ParquetPageHeader ReadHeader(long at, out int length)
    {
        for (var size = FirstLook; ; size *= 16)
        {
            var available = (int)Math.Min(size, _fileLength - at);
            if (available <= 0)
            {
                throw new EndOfStreamException("Its pages end before all values are read.");
            }

            var buffer = ArrayPool<byte>.Shared.Rent(available);
            try
            {
                ReadExactly(buffer.AsSpan(0, available), at);
                return ParquetPageHeader.Read(buffer.AsSpan(0, available), out length);
            }
            catch (InvalidDataException) when (available == size && size < MostHeader)
            {
                // Headers with long statistics need a longer look.
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private void ReadExactly(Span<byte> buffer, long at)
    {
        while (!buffer.IsEmpty)
        {
            var read = RandomAccess.Read(_file, buffer, at);
            if (read == 0)
            {
                throw new EndOfStreamException("The file ends where a page should be.");
            }

            buffer = buffer[read..];
            at += read;
        }
    }
}
