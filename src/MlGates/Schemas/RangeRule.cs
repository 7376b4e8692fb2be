using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Numbers or times are below or above the range.</summary>
/// <param name="high">Whether it is about those above.</param>
internal sealed class RangeRule(bool high) : SchemaRule
{
    internal override string Id => high ? RuleIds.SchemaAboveRange : RuleIds.SchemaBelowRange;

    internal override bool Asks(ColumnSchema column) => (high ? column.Range?.Max : column.Range?.Min) is not null;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if ((high ? schema.Range?.Max : schema.Range?.Min) is not { } bound || data.Numeric is not { } numbers || !IsBeyond(high ? numbers.Max : numbers.Min, bound))
        {
            return null;
        }

        var total = data.Lists?.Values ?? data.Present;
        var extreme = context.HideValues ? "" : high ? $"; the largest is {Say.Bound(numbers.Max, schema.Type)}" : $"; the smallest is {Say.Bound(numbers.Min, schema.Type)}";
        return Broken(
            schema.Name,
            high ? RangeCount.Above(numbers, bound) : RangeCount.Below(numbers, bound),
            total,
            n => $"{Say.Share(n, total)} are {(high ? "above" : "below")} {Say.Bound(bound, schema.Type)}{extreme}",
            $"correct them, or {(high ? "raise" : "lower")} \"range\"",
            v => (v.IsNumber || v.Kind == CellKind.Timestamp) && IsBeyond(v.Number, bound) && double.IsFinite(v.Number));
    }

    private bool IsBeyond(double value, double bound) => high ? value > bound : value < bound;
}
