using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Gates;

/// <summary>Gives the comparisons of a <see cref="DriftCheck"/> what their rows' weights and groups are worth.</summary>
internal static class DesignScan
{
    /// <summary>Reads both sides once more, all columns in one pass.</summary>
    public static void Apply(DriftCheck check, IReadOnlyList<(ColumnComparison Comparison, ColumnProfile? Before, ColumnProfile? After)> columns, DataSource baseline, DataSource candidate)
    {
        var planned = new List<(ColumnComparison Comparison, CellPlan Plan)>();
        foreach (var (comparison, before, after) in columns)
        {
            if (before is not null && after is not null && comparison.Cells(before, after) is { } plan)
            {
                planned.Add((comparison, plan));
            }
        }

        var plans = planned.ConvertAll(p => p.Plan);
        var (first, second) = (CellScan.Read(baseline, plans, check.Weight, check.Group), CellScan.Read(candidate, plans, check.Weight, check.Group));
        foreach (var (comparison, plan) in planned)
        {
            comparison.Design = new ColumnDesign(plan, first[plan.Name], second[plan.Name], check.Weight is not null, check.Group is not null);
        }
    }
}
