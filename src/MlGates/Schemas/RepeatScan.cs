using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>Counts values, or rows of some columns, that repeat one of a row above. One hash table of the rows' hashes; in parts where it is too large.</summary>
/// <param name="columns">The columns whose values together must not repeat.</param>
/// <param name="values">Whether it is about the single values of one column, of which missing ones do not count; else about rows, where two missing ones are alike.</param>
/// <param name="rows">Number of values or rows.</param>
/// <param name="said">Says it of the number that repeat another and the number of different ones among them.</param>
/// <param name="options">Whether examples hide values.</param>
/// <param name="decimalComma">Whether numbers in texts have a decimal comma.</param>
internal sealed class RepeatScan(IReadOnlyList<(string Name, ColumnType Type)> columns, bool values, long rows, Func<long, long, string> said, SchemaValidationOptions options, bool decimalComma)
    : RowScan
{
    private readonly RowKey _key = new(decimalComma);
    private readonly FirstExamples _examples = new();
    private RowSet _seen = new(0);
    private int[] _places = [];
    private int _part;
    private int _shift;
    private long _repeated;
    private long _groups;

    internal override IReadOnlyList<string> Columns { get; } = [.. columns.Select(c => c.Name).Distinct(StringComparer.Ordinal)];

    internal override long Bytes => RowSet.BytesFor(rows);

    internal override void Begin(int[] places, int part, int parts)
    {
        _places = places;
        (_part, _shift) = (part, 64 - System.Numerics.BitOperations.Log2((uint)parts));
        _seen = new RowSet(parts == 1 ? rows : (rows / parts) + (rows / parts / 50) + 1000);
    }

    internal override void Add(RowBatch batch, long before)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (values)
            {
                AddValues(batch.Columns[_places[0]], row, before + row + 1);
                continue;
            }

            _key.Clear();
            for (var i = 0; i < _places.Length; i++)
            {
                _key.AddRow(batch.Columns[_places[i]], row, columns[i].Type);
            }

            if (Count(before + row + 1) is > 0 and var first && _examples.Takes(before + row + 1))
            {
                _examples.Add(new AnomalyExample(before + row + 1, ShownRow.Of(batch, row, _places, decimalComma, options.HideValues), first));
            }
        }
    }

    internal override Anomaly? Decide(Anomaly asked)
    {
        _seen = new RowSet(0);
        return _repeated == 0 ? null : asked with { Undecided = false, Found = said(_repeated, _groups), Count = _repeated, Of = rows, Examples = _examples.InOrder() };
    }

    private void AddValues(ColumnBatch column, int row, long number)
    {
        if (column.Missing[row])
        {
            return;
        }

        var (first, end) = RowKey.Range(column, row);
        for (var value = first; value < end; value++)
        {
            _key.Clear();
            _key.AddValue(column, value, columns[0].Type);
            if (Count(number) is > 0 and var before && _examples.Takes(number))
            {
                _examples.Add(new AnomalyExample(number, ShownValue.Of(CellReader.Read(column, value, decimalComma).Text.Span, options.HideValues), before));
            }
        }
    }

    private long Count(long row)
    {
        var hash = _key.Hash;
        if (_shift < 64 && (int)((ulong)(hash >> 64) >> _shift) != _part)
        {
            return 0;
        }

        var first = _seen.Add(hash, row, out var again);
        _repeated += first > 0 ? 1 : 0;
        _groups += again ? 1 : 0;
        return first;
    }
}
