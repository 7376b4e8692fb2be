using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Gates;

/// <summary>
/// Counts columns' cells in one pass over rows that have weights or come in groups. Memory grows with columns, cells and groups (at most <see cref="GroupIndex.Most"/>), not
/// with rows.
/// </summary>
internal sealed class CellScan
{
    private readonly DataSource _source;
    private readonly IReadOnlyList<CellPlan> _plans;
    private readonly CellSample[] _samples;
    private readonly GroupIndex _groups = new();
    private readonly TypedCells _reader;

    private CellScan(DataSource source, IReadOnlyList<CellPlan> plans)
    {
        _source = source;
        _reader = new TypedCells(source.DecimalComma);
        _plans = plans;
        _samples = [.. plans.Select(p => new CellSample(p))];
    }

    /// <summary>Reads the rows once.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="plans">The columns.</param>
    /// <param name="weight">The column of weights; null for none.</param>
    /// <param name="group">The column that says which rows belong together; null for none.</param>
    /// <returns>By column.</returns>
    /// <exception cref="InputException">A column is not there, or a row has no weight or no group.</exception>
    internal static Dictionary<string, CellSample> Read(DataSource source, IReadOnlyList<CellPlan> plans, string? weight, string? group)
    {
        var scan = new CellScan(source, plans);
        scan.Read(weight, group);
        return plans.Select((p, i) => (p.Name, Sample: scan._samples[i])).ToDictionary(p => p.Name, p => p.Sample, StringComparer.Ordinal);
    }

    private void Read(string? weight, string? group)
    {
        var names = new List<string>(_plans.Select(p => p.Name));
        names.AddRange(new[] { weight, group }.Where(n => n is not null && !names.Contains(n)).Distinct()!);
        using var reader = _source.Open(ColumnSelection.Named(names));
        var places = RowScans.Places(reader.Columns, names);
        var weights = weight is null ? null : new WeightReader(_source, weight, places[names.IndexOf(weight)]);
        var groupPlace = group is null ? -1 : places[names.IndexOf(group)];
        var batch = reader.NewBatch();
        var groups = new int[batch.Capacity];
        Array.Fill(groups, -1);
        while (reader.Read(batch))
        {
            if (groupPlace >= 0)
            {
                Group(batch, batch.Columns[groupPlace], group!, groups);
            }

            var rowWeights = weights is null ? default : weights.Read(batch).Span;
            for (var i = 0; i < _plans.Count; i++)
            {
                Add(_plans[i], _samples[i], batch.Columns[places[i]], rowWeights, groups);
            }
        }
    }

    private void Group(RowBatch batch, ColumnBatch column, string name, int[] groups)
    {
        var key = new RowKey(_source.DecimalComma);
        for (var row = 0; row < batch.Count; row++)
        {
            GroupIndex.Require(_source, name, batch, column, row);
            key.Clear();
            key.AddRow(column, row, ColumnType.Category);
            groups[row] = _groups.PlaceOf(key.Hash);
            if (_groups.IsFull)
            {
                var target = _groups.Fold();
                foreach (var sample in _samples)
                {
                    sample.Fold(target, GroupIndex.Most);
                }

                for (var before = 0; before <= row; before++)
                {
                    groups[before] = target[groups[before]];
                }
            }
        }
    }

    private void Add(CellPlan plan, CellSample sample, ColumnBatch column, ReadOnlySpan<double> weights, int[] groups)
    {
        for (var row = 0; row < column.Count; row++)
        {
            var weight = weights.IsEmpty ? 1 : weights[row];
            if (column.Missing[row])
            {
                sample.Add(plan.Cells - 1, weight, groups[row]);
                continue;
            }

            var (first, end) = RowKey.Range(column, row);
            for (var value = first; value < end; value++)
            {
                sample.Add(plan.Edges is null ? OfValue(plan, column, value) : OfNumber(plan, column, value), weight, groups[row]);
            }
        }
    }

    private int OfNumber(CellPlan plan, ColumnBatch column, int value)
    {
        var number = _reader.Number(column, value, plan.Type);
        if (double.IsNaN(number))
        {
            return plan.Cells - 1;
        }

        var (low, high) = (0, plan.Edges!.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = plan.Edges[middle] <= number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int OfValue(CellPlan plan, ColumnBatch column, int value)
    {
        var places = ((Dictionary<string, int>)plan.Values!).GetAlternateLookup<ReadOnlySpan<char>>();
        return places.TryGetValue(_reader.Name(column, value, plan.Type), out var place) ? place
            : throw new InvalidOperationException($"'{plan.Name}' of '{_source.Name}' holds a value that its profile does not count.");
    }
}
