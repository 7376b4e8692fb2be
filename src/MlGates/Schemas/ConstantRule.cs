using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>A column that should vary holds one value only.</summary>
internal sealed class ConstantRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaConstantColumn;

    internal override bool Asks(ColumnSchema column) => column.VariesFrom is not null;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        var total = data.Lists?.Values ?? data.Present;
        if (schema.VariesFrom is not { } from || total < from || data.Distinct is not { Exact: true, Value: 1 })
        {
            return null;
        }

        var value = data.Categories is { Counts.Count: 1 } categories ? context.Show(categories.Counts.Keys.First())
            : data.Numeric is { } numbers && double.IsFinite(numbers.Min) && !context.HideValues ? Say.Bound(numbers.Min, data.Type)
            : "the same";
        return Broken(schema.Name, $"all {total} values are {value}; from {from} on they must vary", "find out what fills the column, or raise \"variesFrom\"");
    }
}
