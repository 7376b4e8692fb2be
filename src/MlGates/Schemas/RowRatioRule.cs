namespace MlGates.Schemas;

/// <summary>The dataset has too few or too many rows for the one before it.</summary>
/// <param name="high">Whether it is about too many.</param>
internal sealed class RowRatioRule(bool high) : SchemaRule
{
    internal override string Id => high ? RuleIds.SchemaManyRowsForPrevious : RuleIds.SchemaFewRowsForPrevious;

    internal override bool Asks(DatasetSchema schema) => (high ? schema.RowsOfPrevious?.Max : schema.RowsOfPrevious?.Min) is not null;

    internal override IEnumerable<Anomaly> Examine(RuleContext context)
    {
        if (context.Previous is not { } previous || context.Schema.RowsOfPrevious is not { } range)
        {
            yield break;
        }

        var said = $"{Say.Values(context.Data.Rows, "row", "rows")} after {previous.Rows} in {Text.Line(previous.Name)}";
        if (high && range.Max is { } max && context.Data.Rows > Times(max, previous.Rows))
        {
            yield return Broken(null, $"{said}, more than {Say.Number(max)} times as many", "look for rows that came twice, or raise \"rowsOfPrevious\"");
        }
        else if (!high && range.Min is { } min && context.Data.Rows < Times(min, previous.Rows))
        {
            yield return Broken(null, $"{said}, fewer than {Say.Number(min)} times as many", "look for rows that were lost, or lower \"rowsOfPrevious\"");
        }
    }

    // In decimal, as people wrote the factor: 57 rows are 0.57 of 100, in binary they are more.
    private static decimal Times(double factor, long rows) => factor < 1e9 ? (decimal)factor * rows : decimal.MaxValue;
}
