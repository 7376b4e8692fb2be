using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>
/// Rows of the dataset are in another one too, such as test rows in training. They are compared by each key of the schema, else by every column that both datasets have
/// but those that are unique: a running number would make every row another one.
/// </summary>
internal sealed class OverlapRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaOverlap;

    internal override bool Asks(DatasetSchema schema) => schema.MaxOverlap is not null;

    internal override IEnumerable<Anomaly> Examine(RuleContext context)
    {
        if (context.Options.NotIn is not { } other)
        {
            yield break;
        }

        var (here, there) = (context.Data, other.Profile);
        if (context.Schema.Keys.Count == 0)
        {
            string[] both = [.. here.Columns.Select(c => c.Name).Where(n => there.Find(n) is not null).Order(StringComparer.Ordinal)];
            string[] shared = [.. both.Where(n => context.Schema.Find(n) is not { Unique: true })];
            yield return Ask(shared.Length > 0 ? shared : both, null, context, other);
            yield break;
        }

        foreach (var key in context.Schema.Keys.Where(k => k.All(n => context.Schema.Find(n) is not { } column || context.Expects(column))))
        {
            var name = string.Join(", ", key.Select(n => Text.OneLine(n, 40)));
            if (key.FirstOrDefault(n => here.Find(n) is null || there.Find(n) is null) is { } absent)
            {
                yield return Unknown(null, $"rows cannot be looked for in {Text.Line(there.Name)} by the key ({name}): {Text.Line((here.Find(absent) is null ? here : there).Name)} has no column {Say.Quote(absent)}", "bring the column back, or change \"keys\"", null);
                continue;
            }

            yield return Ask([.. key], name, context, other);
        }
    }

    private Anomaly Ask(string[] columns, string? key, RuleContext context, OtherDataset other)
    {
        var (here, there, name) = (context.Data, other.Profile, Text.Line(other.Profile.Name));
        if (columns.Length == 0)
        {
            return Unknown(null, $"rows cannot be looked for in {name}: it has no column of this dataset", "give the dataset whose rows must not be here", null);
        }

        var allowed = context.Schema.MaxOverlap ?? 0;
        var by = key is not null ? $" by the key ({key})"
            : columns.Length == 1 ? $", compared in one column, {Say.Quote(columns[0])}"
            : $", compared in {columns.Length} columns";
        string Said(long found, double byChance) => $"{Say.Share(found, here.Rows, "rows")} are also in {name}{by}{(allowed > 0 ? $", more than the share {Say.Percent(allowed)} that is allowed" : "")}"
            + (byChance > 0 ? $"; {Say.Number(Math.Round(byChance, byChance < 10 ? 1 : 0))} would be by chance if both were drawn alike, as rows repeat in {name} itself" : $"; no row repeats in {name} itself, so chance does not explain it");
        return Unknown(
            null,
            $"whether rows are also in {name} is not in a profile; give the rows of both",
            "take them out of one of the two, or allow a share of them (\"overlap\")",
            other.Rows is null ? null : new OverlapScan([.. columns.Select(n => (n, Agreed(here.Find(n)!.Type, there.Find(n)!.Type)))], key is not null, here.Rows, allowed, other, Said, context.Options, context.DecimalComma));
    }

    // One type for both, or equal values would hash differently: whole numbers are numbers, and what else differs is compared as it is written.
    private static ColumnType Agreed(ColumnType one, ColumnType other) => one == other || other == ColumnType.Empty ? one
        : one == ColumnType.Empty ? other
        : one is ColumnType.Integer or ColumnType.Float && other is ColumnType.Integer or ColumnType.Float ? ColumnType.Float
        : ColumnType.Category;
}
