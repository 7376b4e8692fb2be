using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>A row has too many values.</summary>
internal sealed class ManyValuesRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaManyValues;

    internal override bool Asks(ColumnSchema column) => column.Values?.Max is not null;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) =>
        schema.Values?.Max is { } max && data.Present > 0 && (data.Lists?.Max ?? 1) is var most && most > max
            ? Broken(schema.Name, $"a row holds {Say.Values(most, "value", "values")}, more than {max}", "mend what fills the lists, or raise \"values\"")
            : null;
}
