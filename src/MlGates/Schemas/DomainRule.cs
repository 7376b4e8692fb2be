using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Values that the domain does not know, more of them than it tolerates.</summary>
internal sealed class DomainRule : SchemaRule
{
    private const int MostNamed = 5;

    internal override string Id => RuleIds.SchemaUnexpectedValues;

    internal override bool Asks(ColumnSchema column) => column.Domain is { MaxOutside: < 1 };

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.Domain is not { MaxOutside: < 1 } domain || data.Present == 0)
        {
            return null;
        }

        var known = new KnownValues(domain, data.Type);
        var total = data.Lists?.Values ?? data.Present;
        (string Value, long Count)[] strangers = data.Categories is { } categories
            ? [.. categories.Counts.Where(c => !known.Contains(c.Key)).Select(c => (c.Key, c.Value)).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)]
            : [.. (data.Frequent?.Values ?? []).Where(v => !known.Contains(v.Value)).Select(v => (v.Value, v.AtLeast))];
        var counted = data.Categories is not null ? strangers.Sum(s => s.Count) : known.Strangers(data.Numeric);
        var isExact = counted is not null;
        var outside = counted ?? Math.Max(strangers.Sum(s => s.Count), AtLeast(data, known, total));
        var share = data is { Weighted: { Categories: { } weights, Present: > 0 } weighted }
            ? weights.Where(c => !known.Contains(c.Key)).Sum(c => c.Value) / weighted.Present
            : outside / (double)total;
        if (outside == 0 || share <= domain.MaxOutside)
        {
            return null;
        }

        var named = string.Join(", ", strangers.Take(MostNamed).Select(s => $"{context.Show(s.Value)} ({Say.Values(s.Count, "row", "rows")})"));
        var more = strangers.Length > MostNamed ? $" and {strangers.Length - MostNamed} more" : "";
        var tolerated = domain.MaxOutside > 0 ? $"; at most {Say.Percent(domain.MaxOutside)} may be" : "";
        var broken = Broken(
            schema.Name,
            outside,
            total,
            n => $"{Say.Share(n, total)} are not among the {domain.Values.Count} known ones{tolerated}{(named.Length > 0 ? ": " + named + more : "")}",
            "correct them, or add what is right to \"domain\"",
            v => v.Kind != CellKind.Missing && !known.Contains(v));
        return isExact ? broken : broken with { Found = "at least " + broken.Found };
    }

    // What cannot be any of the known values, where not all values were counted.
    private static long AtLeast(ColumnProfile data, KnownValues known, long total)
    {
        var slack = data.Distinct.Exact ? 0 : DistinctRule.Errors * Statistics.DistinctState.RelativeStandardError * data.Distinct.Value;
        var others = Math.Max(0, (long)(data.Distinct.Value - slack) - known.Count);
        if (data.Frequent is not { } frequent)
        {
            return others;
        }

        var inside = frequent.Values.Where(v => known.Contains(v.Value)).Sum(v => v.AtMost);
        var unseen = known.Count - frequent.Values.Count(v => known.Contains(v.Value));
        return Math.Max(others, total - inside - (unseen * frequent.ErrorBound));
    }
}
