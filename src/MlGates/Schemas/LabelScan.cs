using System.Runtime.InteropServices;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Schemas;

/// <summary>Counts labels by the values of a feature, or between quantiles of its numbers; missing ones and NaN are groups of their own.</summary>
internal sealed class LabelScan : RowScan
{
    /// <summary>The largest number of values that are counted one by one.</summary>
    internal const int MostValues = CategoryProfile.MaxValues;

    // Numbers of so few values may be codes, which have no order: those that are frequent enough have bins of their own.
    private const int MostCodes = CategoryProfile.MaxIntegers;

    private const int Missing = 0;
    private const int NaN = 1;
    private const int Fixed = 2;
    private const long RowsOfBin = 5;
    private const int MostBins = 1000;

    // Fewer labels than these tell nothing about numbers.
    private const long FewestRows = 100;

    private readonly ColumnType _type;
    private readonly LabelValues _label;
    private readonly double _most;
    private readonly SchemaValidationOptions _options;
    private readonly bool _decimalComma;
    private readonly NumericProfile? _numbers;
    private readonly long _rowsOfBin;
    private readonly RowKey _key;
    private readonly Dictionary<UInt128, int> _groups = [];
    private readonly List<AnomalyExample> _examples = [];
    private readonly HashSet<long> _shown = [];
    private readonly List<long> _counts = [];
    private readonly List<(long Rows, Int128 Sum, Int128 Squares)> _sums = [];
    private IReadOnlyList<double>? _edges;
    private int[] _places = [];

    /// <summary>Counts the labels of a feature's values.</summary>
    /// <param name="feature">The feature, for which <see cref="Takes"/> holds.</param>
    /// <param name="label">The label.</param>
    /// <param name="most">The largest share of it that may be told.</param>
    /// <param name="options">Whether examples hide values.</param>
    /// <param name="decimalComma">Whether numbers in texts have a decimal comma.</param>
    internal LabelScan(ColumnProfile feature, LabelValues label, double most, SchemaValidationOptions options, bool decimalComma)
    {
        (_type, _label, _most, _options, _decimalComma, _key) = (feature.Type, label, most, options, decimalComma, new RowKey(decimalComma));
        Columns = [feature.Name, label.Name];
        _numbers = feature.Numeric;
        _rowsOfBin = feature.Distinct is { Exact: true, Value: <= MostCodes } ? RowsOfBin : Math.Max(RowsOfBin, feature.Present / MostBins);
        Bytes = (Math.Min(feature.Distinct.Value, _numbers is null ? MostValues : MostBins) + Fixed) * (BytesOfGroup + 40);
    }

    internal override IReadOnlyList<string> Columns { get; }

    internal override long Bytes { get; }

    private long BytesOfGroup => _label.Classes > 0 ? 8L * _label.Classes : 48;

    /// <summary>Whether the feature's values can be counted: lists are not, nor texts of too many values, each of which is too rare to tell a label.</summary>
    internal static bool Takes(ColumnProfile feature) => feature.Lists is null && feature.Present > 0 && (feature.Numeric is not null || feature.Distinct.Value <= MostValues);

    internal override void Begin(int[] places, int part, int parts) => (_places, _edges) = (places, _numbers is null ? null : NumberCells.Cut(_numbers, _rowsOfBin).Edges);

    internal override void Add(RowBatch batch, long before)
    {
        var (column, labels) = (batch.Columns[_places[0]], batch.Columns[_places[1]]);
        var values = _label.Read(labels, before);
        for (var row = 0; row < batch.Count; row++)
        {
            if (values[row] is >= 0 and var value && Group(column, row) is >= 0 and var group)
            {
                Count(group, value);
                if (_examples.Count < SchemaValidationOptions.MostExamples && (_label.Classes == 0 || _shown.Add(value)))
                {
                    _examples.Add(new AnomalyExample(before + row + 1, $"{Shown(column, row)} → {Shown(labels, row)}"));
                }
            }
        }
    }

    internal override Anomaly? Decide(Anomaly asked)
    {
        if (_label.Classes > 0)
        {
            var (without, with, rows) = LabelShare.OfClasses(CollectionsMarshal.AsSpan(_counts), _label.Classes);
            return without > 0 && 1 - (with / (double)without) > _most && IsEvident(with, without)
                ? Told(asked, $"guessing the label {Say.Quote(_label.Name)} is wrong in {without} of {rows} rows without this column, and in {with} with it: {Say.Percent(1 - (with / (double)without))} explained, {Allowed}")
                : null;
        }

        var share = LabelShare.OfNumbers(CollectionsMarshal.AsSpan(_sums));
        return share > _most && _sums.Sum(s => s.Rows) >= FewestRows ? Told(asked, $"{Say.Percent(share)} of what the ranks of the label {Say.Quote(_label.Name)} vary by is explained by this column, {Allowed}") : null;
    }

    private string Allowed => $"at most {Say.Percent(_most)} may be";

    // What is left surely is less than ten times as much as may be: a few rows prove nothing.
    private bool IsEvident(long with, long without) => ProportionInterval.ClopperPearsonUpper(with, without, 0.001) < 10 * (1 - _most);

    private Anomaly Told(Anomaly asked, string found) => asked with { Undecided = false, Found = found, Examples = _examples };

    private void Count(int group, long value)
    {
        if (_label.Classes > 0)
        {
            if ((group + 1) * _label.Classes > _counts.Count)
            {
                CollectionsMarshal.SetCount(_counts, (group + 1) * _label.Classes);
            }

            _counts[(group * _label.Classes) + (int)value]++;
            return;
        }

        if (group >= _sums.Count)
        {
            CollectionsMarshal.SetCount(_sums, group + 1);
        }

        var (rows, sum, squares) = _sums[group];
        _sums[group] = (rows + 1, sum + value, squares + (value * value));
    }

    private int Group(ColumnBatch column, int row)
    {
        if (column.Missing[row])
        {
            return Missing;
        }

        if (_edges is not null)
        {
            var number = NumberCells.Read(column, row, _type, _decimalComma);
            return double.IsNaN(number) ? NaN : Fixed + NumberCells.Bin(_edges, number);
        }

        _key.Clear();
        _key.AddValue(column, row, _type);
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, _key.Hash, out var isKnown);
        return isKnown ? group : group = Fixed + _groups.Count - 1;
    }

    private string Shown(ColumnBatch column, int row) =>
        column.Missing[row] ? "(missing)" : ShownValue.Of(CellReader.Read(column, row, _decimalComma).Text.Span, _options.HideValues);
}
