using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>A column holds no value at all, where the schema knows a type for it. A smallest share of 0, written down, says that it may.</summary>
internal sealed class EmptyColumnRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaColumnEmpty;

    internal override bool Asks(ColumnSchema column) => column.Required && column.Type is not null && column.MinPresent != 0;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) => !Speaks(schema, data)
        ? null
        : Broken(schema.Name, $"all {data.Missing} values are missing", "mend what fills the column, or let it be empty (\"minPresent\": 0)");

    /// <summary>Whether it says all there is to say of how many values are missing.</summary>
    internal static bool Speaks(ColumnSchema schema, ColumnProfile data) => data.Present == 0 && schema.Type is not null && schema.Required && schema.MinPresent != 0;
}
