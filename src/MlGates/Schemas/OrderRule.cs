using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Times go back from one row to the next.</summary>
internal sealed class OrderRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaOrder;

    internal override bool Asks(ColumnSchema column) => column.Ordered;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) => schema.Ordered && data.Time is { OutOfOrder: > 0 } time
        ? Broken(schema.Name, $"{Say.Values(time.OutOfOrder, "time is", "times are")} before that of the row above", "sort the rows, or remove \"ordered\"")
        : null;
}
