using MlGates.Data;
using MlGates.Multivariate;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Gates;

/// <summary>
/// Reads columns of both datasets as features. Of more than <see cref="DomainClassifier.MostRows"/> rows a uniform, seeded sample is read; rows are then put into the order of their hashes, so
/// that nothing depends on the order in which they come.
/// </summary>
internal sealed class MultivariateReader
{
    // One bin is for other values, one for missing.
    private const int MostCategories = BinnedFeatures.Most - 2;

    private readonly List<(string Name, ColumnType Type, Dictionary<string, int>? Codes, int Width)> _columns = [];
    private readonly List<string> _leftOut = [];

    /// <summary>Chooses the columns that both sides hold as numbers, as values that can be counted, or as vectors of one length.</summary>
    public MultivariateReader(IEnumerable<(ColumnProfile Before, ColumnProfile After)> columns)
    {
        foreach (var (before, after) in columns)
        {
            var type = before.Present == 0 ? after.Type : after.Present == 0 ? before.Type : before.Type == ColumnType.Float ? before.Type : after.Type;
            var isNumber = type is ColumnType.Integer or ColumnType.Float or ColumnType.Timestamp;
            if (before.Lists is not null || after.Lists is not null)
            {
                var length = before.Lists?.Min ?? 0;
                if (isNumber && length > 0 && before.Lists is { Nulls: 0 } a && after.Lists is { Nulls: 0 } b && a.Max == length && b.Min == length && b.Max == length)
                {
                    _columns.Add((before.Name, type, null, (int)length));
                    continue;
                }
            }
            else if (isNumber)
            {
                _columns.Add((before.Name, type, null, 1));
                continue;
            }
            else if (Counts(before) is { } first && Counts(after) is { } second)
            {
                var kept = first.Keys.Concat(second.Keys).Distinct(StringComparer.Ordinal)
                    .OrderByDescending(k => first.GetValueOrDefault(k) + second.GetValueOrDefault(k)).ThenBy(k => k, StringComparer.Ordinal).Take(MostCategories);
                _columns.Add((before.Name, type, kept.Select((k, i) => (k, i)).ToDictionary(k => k.k, k => k.i, StringComparer.Ordinal), 1));
                continue;
            }

            _leftOut.Add(before.Name);
        }
    }

    /// <summary>Columns of which no features can be made: texts of too many values, lists of unlike length.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>Number of columns that are read.</summary>
    public int Columns => _columns.Count;

    /// <summary>Reads both sides.</summary>
    /// <exception cref="InputException">A row cannot be read, or has no group.</exception>
    public FeatureRows Read(DataSource baseline, long baselineRows, DataSource candidate, long candidateRows, string? group) => new(
        [.. _columns.SelectMany(c => Enumerable.Range(0, c.Width).Select(i => new Feature(c.Name, c.Width == 1 ? c.Name : FormattableString.Invariant($"{c.Name}[{i}]"), c.Codes is null ? 0 : Math.Min(c.Codes.Count, MostCategories) + 1)))],
        Read(baseline, baselineRows, group),
        Read(candidate, candidateRows, group));

    private static IReadOnlyDictionary<string, long>? Counts(ColumnProfile column) => column.Present == 0 ? new Dictionary<string, long>() : column.Categories?.Counts;

    private SampleRows Read(DataSource source, long count, string? group)
    {
        if (count > DomainClassifier.MostRows)
        {
            source = new SampledSource(source, DomainClassifier.MostRows);
        }

        List<string> names = [.. _columns.Select(c => c.Name)];
        if (group is not null && !names.Contains(group))
        {
            names.Add(group);
        }

        using var reader = source.Open(ColumnSelection.Named(names));
        var places = RowScans.Places(reader.Columns, names);
        var groupPlace = group is null ? -1 : places[names.IndexOf(group)];
        var cells = new TypedCells(source.DecimalComma);
        var key = new RowKey(source.DecimalComma);
        var width = _columns.Sum(c => c.Width);
        var rows = new List<(UInt128 Hash, UInt128 Group, long Number, float[] Values)>();
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var values = new float[width];
                key.Clear();
                var at = 0;
                for (var i = 0; i < _columns.Count; i++)
                {
                    Read(cells, batch.Columns[places[i]], row, _columns[i], values.AsSpan(at, _columns[i].Width));
                    key.AddRow(batch.Columns[places[i]], row, _columns[i].Type);
                    at += _columns[i].Width;
                }

                var hash = key.Hash;
                var owner = default(UInt128);
                if (groupPlace >= 0)
                {
                    GroupIndex.Require(source, group!, batch, batch.Columns[groupPlace], row);
                    key.Clear();
                    key.AddRow(batch.Columns[groupPlace], row, ColumnType.Category);
                    owner = key.Hash;
                }

                rows.Add((hash, owner, batch.FirstRow + row + 1, values));
            }
        }

        rows.Sort((a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : a.Group != b.Group ? a.Group.CompareTo(b.Group) : a.Number.CompareTo(b.Number));
        var groups = rows.Select(r => r.Group).Distinct().Order().Select((g, i) => (g, i)).ToDictionary(g => g.g, g => g.i);
        var columns = new float[width][];
        for (var column = 0; column < width; column++)
        {
            columns[column] = [.. rows.Select(r => r.Values[column])];
        }

        return new SampleRows(columns, group is null ? null : [.. rows.Select(r => groups[r.Group])], [.. rows.Select(r => r.Number)]);
    }

    private static void Read(TypedCells cells, ColumnBatch column, int row, in (string Name, ColumnType Type, Dictionary<string, int>? Codes, int Width) plan, Span<float> values)
    {
        values.Fill(float.NaN);
        if (column.Missing[row])
        {
            return;
        }

        var (first, end) = RowKey.Range(column, row);
        for (var i = 0; i < values.Length && first + i < end; i++)
        {
            values[i] = plan.Codes is null ? (float)Math.Clamp(cells.Number(column, first + i, plan.Type), -float.MaxValue, float.MaxValue)
                : plan.Codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(cells.Name(column, first + i, plan.Type), out var code) ? code : plan.Codes.Count;
        }
    }
}
