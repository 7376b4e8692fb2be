using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Numbers or times are below the range.</summary>
internal sealed class BelowRangeRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaBelowRange;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.Range?.Min is not { } min || data.Numeric is not { } numbers || !(numbers.Min < min))
        {
            return null;
        }

        var total = data.Lists?.Values ?? data.Present;
        return Broken(
            schema.Name,
            RangeCount.Below(numbers, min),
            total,
            n => $"{Say.Share(n, total)} are below {Say.Bound(min, schema.Type)}{(context.HideValues ? "" : $"; the smallest is {Say.Bound(numbers.Min, schema.Type)}")}",
            "correct them, or lower \"range\"",
            v => (v.IsNumber || v.Kind == CellKind.Timestamp) && v.Number < min && double.IsFinite(v.Number));
    }
}
