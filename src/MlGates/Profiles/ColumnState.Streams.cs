using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

// Values that are taken one by one, once a table does not pay.
internal sealed partial class ColumnState
{
    /// <summary>Takes values one by one.</summary>
    private void Stream(RowBatch batch, ColumnBatch column, int from, int to, ref ReadOnlySpan<double> weights, ColumnScratch scratch, bool rejectedOnly)
    {
        var buffer = column.TextBuffer;
        var starts = column.TextStarts;
        var lengths = column.TextLengths;
        var missing = column.IsList ? default : column.Missing;
        // Fields would be loaded anew for each value.
        var (allNumbers, allLongs, allFloats) = (scratch.Numbers, scratch.Longs, scratch.Floats);
        var (numbers, longs, floats, times, texts, read, zeros) = (0, 0, 0, 0, 0, 0, 0);
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

            var kind = Classify(buffer, starts[i], lengths[i], out var number, out var integer);
            if (_declared && !Fits(kind))
            {
                throw Unfit(batch, column, i);
            }

            switch (kind)
            {
                case ValueKind.Integer:
                    allLongs[longs++] = integer;
                    goto default;
                case ValueKind.Float:
                    allFloats[floats++] = number;
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
                    zeros += LeadingZero.Count(buffer, starts[i], lengths[i]);
                    if (_weighted)
                    {
                        scratch.NumberWeights[numbers] = weights[place];
                    }

                    allNumbers[numbers++] = number;
                    break;
            }
        }

        _leadingZeros += zeros;
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
        if (numbers > 0 && !TryHold(scratch.Numbers.AsSpan(0, numbers), scratch.Longs.AsSpan(0, longs)))
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
}
