using System.Buffers.Text;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

// Values that come with a count: from a dictionary, a table, or another state.
internal sealed partial class ColumnState
{
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
    private void AddEntry(ReadOnlySpan<byte> text, ValueKind kind, double number, long integer, long count, double weight) =>
        NoteEntry(_streaming ? TextTable.Rejected : _entries.Table.Add(text, count), text, kind, number, integer, count, weight);

    private void NoteEntry(int entry, ReadOnlySpan<byte> text, ValueKind kind, double number, long integer, long count, double weight)
    {
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

        if (!_streaming)
        {
            Flush();
        }

        AddCounted(text, TextHash.Of(text), kind, number, integer, count, weight);
    }

    private void MergeEntries(TextEntries later)
    {
        for (var i = 0; i < later.Count; i++)
        {
            var entry = _streaming ? TextTable.Rejected : _entries.Table.Add(later.Table, i);
            NoteEntry(entry, later.Table.TextAt(i), later.KindAt(i), later.NumberAt(i), later.IntegerAt(i), later.Table.CountAt(i), later.WeightAt(i));
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
        if (kind is ValueKind.Integer or ValueKind.Float && LeadingZero.Count(text) > 0)
        {
            _leadingZeros += count;
        }

        switch (kind)
        {
            case ValueKind.Integer when TryHold(number, count, [integer]):
            case ValueKind.Float when TryHold(number, count, []):
                break;
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
}
