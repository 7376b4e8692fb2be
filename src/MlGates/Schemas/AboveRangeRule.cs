using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Numbers or times are above the range.</summary>
internal sealed class AboveRangeRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaAboveRange;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.Range?.Max is not { } max || data.Numeric is not { } numbers || !(numbers.Max > max))
        {
            return null;
        }

        var total = data.Lists?.Values ?? data.Present;
        return Broken(
            schema.Name,
            RangeCount.Above(numbers, max),
            total,
            n => $"{Say.Share(n, total)} are above {Say.Bound(max, schema.Type)}{(context.HideValues ? "" : $"; the largest is {Say.Bound(numbers.Max, schema.Type)}")}",
            "correct them, or raise \"range\"",
            v => (v.IsNumber || v.Kind == CellKind.Timestamp) && v.Number > max && double.IsFinite(v.Number));
    }
}
