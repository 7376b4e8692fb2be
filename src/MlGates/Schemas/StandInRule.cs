using System.Text;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Values that stand for missing most often are more of a column than they were.</summary>
internal sealed class StandInRule : SchemaRule
{
    // Fewer are no habit of whoever writes the data.
    private const long Fewest = 10;

    // Numbers that the column's own distribution explains are no stand-ins.
    private const long TimesBeside = 3;

    private const int MostNamed = 5;

    internal override string Id => RuleIds.SchemaStandIns;

    internal override bool Asks(ColumnSchema column) => column.StandIns is not null;

    /// <summary>Those that are more than they may be.</summary>
    internal static IReadOnlyList<StandIn> Wrong(ColumnSchema schema, ColumnProfile data)
    {
        var total = data.Lists?.Values ?? data.Present;
        var found = data.Type == ColumnType.Category ? StandIns.OfTexts(data) : data.StandIns;
        return [.. found.Where(f => f.Count >= Fewest && f.Count > schema.StandIns!.Of(f.Name) * total && f.Count >= TimesBeside * f.Beside)];
    }

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        // Texts in a column of numbers are of the wrong type.
        if (schema.StandIns is not { } limits || data.Present == 0 || (data.Type == ColumnType.Category && schema.Type is not (null or ColumnType.Category)))
        {
            return null;
        }

        var wrong = Wrong(schema, data);
        if (wrong.Count == 0)
        {
            // Of texts too many to count, the frequent ones are known.
            return data.Frequent is { } frequent && frequent.ErrorBound > Math.Max(Fewest - 1, limits.MaxShare * (data.Lists?.Values ?? data.Present))
                ? Unknown(schema.Name, $"how many values stand for missing is not counted: about {data.Distinct.Value} distinct ones are too many", "take \"standIns\" out of the schema", null)
                : null;
        }

        var total = data.Lists?.Values ?? data.Present;
        var names = wrong.Select(w => w.Name).ToHashSet(StringComparer.Ordinal);
        var numbers = wrong.Select(w => StandIns.NumberOf(w.Name, data.Type)).ToHashSet();
        var named = string.Join(", ", wrong.Take(MostNamed).Select(w => $"{Say.Quote(w.Name)} (at most {Say.Percent(limits.Of(w.Name))} may be)"));
        return Broken(
            schema.Name,
            wrong.Sum(w => w.Count),
            total,
            n => $"{Say.Share(n, total)} seem to stand for missing: {named}{(wrong.Count > MostNamed ? $" and {wrong.Count - MostNamed} more" : "")}",
            "leave missing values empty, name the token where data is read (--missing), or allow it in \"standIns\"",
            v => data.Text is not null ? v.Kind != CellKind.Missing && names.Contains(StandIns.Canonical(Encoding.UTF8.GetString(v.Text.Span))) : v.Kind != CellKind.Missing && numbers.Contains(v.Number));
    }
}
