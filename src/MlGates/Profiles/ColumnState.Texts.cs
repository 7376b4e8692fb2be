using System.Buffers.Text;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

// How text becomes values.
internal sealed partial class ColumnState
{
    // So many rows of a block tell whether its texts repeat.
    private const int Trial = 256;

    // With more distinct texts among them a table does not pay.
    private const int MostlyDistinct = 7 * Trial / 8;

    // A table of numbers beyond what is counted one by one costs more than it saves.
    private const int MostNumbers = CategoryProfile.MaxIntegers;

    private HeavyHitterState Frequent => _frequent ??= new HeavyHitterState();

    private TextState Texts => _texts ??= new TextState();

    private TextPatternState Patterns => _patterns ??= new TextPatternState();

    private static string Wanted(ColumnType type) => type switch
    {
        ColumnType.Integer => "a whole number",
        ColumnType.Float => "a number",
        ColumnType.Boolean => "true or false",
        ColumnType.Timestamp => "an ISO 8601 date or time",
        _ => "text",
    };

    private void AddTexts(RowBatch batch, ColumnBatch column, bool first, ReadOnlySpan<double> weights, ColumnScratch scratch)
    {
        var from = 0;
        if (first)
        {
            from = Math.Min(Trial, column.ValueCount);
            AddRange(batch, column, 0, from, ref weights, scratch);
            if (!_streaming && _entries.Count > MostlyDistinct)
            {
                Flush();
            }
        }

        AddRange(batch, column, from, column.ValueCount, ref weights, scratch);
    }

    private void AddRange(RowBatch batch, ColumnBatch column, int from, int to, ref ReadOnlySpan<double> weights, ColumnScratch scratch)
    {
        if (from == to)
        {
            return;
        }

        if (_streaming)
        {
            Stream(batch, column, from, to, ref weights, scratch, rejectedOnly: false);
            return;
        }

        var missing = column.IsList ? default : column.Missing[from..to];
        var entries = scratch.Entries.AsSpan(from, to - from);
        var rejected = _entries.Table.Add(column.TextBuffer, column.TextStarts[from..to], column.TextLengths[from..to], missing, entries);
        ReadNewEntries(batch, column, from, entries);
        if (_entries.HasTimes && rejected == 0)
        {
            NoteTimes(entries, scratch);
        }

        if (_weighted)
        {
            var n = 0;
            foreach (var entry in entries)
            {
                if (entry >= 0)
                {
                    _entries.AddWeight(entry, weights[n]);
                }

                n += entry == TextTable.Missing ? 0 : 1;
            }

            if (rejected == 0)
            {
                weights = weights[n..];
            }
        }

        if (rejected == 0 && _entries.Numbers > MostNumbers)
        {
            Flush();
        }

        if (rejected > 0)
        {
            Flush();
            Stream(batch, column, from, to, ref weights, scratch, rejectedOnly: true);
            NoteTimes(column, from, to, scratch);
        }
    }

    private void ReadNewEntries(RowBatch batch, ColumnBatch column, int from, ReadOnlySpan<int> entries)
    {
        while (_entries.Read < _entries.Count)
        {
            var entry = _entries.Read;
            var kind = Classify(_entries.Table.TextAt(entry), out var number, out var integer);
            if (!Fits(kind))
            {
                throw Unfit(batch, column, from + entries.IndexOf(entry));
            }

            _entries.Note(kind, number, integer);
        }
    }

    // Times in the order of the rows, which the table forgets.
    private void NoteTimes(ReadOnlySpan<int> entries, ColumnScratch scratch)
    {
        var n = 0;
        foreach (var entry in entries)
        {
            if (entry >= 0 && _entries.KindAt(entry) == ValueKind.Timestamp)
            {
                scratch.Times[n++] = _entries.NumberAt(entry);
            }
        }

        (_order ??= new TimestampState()).Add(scratch.Times.AsSpan(0, n));
    }

    // The same where only some of the rows are in the table.
    private void NoteTimes(ColumnBatch column, int from, int to, ColumnScratch scratch)
    {
        var n = 0;
        for (var i = from; i < to && _kinds[(int)ValueKind.Timestamp] > 0; i++)
        {
            if ((column.IsList || !column.Missing[i]) && Classify(column.Text(i), out var seconds, out _) == ValueKind.Timestamp)
            {
                scratch.Times[n++] = seconds;
            }
        }

        (_order ??= new TimestampState()).Add(scratch.Times.AsSpan(0, n));
    }

    /// <summary>Takes values one by one.</summary>
    private void Stream(RowBatch batch, ColumnBatch column, int from, int to, ref ReadOnlySpan<double> weights, ColumnScratch scratch, bool rejectedOnly)
    {
        var buffer = column.TextBuffer;
        var starts = column.TextStarts;
        var lengths = column.TextLengths;
        var missing = column.IsList ? default : column.Missing;
        var (numbers, longs, floats, times, texts, read) = (0, 0, 0, 0, 0, 0);
        for (var i = from; i < to; i++)
        {
            if (!missing.IsEmpty && missing[i])
            {
                continue;
            }

            var place = read++;
            if (rejectedOnly && scratch.Entries[i] != TextTable.Rejected)
            {
                continue;
            }

            var text = buffer.AsSpan(starts[i], lengths[i]);
            var kind = Classify(text, out var number, out var integer);
            if (_declared && !Fits(kind))
            {
                throw Unfit(batch, column, i);
            }

            switch (kind)
            {
                case ValueKind.Integer:
                    scratch.Longs[longs++] = integer;
                    goto default;
                case ValueKind.Float:
                    scratch.Floats[floats++] = number;
                    goto default;
                case ValueKind.Timestamp:
                    scratch.TimeWeights[times] = _weighted ? weights[place] : 0;
                    scratch.Times[times++] = number;
                    break;
                case ValueKind.Boolean or ValueKind.Text:
                    _kinds[(int)kind]++;
                    scratch.Starts[texts] = starts[i];
                    scratch.Lengths[texts++] = lengths[i];
                    break;
                default:
                    scratch.NumberWeights[numbers] = _weighted ? weights[place] : 0;
                    scratch.Numbers[numbers++] = number;
                    break;
            }
        }

        weights = _weighted ? weights[read..] : weights;
        AddTexts(buffer, scratch.Starts.AsSpan(0, texts), scratch.Lengths.AsSpan(0, texts), scratch.Hashes.AsSpan(0, texts));
        AddStreamed(scratch, numbers, longs, floats, times, ordered: !rejectedOnly);
    }

    private void AddTexts(byte[] buffer, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<ulong> hashes)
    {
        if (starts.IsEmpty)
        {
            return;
        }

        Frequent.Add(buffer, starts, lengths, default, hashes);
        _distinct.AddHashes(hashes);
        Texts.Add(buffer, starts, lengths, default);
        for (var i = 0; i < starts.Length; i++)
        {
            Patterns.Add(buffer.AsSpan(starts[i], lengths[i]));
        }
    }

    private void AddStreamed(ColumnScratch scratch, int numbers, int longs, int floats, int times, bool ordered)
    {
        _kinds[(int)ValueKind.Integer] += longs;
        _kinds[(int)ValueKind.Float] += floats;
        _kinds[(int)ValueKind.Timestamp] += times;
        if (numbers > 0)
        {
            Numbers.Add(scratch.Numbers.AsSpan(0, numbers), scratch.NumberWeights.AsSpan(0, numbers));
            Numbers.AddIntegers(scratch.Longs.AsSpan(0, longs));
            _distinct.Add(scratch.Longs.AsSpan(0, longs));
            _distinct.Add(scratch.Floats.AsSpan(0, floats));
        }

        if (times > 0)
        {
            Times.Add(scratch.Times.AsSpan(0, times), scratch.TimeWeights.AsSpan(0, times));
            _distinct.Add(scratch.Times.AsSpan(0, times));
            if (ordered)
            {
                (_order ??= new TimestampState()).Add(scratch.Times.AsSpan(0, times));
            }
        }
    }

    /// <summary>Adds the values of a column that comes with a dictionary, each distinct value once.</summary>
    private void AddCodes(RowBatch batch, ColumnBatch column, ReadOnlySpan<double> weights, ColumnScratch scratch)
    {
        var dictionary = column.Dictionary!;
        scratch.EnsureCodes(dictionary.Count);
        var counts = scratch.CodeCounts.AsSpan(0, dictionary.Count);
        var n = 0;
        var codes = column.Codes;
        foreach (var code in codes)
        {
            if (code < 0)
            {
                continue;
            }

            counts[code]++;
            if (_weighted)
            {
                scratch.CodeWeights[code] += weights[n++];
            }
        }

        for (var code = 0; code < counts.Length; code++)
        {
            if (counts[code] == 0)
            {
                continue;
            }

            var text = dictionary.Text(code);
            var kind = Classify(text, out var number, out var integer);
            if (!Fits(kind))
            {
                throw Unfit(batch, column, codes.IndexOf(code));
            }

            AddEntry(text, kind, number, integer, counts[code], scratch.CodeWeights[code]);
            counts[code] = 0;
            scratch.CodeWeights[code] = 0;
        }

        NoteCodedTimes(codes, dictionary, scratch);
    }

    private void NoteCodedTimes(ReadOnlySpan<int> codes, TextDictionary dictionary, ColumnScratch scratch)
    {
        if (!_entries.HasTimes && _kinds[(int)ValueKind.Timestamp] == 0)
        {
            return;
        }

        var n = 0;
        foreach (var code in codes)
        {
            if (code >= 0 && Classify(dictionary.Text(code), out var seconds, out _) == ValueKind.Timestamp)
            {
                scratch.Times[n++] = seconds;
            }
        }

        (_order ??= new TimestampState()).Add(scratch.Times.AsSpan(0, n));
    }

    /// <summary>Values of a typed source that are declared to be categories.</summary>
    private void AddAsText(ColumnBatch column, ReadOnlySpan<double> weights)
    {
        Span<byte> text = stackalloc byte[64];
        var n = 0;
        for (var i = 0; i < column.ValueCount; i++)
        {
            if (!column.IsList && column.Missing[i])
            {
                continue;
            }

            var length = 0;
            _ = column.Encoding switch
            {
                ColumnEncoding.Int64 => Utf8Formatter.TryFormat(column.Integers[i], text, out length),
                ColumnEncoding.Float64 => column.Numbers[i].TryFormat(text, out length, "R", System.Globalization.CultureInfo.InvariantCulture),
                _ => (column.Booleans[i] ? "true"u8 : "false"u8).TryCopyTo(text) && (length = column.Booleans[i] ? 4 : 5) > 0,
            };
            AddEntry(text[..length], ValueKind.Text, 0, 0, 1, _weighted ? weights[n++] : 0);
        }
    }

    /// <summary>Adds a text that occurs many times, to the table as long as there is one.</summary>
    private void AddEntry(ReadOnlySpan<byte> text, ValueKind kind, double number, long integer, long count, double weight)
    {
        if (!_streaming)
        {
            var entry = _entries.Table.Add(text, count);
            if (entry >= 0)
            {
                if (entry == _entries.Read)
                {
                    _entries.Note(kind, number, integer);
                }

                if (_weighted)
                {
                    _entries.AddWeight(entry, weight);
                }

                return;
            }

            Flush();
        }

        AddCounted(text, TextHash.Of(text), kind, number, integer, count, weight);
    }

    private void MergeEntries(TextEntries later)
    {
        for (var i = 0; i < later.Count; i++)
        {
            AddEntry(later.Table.TextAt(i), later.KindAt(i), later.NumberAt(i), later.IntegerAt(i), later.Table.CountAt(i), later.WeightAt(i));
        }
    }

    /// <summary>Empties the table into the states that take value after value.</summary>
    private void Flush()
    {
        _streaming = true;
        for (var i = 0; i < _entries.Read; i++)
        {
            AddCounted(_entries.Table.TextAt(i), _entries.Table.HashAt(i), _entries.KindAt(i), _entries.NumberAt(i), _entries.IntegerAt(i), _entries.Table.CountAt(i), _entries.WeightAt(i));
        }

        _entries.Clear();
    }

    private void AddCounted(ReadOnlySpan<byte> text, ulong hash, ValueKind kind, double number, long integer, long count, double weight)
    {
        switch (kind)
        {
            case ValueKind.Integer:
                _distinct.Add(ValueHash.Of(integer));
                Numbers.AddInteger(integer, count);
                Numbers.Add(number, count, weight);
                break;
            case ValueKind.Float:
                _distinct.Add(ValueHash.Of(number));
                Numbers.Add(number, count, weight);
                break;
            case ValueKind.Timestamp:
                _distinct.Add(ValueHash.Of(number));
                Times.Add(number, count, weight);
                break;
            default:
                AddText(kind, text, hash, count);
                return;
        }

        _kinds[(int)kind] += count;
    }

    private void AddText(ValueKind kind, ReadOnlySpan<byte> text, ulong hash, long count)
    {
        _kinds[(int)kind] += count;
        _distinct.Add(hash);
        Frequent.Add(text, count);
        Texts.Add(text, count);
        Patterns.Add(text, count);
    }

    private ValueKind Classify(ReadOnlySpan<byte> text, out double number, out long integer)
    {
        if (_declaredText)
        {
            (number, integer) = (0, 0);
            return ValueKind.Text;
        }

        switch (TextValue.Classify(text, _decimalComma, out number, out integer))
        {
            case NumberKind.Integer:
                return ValueKind.Integer;
            case NumberKind.Float:
                return ValueKind.Float;
            default:
                return TextValue.TryBoolean(text, out var truth) ? Truth(truth, out integer)
                    : Timestamp.TryParse(text, out number) ? ValueKind.Timestamp
                    : ValueKind.Text;
        }
    }

    private static ValueKind Truth(bool truth, out long integer)
    {
        integer = truth ? 1 : 0;
        return ValueKind.Boolean;
    }

    private bool Fits(ValueKind kind) => _header.Type switch
    {
        null or ColumnType.Category => true,
        ColumnType.Integer => kind == ValueKind.Integer,
        ColumnType.Float => kind is ValueKind.Integer or ValueKind.Float,
        ColumnType.Boolean => kind == ValueKind.Boolean,
        ColumnType.Timestamp => kind == ValueKind.Timestamp,
        _ => false,
    };

    private RowException Unfit(RowBatch batch, ColumnBatch column, int value)
    {
        var row = column.IsList ? RowOf(column, value) : value;
        return new RowException(WrongValue.At(_source, _header.Name, Wanted(_header.Type!.Value), batch, column, row, value));
    }

    private static int RowOf(ColumnBatch column, int value)
    {
        var row = 0;
        while (column.RowEnds[row] <= value)
        {
            row++;
        }

        return row;
    }
}
