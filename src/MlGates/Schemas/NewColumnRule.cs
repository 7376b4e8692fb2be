namespace MlGates.Schemas;

/// <summary>The data has a column that the schema does not know.</summary>
internal sealed class NewColumnRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaColumnNew;

    internal override bool Asks(DatasetSchema schema) => !schema.AllowNewColumns;

    internal override IEnumerable<Anomaly> Examine(RuleContext context) => context.Schema.AllowNewColumns
        ? []
        : context.Data.Columns.Where(c => context.Schema.Find(c.Name) is null)
            .Select(c => Broken(c.Name, $"the schema has no such column; it holds values of type {Say.Type(c.Type)}", "add it to the schema, or allow new columns (\"newColumns\": true)"));
}
