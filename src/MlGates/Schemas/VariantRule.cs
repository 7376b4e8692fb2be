using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>One category is written in several ways: values that differ from it by case or blanks alone.</summary>
internal sealed class VariantRule : SchemaRule
{
    private const int MostNamed = 5;

    internal override string Id => RuleIds.SchemaVariants;

    internal override bool Asks(ColumnSchema column) => !column.AllowVariants;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.AllowVariants || data.Type != ColumnType.Category || data.Present == 0)
        {
            return null;
        }

        var total = data.Lists?.Values ?? data.Present;
        var counts = data.Categories?.Counts.Select(c => (c.Key, c.Value)) ?? (data.Frequent?.Values ?? []).Select(v => (v.Value, v.AtLeast));
        var variants = CategoryVariants.Find(counts, schema.Domain?.Values ?? []);
        if (variants.Count == 0)
        {
            return data.Categories is not null ? null : Unknown(
                schema.Name,
                $"whether some of about {data.Distinct.Value} distinct values differ by case or blanks alone is not counted: there are too many",
                "allow it (\"variants\": true)",
                null);
        }

        var wrong = variants.SelectMany(v => v.Others.Select(o => o.Value)).ToHashSet(StringComparer.Ordinal);
        var named = string.Join(", ", variants.Take(MostNamed).Select(v =>
            $"{string.Join(", ", v.Others.Take(MostNamed).Select(o => $"{context.Show(o.Value)} ({Say.Values(o.Count, "row", "rows")})"))} for {context.Show(v.Main)} ({Say.Values(v.MainCount, "row", "rows")})"));
        var more = variants.Count > MostNamed ? $" and {variants.Count - MostNamed} more" : "";
        var broken = Broken(
            schema.Name,
            variants.Sum(v => v.Others.Sum(o => o.Count)),
            total,
            n => $"{Say.Share(n, total)} are other forms of a category: {named}{more}",
            "write each in one way, add forms that are right to \"domain\", or allow it (\"variants\": true)",
            v => v.Kind != CellKind.Missing && wrong.Contains(System.Text.Encoding.UTF8.GetString(v.Text.Span)));
        return data.Categories is not null ? broken : broken with { Found = "at least " + broken.Found };
    }
}
