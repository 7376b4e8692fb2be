using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>A column holds no value at all, where the schema knows a type for it.</summary>
internal sealed class EmptyColumnRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaColumnEmpty;

    internal override bool Asks(ColumnSchema column) => column.Required && column.Type is not null;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) => data.Present > 0 || schema.Type is null || !schema.Required
        ? null
        : Broken(schema.Name, $"all {data.Missing} values are missing", "mend what fills the column, or make it optional (\"required\": false)");
}
