using System.Numerics;
using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>Counts rows that another dataset has too: a hash table of the other's rows, each row looked up in it. In parts of the hash space, one pass over both for each, where the table is too large.</summary>
/// <param name="columns">The columns to compare, with the type that both agree on.</param>
/// <param name="isKey">Whether examples show the values.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="allowed">The share that may be in both.</param>
/// <param name="other">The other dataset, with its rows.</param>
/// <param name="said">Says it of the number of rows found, and of the number that chance explains.</param>
/// <param name="options">Whether examples hide values.</param>
/// <param name="decimalComma">Whether numbers in texts have a decimal comma.</param>
internal sealed class OverlapScan(
    IReadOnlyList<(string Name, ColumnType Type)> columns, bool isKey, long rows, double allowed, OtherDataset other, Func<long, double, string> said, SchemaValidationOptions options, bool decimalComma) : RowScan
{
    private readonly RowKey _key = new(decimalComma);
    private readonly FirstExamples _examples = new();
    private RowSet _there = new(0);
    private int[] _places = [];
    private int _part;
    private int _shift;
    private long _found;
    private long _rowsThere;
    private long _alikeThere;

    internal override IReadOnlyList<string> Columns { get; } = [.. columns.Select(c => c.Name).Distinct(StringComparer.Ordinal)];

    internal override long Bytes => RowSet.BytesFor(other.Profile.Rows);

    internal override void Begin(int[] places, int part, int parts)
    {
        (_part, _shift) = (part, 64 - BitOperations.Log2((uint)parts));
        _there = new RowSet(parts == 1 ? other.Profile.Rows : (other.Profile.Rows / parts) + (other.Profile.Rows / parts / 50) + 1000);
        var key = new RowKey(other.Rows!.DecimalComma);
        using var reader = other.Rows.Open(ColumnSelection.Named([.. Columns]));
        var theirs = RowScans.Places(reader.Columns, Columns);
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                if (Hash(key, batch, row, theirs) is { } hash)
                {
                    // Of rows that are alike the first counts too once there is a second.
                    _rowsThere++;
                    _alikeThere += _there.Add(hash, batch.FirstRow + row + 1, out var again) > 0 ? again ? 2 : 1 : 0;
                }
            }
        }

        _places = places;
    }

    internal override void Add(RowBatch batch, long before)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (Hash(_key, batch, row, _places) is { } hash && _there.RowOf(hash) is > 0 and var same)
            {
                _found++;
                if (_examples.Takes(before + row + 1))
                {
                    _examples.Add(new AnomalyExample(before + row + 1, isKey ? ShownRow.Of(batch, row, _places, decimalComma, options.HideValues) : null, same));
                }
            }
        }
    }

    // The share of rows there that have a twin among the others there is what a new row of the same population would have.
    internal override Anomaly? Decide(Anomaly asked)
    {
        _there = new RowSet(0);
        var byChance = _rowsThere == 0 ? 0 : _alikeThere / (double)_rowsThere * rows;
        return _found == 0 || _found <= allowed * rows ? null
            : asked with { Undecided = false, Found = said(_found, byChance), Count = _found, Of = rows, Examples = _examples.InOrder() };
    }

    private UInt128? Hash(RowKey key, RowBatch batch, int row, int[] places)
    {
        key.Clear();
        for (var i = 0; i < places.Length; i++)
        {
            key.AddRow(batch.Columns[places[i]], row, columns[i].Type);
        }

        var hash = key.Hash;
        return _shift < 64 && (int)((ulong)(hash >> 64) >> _shift) != _part ? null : hash;
    }
}
