namespace MlGates.Schemas;

/// <summary>The dataset has too few or too many rows.</summary>
/// <param name="high">Whether it is about too many.</param>
internal sealed class RowCountRule(bool high) : SchemaRule
{
    internal override string Id => high ? RuleIds.SchemaManyRows : RuleIds.SchemaFewRows;

    internal override bool Asks(DatasetSchema schema) => (high ? schema.Rows?.Max : schema.Rows?.Min) is not null;

    internal override IEnumerable<Anomaly> Examine(RuleContext context)
    {
        var rows = context.Data.Rows;
        if (high && context.Schema.Rows?.Max is { } max && rows > max)
        {
            yield return Broken(null, $"{Say.Values(rows, "row", "rows")}, more than {max}", "look for rows that came twice, or raise \"rows\"");
        }
        else if (!high && context.Schema.Rows?.Min is { } min && rows < min)
        {
            yield return Broken(null, $"{Say.Values(rows, "row", "rows")}, fewer than {min}", "look for rows that were lost, or lower \"rows\"");
        }
    }
}
