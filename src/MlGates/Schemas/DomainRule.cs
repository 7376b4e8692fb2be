using System.Text;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Values that the domain does not know, more of them than it tolerates.</summary>
internal sealed class DomainRule : SchemaRule
{
    private const int MostNamed = 5;

    internal override string Id => RuleIds.SchemaUnexpectedValues;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.Domain is not { MaxOutside: < 1 } domain || data.Present == 0)
        {
            return null;
        }

        var known = new HashSet<string>(domain.Values, StringComparer.Ordinal);
        var total = data.Lists?.Values ?? data.Present;
        (string Value, long Count)[] strangers = data.Categories is { } categories
            ? [.. categories.Counts.Where(c => !known.Contains(c.Key)).Select(c => (c.Key, c.Value)).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)]
            : [.. (data.Frequent?.Values ?? []).Where(v => !known.Contains(v.Value)).Select(v => (v.Value, v.AtLeast))];
        var outside = data.Categories is not null ? strangers.Sum(s => s.Count) : Math.Max(strangers.Sum(s => s.Count), AtLeast(data, known, total));
        var share = data is { Weighted: { Categories: { } weights, Present: > 0 } weighted }
            ? weights.Where(c => !known.Contains(c.Key)).Sum(c => c.Value) / weighted.Present
            : outside / (double)total;
        if (outside == 0 || share <= domain.MaxOutside)
        {
            return null;
        }

        var named = string.Join(", ", strangers.Take(MostNamed).Select(s => $"{Say.Quote(s.Value)} ({Say.Values(s.Count, "row", "rows")})"));
        var more = strangers.Length > MostNamed ? $" and {strangers.Length - MostNamed} more" : "";
        var tolerated = domain.MaxOutside > 0 ? $"; at most {Say.Percent(domain.MaxOutside)} may be" : "";
        var unknown = data.Categories is null ? "at least " : "";
        return Broken(
            schema.Name,
            outside,
            total,
            n => $"{unknown}{Say.Share(n, total)} are not among the {domain.Values.Count} known ones{tolerated}{(named.Length > 0 ? ": " + named + more : "")}",
            "correct them, or add what is right to \"domain\"",
            v => v.Kind != CellKind.Missing && !known.Contains(Canonical(v)));
    }

    /// <summary>A value as a domain has it: whole numbers in decimal, truth values in lower case.</summary>
    internal static string Canonical(CellValue value) => value.Kind switch
    {
        CellKind.Integer => ((long)value.Number) is var whole && whole == value.Number && Math.Abs(value.Number) < 9007199254740992
            ? whole.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : Encoding.UTF8.GetString(value.Text.Span),
        CellKind.Boolean => Encoding.UTF8.GetString(value.Text.Span).ToLowerInvariant(),
        _ => Encoding.UTF8.GetString(value.Text.Span),
    };

    // What cannot be any of the known values, where not all values were counted.
    private static long AtLeast(ColumnProfile data, HashSet<string> known, long total)
    {
        if (data.Frequent is not { } frequent)
        {
            return data.Distinct.Exact ? Math.Max(0, data.Distinct.Value - known.Count) : 0;
        }

        var inside = frequent.Values.Where(v => known.Contains(v.Value)).Sum(v => v.AtMost);
        var unseen = known.Count - frequent.Values.Count(v => known.Contains(v.Value));
        return Math.Max(0, total - inside - (unseen * frequent.ErrorBound));
    }
}
