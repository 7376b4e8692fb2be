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

    private void AddTexts(RowBatch batch, ColumnBatch column, bool first, int from, int to, ReadOnlySpan<double> weights, ColumnScratch scratch)
    {
        if (first)
        {
            from = Math.Min(Trial, to);
            AddRange(batch, column, 0, from, ref weights, scratch);
            if (!_streaming && _entries.Count > MostlyDistinct)
            {
                Flush();
            }
        }

        AddRange(batch, column, from, to, ref weights, scratch);
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

    private ValueKind Classify(byte[] buffer, int start, int length, out double number, out long integer)
    {
        if (!_declaredText)
        {
            var kind = PlainNumber.Read(buffer, start, length, _point, out number, out integer);
            if (kind != NumberKind.None)
            {
                return kind == NumberKind.Integer ? ValueKind.Integer : ValueKind.Float;
            }
        }

        return Classify(buffer.AsSpan(start, length), out number, out integer);
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
