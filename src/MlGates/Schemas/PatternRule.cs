using System.Text.Json;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Schemas;

/// <summary>Texts look like something else.</summary>
internal sealed class PatternRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaPattern;

    internal override bool Asks(ColumnSchema column) => column.Patterns is not null;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.Patterns is not { } patterns || data.Text is not { } text)
        {
            return null;
        }

        var others = text.Patterns.Where(p => !patterns.Contains(p.Key)).ToArray();
        var total = text.Patterns.Values.Sum();
        return others.Length == 0 ? null : Broken(
            schema.Name,
            others.Sum(p => p.Value),
            total,
            n => $"{Say.Share(n, total)} do not look like {string.Join(" or ", patterns)} but like {string.Join(", ", others.Select(p => $"{p.Key} ({p.Value})"))}",
            "correct them, or add what is right to \"patterns\"",
            v => IsText(v, data) && !patterns.Contains(NameOf(TextPatterns.Of(v.Text.Span))));
    }

    internal static string NameOf(TextPattern pattern) => JsonNamingPolicy.CamelCase.ConvertName(pattern.ToString());
}
