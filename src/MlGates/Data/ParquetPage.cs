using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace MlGates.Data;

/// <summary>
/// Some rows of a column that are decoded together: a page, or for a list column all pages of a row group, as only their levels tell where rows
/// end. Whoever reads a block first decodes its pages; others that need the same page wait.
/// </summary>
internal sealed class ParquetPage
{
    /// <summary>The largest page that is read, decompressed.</summary>
    internal const int MostBytes = 1 << 29;

    /// <summary>The most values in a page.</summary>
    internal const int MostValues = 1 << 26;

    private readonly ParquetChunk _chunk;
    private readonly List<(ParquetPageHeader Header, long Offset)> _pages;
    private readonly ManualResetEventSlim _done = new();
    private readonly List<byte[]> _kept = [];
    private int _claimed;
    private int _users = 1;
    private InputException? _failure;

    /// <summary>A page of a column of single values, or the pages of a list column.</summary>
    internal ParquetPage(ParquetChunk chunk, List<(ParquetPageHeader Header, long Offset)> pages)
    {
        _chunk = chunk;
        _pages = pages;
        Rows = chunk.Column.IsList ? checked((int)chunk.Rows) : pages[0].Header.Values;
        CompressedBytes = pages.Sum(p => (long)p.Header.Compressed);
    }

    internal int Rows { get; }

    internal long CompressedBytes { get; }

    internal ParquetColumn Column => _chunk.Column;

    /// <summary>Values in their rows; of a list column the values of each page, one after the other.</summary>
    internal List<ParquetValues> Values { get; } = [];

    /// <summary>Missing rows; null when there are none.</summary>
    internal bool[]? Missing { get; private set; }

    /// <summary>Number of rows that are not missing, of a column of single values.</summary>
    internal int Present { get; private set; }

    /// <summary>Of a list column: rows, value by value.</summary>
    internal ParquetLists? Lists { get; private set; }

    internal void AddUser() => Interlocked.Increment(ref _users);

    /// <summary>Decodes, unless someone else has begun to.</summary>
    internal void Prepare()
    {
        if (Interlocked.Exchange(ref _claimed, 1) != 0)
        {
            return;
        }

        try
        {
            _chunk.Guard(Decode);
        }
        catch (InputException e)
        {
            _failure = e;
        }
        finally
        {
            _done.Set();
        }
    }

    /// <summary>Waits until it is decoded.</summary>
    /// <exception cref="InputException">MLG0005: it cannot be.</exception>
    internal void Wait()
    {
        _done.Wait();
        if (_failure is { } failure)
        {
            throw new InputException(failure.Rule, failure.Message, failure.Location, failure);
        }
    }

    /// <summary>Gives the buffers back when no one needs the page any more.</summary>
    internal void Release()
    {
        if (Interlocked.Decrement(ref _users) > 0)
        {
            return;
        }

        Values.ForEach(v => v.Release());
        _kept.ForEach(b => ArrayPool<byte>.Shared.Return(b));
        if (Missing is not null)
        {
            ArrayPool<bool>.Shared.Return(Missing);
        }

        _done.Dispose();
    }

    private bool Decode()
    {
        if (Column.IsList)
        {
            DecodeLists();
        }
        else
        {
            DecodeRows(_pages[0].Header, _pages[0].Offset);
        }

        return true;
    }

    private void DecodeRows(ParquetPageHeader header, long offset)
    {
        var page = _chunk.ReadPage(header, offset, out var levels, out var end);
        var values = new ParquetValues();
        Values.Add(values);
        _kept.Add(page);
        var at = header.Type == ParquetPageHeader.DataV2 ? header.RepetitionBytes : 0;
        var present = header.Values;
        if (Column.MaxDefinition > 0)
        {
            var levelEnd = LevelsEnd(header, page, ref at, end, header.DefinitionBytes, header.DefinitionEncoding);
            var missing = ArrayPool<bool>.Shared.Rent(header.Values);
            Missing = missing;
            present = ReadMissing(page, at, levelEnd, missing.AsSpan(0, header.Values));
            at = levelEnd;
        }

        at = header.Type == ParquetPageHeader.DataV2 ? levels : at;
        values.Read(Column, header.Encoding, page, at, end, present, header.Values, _chunk.Dictionary());
        Present = present;
        if (Missing is not null)
        {
            if (present == header.Values)
            {
                ArrayPool<bool>.Shared.Return(Missing);
                Missing = null;
            }
            else
            {
                values.Expand(Missing.AsSpan(0, header.Values), present);
            }
        }

        if (!values.KeepsPage)
        {
            _kept.Clear();
            ArrayPool<byte>.Shared.Return(page);
        }
    }

    private int ReadMissing(byte[] page, int at, int end, Span<bool> missing)
    {
        if (Column.MaxDefinition == 1)
        {
            return ParquetHybrid.ReadMissing(page, at, end, missing);
        }

        var levels = ArrayPool<int>.Shared.Rent(missing.Length);
        ParquetHybrid.Read(page, at, end, Width(Column.MaxDefinition), levels.AsSpan(0, missing.Length));
        var present = 0;
        for (var i = 0; i < missing.Length; i++)
        {
            missing[i] = levels[i] != Column.MaxDefinition;
            present += missing[i] ? 0 : 1;
        }

        ArrayPool<int>.Shared.Return(levels);
        return present;
    }

    private void DecodeLists()
    {
        var lists = new ParquetLists(Rows);
        foreach (var (header, offset) in _pages)
        {
            var page = _chunk.ReadPage(header, offset, out var levels, out var end);
            _kept.Add(page);
            var values = new ParquetValues();
            Values.Add(values);
            var v2 = header.Type == ParquetPageHeader.DataV2;
            var at = 0;
            var repetition = new int[header.Values];
            var definition = new int[header.Values];
            var levelEnd = LevelsEnd(header, page, ref at, end, header.RepetitionBytes, header.RepetitionEncoding);
            ParquetHybrid.Read(page, at, levelEnd, 1, repetition);
            at = levelEnd;
            levelEnd = LevelsEnd(header, page, ref at, end, header.DefinitionBytes, header.DefinitionEncoding);
            ParquetHybrid.Read(page, at, levelEnd, Width(Column.MaxDefinition), definition);
            var present = definition.AsSpan().Count(Column.MaxDefinition);
            values.Read(Column, header.Encoding, page, v2 ? levels : levelEnd, end, present, present, _chunk.Dictionary());
            lists.Add(repetition, definition, Column, present);
        }

        lists.Close();
        Lists = lists;
    }

    // Version 1 writes the length of levels before them, version 2 in the header.
    private static int LevelsEnd(ParquetPageHeader header, byte[] page, ref int at, int end, int bytes, int encoding)
    {
        if (header.Type != ParquetPageHeader.DataV2)
        {
            if (encoding != ParquetEncoding.Rle)
            {
                throw new InvalidDataException("Levels are bit-packed in the way that was given up in 2014, which is not read.");
            }

            bytes = end - at >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(at)) : -1;
            at += 4;
        }

        return bytes >= 0 && bytes <= end - at ? at + bytes : throw new InvalidDataException("The levels of a page claim more bytes than it has.");
    }

    private static int Width(int level) => 32 - BitOperations.LeadingZeroCount((uint)level);
}
