using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>A row that has values has too few of them.</summary>
internal sealed class FewValuesRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaFewValues;

    internal override bool Asks(ColumnSchema column) => column.Values?.Min is not null;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) =>
        schema.Values?.Min is { } min && data.Present > 0 && (data.Lists?.Min ?? 1) is var least && least < min
            ? Broken(schema.Name, $"a row holds {Say.Values(least, "value", "values")}, fewer than {min}", "mend what fills the lists, or lower \"values\"")
            : null;
}
