namespace MlGates.Schemas;

/// <summary>A column that must be there is not.</summary>
internal sealed class MissingColumnRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaColumnMissing;

    internal override bool Asks(ColumnSchema column) => column.Required;

    internal override IEnumerable<Anomaly> Examine(RuleContext context)
    {
        string[] there = [.. context.Data.Columns.Select(c => c.Name).Where(n => context.Schema.Find(n) is null)];
        foreach (var column in context.Schema.Columns)
        {
            if (column.Required && context.Expects(column) && context.Data.Find(column.Name) is null)
            {
                var near = NearestName.Find(column.Name, there) is { } name ? $"; is it {Say.Quote(name)} now?" : "";
                yield return Broken(column.Name, $"the column is missing{near}", "bring it back, or say in which environments it is expected (\"environments\")");
            }
        }
    }
}
