using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Gates;

/// <summary>Looks for the slices in which columns drifted that moved by more than their limit.</summary>
internal static class DriftSlices
{
    private const double Level = 0.05;

    /// <summary>Gives each evidence whose value is beyond its limit the slices it moved in, the surest first. One more pass over each side, if there is such evidence.</summary>
    public static void Add(DriftCheck check, List<Evidence> evidence, IReadOnlyDictionary<string, ColumnComparison> comparisons, DatasetProfile baseline, DataSource baselineRows, DataSource candidateRows)
    {
        int[] moved = [.. Enumerable.Range(0, evidence.Count).Where(i => evidence[i].Test is { Exceeds: true } && comparisons.ContainsKey(evidence[i].Subject))];
        if (moved.Length == 0)
        {
            return;
        }

        var options = new ProfileOptions
        {
            Slices = check.Slices,
            Columns = ColumnSelection.Named([.. moved.Select(i => evidence[i].Subject).Concat(check.Slices.SelectMany(s => s.Columns.Select(c => c.Name))).Distinct(StringComparer.Ordinal)]),
        };
        var before = ProfileBuilder.Build(baselineRows, options).Slices.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var after = ProfileBuilder.Build(candidateRows, options with { Bins = ProfileOptions.BinsOf(baseline) }).Slices;
        foreach (var i in moved)
        {
            var slices = new List<DriftSlice>();
            foreach (var slice in after)
            {
                if (slice.Rows < DriftSlice.FewestRows || !before.TryGetValue(slice.Name, out var twin) || twin.Rows < DriftSlice.FewestRows)
                {
                    continue;
                }

                var (left, right) = (Column(twin, evidence[i].Subject), Column(slice, evidence[i].Subject));
                if (left is not null && right is not null && comparisons[evidence[i].Subject].Compare(left, right).FirstOrDefault(e => e.Measure == evidence[i].Measure)?.Test is { } test)
                {
                    var (lower, upper) = test.Bounds(Level, Level);
                    slices.Add(new DriftSlice(slice.Name, test.Value, Known(lower), Known(upper), twin.Rows, slice.Rows));
                }
            }

            evidence[i] = evidence[i] with { Slices = [.. slices.OrderByDescending(s => s.Lower ?? 0).ThenByDescending(s => s.Value).ThenBy(s => s.Name, StringComparer.Ordinal)] };
        }
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    private static ColumnProfile? Column(SliceProfile slice, string name) => slice.Columns.FirstOrDefault(c => c.Name == name);
}
