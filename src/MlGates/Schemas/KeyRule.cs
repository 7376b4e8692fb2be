using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Keys occur more than once: rows agree in all columns of a key. Two missing values are alike.</summary>
internal sealed class KeyRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaRepeatedKeys;

    internal override bool Asks(DatasetSchema schema) => schema.Keys.Count > 0;

    internal override IEnumerable<Anomaly> Examine(RuleContext context)
    {
        foreach (var key in context.Schema.Keys)
        {
            if (key.Any(n => context.Schema.Find(n) is { } column && !context.Expects(column)))
            {
                continue;
            }

            var name = string.Join(", ", key.Select(n => Text.OneLine(n, 40)));
            var advice = $"remove what came twice, or take the key ({name}) out of \"keys\"";
            if (key.FirstOrDefault(n => context.Data.Find(n) is null) is { } absent)
            {
                yield return Unknown(null, $"the key ({name}) cannot be looked at without the column {Say.Quote(absent)}", "bring the column back, or change \"keys\"", null);
                continue;
            }

            ColumnProfile[] columns = [.. key.Select(n => context.Data.Find(n)!)];
            if (Repeats.Refuted(columns, context.Data.Rows))
            {
                continue;
            }

            string Said(long repeated, long different) => $"{Say.Share(repeated, context.Data.Rows, "rows")} repeat the key ({name}) of a row above, {different} different {(different == 1 ? "one" : "ones")}";
            yield return Unknown(
                null,
                $"whether a key ({name}) occurs twice is not in a profile; validate the rows",
                advice,
                new RepeatScan([.. columns.Select(c => (c.Name, c.Type))], values: false, context.Data.Rows, Said, context.Options, context.DecimalComma));
        }
    }
}
