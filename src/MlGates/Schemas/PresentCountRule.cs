using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Too few rows have a value.</summary>
internal sealed class PresentCountRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaPresentCount;

    internal override bool Asks(ColumnSchema column) => column.MinPresentCount > 0;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) => schema.MinPresentCount is { } min && data.Present < min && !EmptyColumnRule.Speaks(schema, data)
        ? Broken(schema.Name, $"{Say.Values(data.Present, "row has", "rows have")} a value, fewer than {min}", "find out why values are missing, or lower \"minPresentCount\"")
        : null;
}
