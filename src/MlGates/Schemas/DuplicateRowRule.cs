namespace MlGates.Schemas;

/// <summary>Rows are the same as another in every column of the data.</summary>
internal sealed class DuplicateRowRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaRepeatedRows;

    internal override bool Asks(DatasetSchema schema) => !schema.AllowDuplicateRows;

    internal override IEnumerable<Anomaly> Examine(RuleContext context)
    {
        if (context.Schema.AllowDuplicateRows || Repeats.Refuted(context.Data.Columns, context.Data.Rows))
        {
            yield break;
        }

        string Said(long repeated, long different) => $"{Say.Share(repeated, context.Data.Rows, "rows")} are the same as a row above, {different} different {(different == 1 ? "one" : "ones")}";
        yield return Unknown(
            null,
            "whether a row occurs twice is not in a profile; validate the rows",
            "remove what came twice, or allow it (\"duplicateRows\": true)",
            new RepeatScan([.. context.Data.Columns.Select(c => (c.Name, c.Type))], values: false, context.Data.Rows, Said, context.Options, context.DecimalComma));
    }
}
