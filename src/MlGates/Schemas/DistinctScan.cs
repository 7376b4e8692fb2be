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
    private const double MostExact = 1L << 53;

    // A bit for each whole number of the range, where that takes no more than a hash would.
    private readonly (double Min, double Max)? _range =
        columns is [{ Type: ColumnType.Integer, Numeric: { Min: >= -MostExact, Max: <= MostExact } n }] && n.Max - n.Min < Math.Min(64.0 * rows, 8.0 * RowScans.Budget) ? (n.Min, n.Max) : null;

    /// <summary>Whether it takes a bit for a value, not a hash.</summary>
    internal bool IsCheap => _range is not null;

    private readonly RowKey _key = new(decimalComma);
    private ulong[] _bits = [];
    private RowSet _seen = new(0);
    private int[] _places = [];
    private int _part;
    private int _shift;

    internal override IReadOnlyList<string> Columns { get; } = [.. columns.Select(c => c.Name)];

    internal override long Bytes => _range is { } range ? (long)((range.Max - range.Min) / 8) + 8 : RowSet.BytesFor(rows);

    internal override bool IsDone => !IsDistinct;

    /// <summary>Whether no two rows were alike.</summary>
    internal bool IsDistinct { get; private set; } = true;

    internal override void Begin(int[] places, int part, int parts)
    {
        _places = places;
        (_part, _shift) = (part, 64 - BitOperations.Log2((uint)parts));

        // Most repeat soon, so room is made as it is needed.
        _seen = new RowSet(0);
        _bits = _range is { } range ? new ulong[((long)(range.Max - range.Min) >> 6) + 1] : [];
    }

    internal override void Add(RowBatch batch, long before)
    {
        if (_range is { } range)
        {
            Mark(batch.Columns[_places[0]], batch.Count, (long)range.Min, (long)range.Max);
            return;
        }

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

    // What is no whole number of the range is not what the profile saw, and identifies nothing.
    private void Mark(ColumnBatch column, int count, long min, long max)
    {
        for (var row = 0; row < count && IsDistinct; row++)
        {
            if (column.Missing[row] || !TryWhole(column, row, out var value) || value < min || value > max)
            {
                IsDistinct = false;
                return;
            }

            ref var word = ref _bits[(value - min) >> 6];
            var bit = 1UL << (int)((value - min) & 63);
            IsDistinct = (word & bit) == 0;
            word |= bit;
        }
    }

    private bool TryWhole(ColumnBatch column, int row, out long value)
    {
        var number = 0.0;
        switch (column.Encoding)
        {
            case ColumnEncoding.Int64:
                value = column.Integers[row];
                return true;
            case ColumnEncoding.Text:
                if (TextValue.Classify(column.Text(row), decimalComma, out number, out value) == NumberKind.Integer)
                {
                    return true;
                }

                break;
            case ColumnEncoding.Float64:
                number = column.Numbers[row];
                break;
            default:
                value = 0;
                return false;
        }

        value = Math.Abs(number) <= MostExact ? (long)number : 0;
        return value == number && column.Encoding == ColumnEncoding.Float64;
    }

    internal override Anomaly? Decide(Anomaly asked) => null;
}
