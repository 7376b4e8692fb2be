using System.Numerics;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Tells whether rows are distinct in some columns; looks no further once two are alike.</summary>
/// <param name="columns">The columns, without lists.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="decimalComma">Whether numbers in texts have a decimal comma.</param>
internal sealed class DistinctScan(IReadOnlyList<ColumnProfile> columns, long rows, bool decimalComma) : RowScan
{
    private readonly RowKey _key = new(decimalComma);
    private RowSet _seen = new(0);
    private int[] _places = [];
    private int _part;
    private int _shift;

    internal override IReadOnlyList<string> Columns { get; } = [.. columns.Select(c => c.Name)];

    internal override long Bytes => RowSet.BytesFor(rows);

    internal override bool IsDone => !IsDistinct;

    /// <summary>Whether no two rows were alike.</summary>
    internal bool IsDistinct { get; private set; } = true;

    internal override void Begin(int[] places, int part, int parts)
    {
        _places = places;
        (_part, _shift) = (part, 64 - BitOperations.Log2((uint)parts));

        // Most repeat soon, so room is made as it is needed.
        _seen = new RowSet(0);
    }

    internal override void Add(RowBatch batch, long before)
    {
        for (var row = 0; row < batch.Count && IsDistinct; row++)
        {
            _key.Clear();
            for (var i = 0; i < _places.Length; i++)
            {
                _key.AddRow(batch.Columns[_places[i]], row, columns[i].Type);
            }

            var hash = _key.Hash;
            IsDistinct = (_shift < 64 && (int)((ulong)(hash >> 64) >> _shift) != _part) || _seen.Add(hash, before + row + 1, out _) == 0;
        }

        if (!IsDistinct)
        {
            _seen = new RowSet(0);
        }
    }

    internal override Anomaly? Decide(Anomaly asked) => null;
}
