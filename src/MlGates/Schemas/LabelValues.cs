using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>
/// A label row by row: a class, or where it is a number its place among all labels, from 0 to <see cref="Scale"/>. Places do not depend on what the label is measured in,
/// and sums of them are exact in any order. Not safe for concurrent use.
/// </summary>
internal sealed class LabelValues
{
    /// <summary>The largest number of classes.</summary>
    internal const int MostClasses = 100;

    /// <summary>The place of the largest number.</summary>
    internal const long Scale = 1 << 20;

    // Whole numbers of more values are measured, not classes.
    private const int MostWholeClasses = 20;

    private const int Finest = 1000;

    private readonly ColumnType _type;
    private readonly QuantileBins? _bins;
    private readonly double[] _before = [];
    private readonly double _min;
    private readonly double _max;
    private readonly RowKey _key;
    private readonly bool _decimalComma;
    private readonly Dictionary<UInt128, int> _classes = [];
    private long[] _values = [];
    private (long Before, int Count) _read = (-1, 0);

    private LabelValues(ColumnProfile label, bool decimalComma)
    {
        (Name, _type, _decimalComma, _key) = (label.Name, label.Type, decimalComma, new RowKey(decimalComma));
        if (HasClasses(label))
        {
            Classes = (int)label.Distinct.Value;
            return;
        }

        var numbers = label.Numeric!;
        _bins = NumberCells.Cut(numbers, Math.Max(1, label.Present / Finest));
        (_min, _max, _before) = (numbers.Min, numbers.Max, new double[_bins.Counts.Count + 1]);
        for (var i = 0; i < _bins.Counts.Count; i++)
        {
            _before[i + 1] = _before[i] + _bins.Counts[i];
        }
    }

    /// <summary>The label's column.</summary>
    internal string Name { get; }

    /// <summary>Number of classes; 0 where labels are numbers.</summary>
    internal int Classes { get; }

    /// <summary>The label; null where it is neither classes nor numbers, or all the same.</summary>
    /// <param name="label">Its column.</param>
    /// <param name="decimalComma">Whether numbers in texts have a decimal comma.</param>
    /// <param name="problem">Why it cannot be told; null where there is but nothing to tell.</param>
    internal static LabelValues? Of(ColumnProfile label, bool decimalComma, out string? problem)
    {
        problem = label.Lists is not null ? "it holds lists"
            : HasClasses(label) || label.Numeric is { Min: double.NegativeInfinity or < double.PositiveInfinity } || label.Distinct.Value < 2 ? null
            : $"it has more than {MostClasses} values";
        return problem is null && label.Distinct.Value > 1 ? new LabelValues(label, decimalComma) : null;
    }

    /// <summary>The labels of a batch: below 0 where there is none. Read once for all who ask.</summary>
    /// <param name="column">The label's column.</param>
    /// <param name="before">Number of rows before the batch.</param>
    internal ReadOnlySpan<long> Read(ColumnBatch column, long before)
    {
        if (_read != (before, column.Count))
        {
            _read = (before, column.Count);
            _values = _values.Length < column.Count ? new long[column.Count] : _values;
            for (var row = 0; row < column.Count; row++)
            {
                _values[row] = column.Missing[row] ? -1 : Classes > 0 ? Class(column, row) : Place(NumberCells.Read(column, row, _type, _decimalComma));
            }
        }

        return _values.AsSpan(0, column.Count);
    }

    private static bool HasClasses(ColumnProfile label) => label.Distinct is { Exact: true, Value: > 1 and var values }
        && values <= (label.Type is ColumnType.Category or ColumnType.Boolean ? MostClasses : label.Type == ColumnType.Integer ? MostWholeClasses : 0);

    private long Class(ColumnBatch column, int row)
    {
        _key.Clear();
        _key.AddValue(column, row, _type);
        var hash = _key.Hash;
        if (!_classes.TryGetValue(hash, out var number) && _classes.Count < Classes)
        {
            _classes.Add(hash, number = _classes.Count);
        }

        return _classes.Count <= Classes && _classes.ContainsKey(hash) ? number : -1;
    }

    // The share of smaller labels; between two quantiles it grows evenly.
    private long Place(double value)
    {
        if (!double.IsFinite(value))
        {
            return -1;
        }

        var bin = NumberCells.Bin(_bins!.Edges, value);
        var low = bin == 0 ? _min : _bins.Edges[bin - 1];
        var high = bin == _bins.Edges.Count ? _max : _bins.Edges[bin];
        var part = high > low ? Math.Clamp((value - low) / (high - low), 0, 1) : 0.5;
        return (long)Math.Round((_before[bin] + (part * _bins.Counts[bin])) / _before[^1] * Scale);
    }
}
