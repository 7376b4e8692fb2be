using System.Collections.Concurrent;
using MlGates.Data;

namespace MlGates.Features;

/// <summary>Feature vectors as a table, a column of numbers for each slot: for their statistics. NaN is a value.</summary>
public sealed class FeatureSource : DataSource
{
    private readonly FeatureMatrix _features;
    private readonly string[] _names;

    /// <summary>Wraps the vectors.</summary>
    /// <exception cref="InputException">MLG1102: they are of several lengths.</exception>
    public FeatureSource(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        _features = features.IsRectangular ? features
            : throw new InputException(RuleIds.FeatureLength, $"The feature vectors of '{features.Name}' have several lengths, so they are no table");
        _names = new string[features.Length];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _names.Length; i++)
        {
            // Names of slots need not differ, those of columns must.
            _names[i] = features.Key(i);
            while (!taken.Add(_names[i]))
            {
                _names[i] = FormattableString.Invariant($"{_names[i]}[{i}]");
            }
        }
    }

    /// <inheritdoc/>
    public override string Name => _features.Name;

    /// <inheritdoc/>
    public override BlockReader OpenBlocks(ColumnSelection columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new Reader(_features, _names, columns.Places(_names, this));
    }

    private sealed class Reader(FeatureMatrix features, string[] names, int[] places) : BlockReader
    {
        private readonly ConcurrentBag<RowBatch> _spare = [];
        private int _row;

        public override IReadOnlyList<ColumnHeader> Columns { get; } = [.. places.Select(p => new ColumnHeader(names[p], ColumnType.Float))];

        public override RowBlock? Next()
        {
            var batch = _spare.TryTake(out var spare) ? spare : new RowBatch(places.Length);
            batch.Clear(0);
            for (var i = 0; i < places.Length; i++)
            {
                batch.Columns[i].Reset(ColumnEncoding.Float64);
            }

            for (; _row < features.Rows && batch.Count < batch.Capacity; _row++)
            {
                var vector = features[_row];
                for (var i = 0; i < places.Length; i++)
                {
                    batch.Columns[i].Add((double)vector[places[i]]);
                }

                batch.EndRow();
            }

            return batch.Count == 0 ? null : new FilledBlock(batch, _spare);
        }
    }
}
