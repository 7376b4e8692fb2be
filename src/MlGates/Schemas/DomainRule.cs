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
        // Where no stranger is tolerated none is, whatever it weighs.
        var weighted = domain.MaxOutside > 0 ? data.Weighted : null;
        var (strange, all) = weighted?.Categories is { } weights ? (weights.Where(c => !known.Contains(c.Key)).Sum(c => c.Value), weights.Values.Sum()) : (0, 0);
        if (outside == 0 || (weighted is null ? outside / (double)total <= domain.MaxOutside : weighted.Categories is not null && !WeightedShare.IsAbove(strange, domain.MaxOutside, all)))
        {
            return null;
        }

        var named = string.Join(", ", strangers.Take(MostNamed).Select(s => $"{context.Show(s.Value)} ({Say.Values(s.Count, "row", "rows")})"));
        var more = strangers.Length > MostNamed ? $" and {strangers.Length - MostNamed} more" : "";
        var tolerated = domain.MaxOutside > 0 ? $"; at most {Say.Percent(domain.MaxOutside)} may be" : "";
        const string Advice = "correct them, or add what is right to \"domain\"";
        string Said(long n, string byWeight) => $"{Say.Share(n, total)} are not among the {domain.Values.Count} known ones{byWeight}{tolerated}{(named.Length > 0 ? ": " + named + more : "")}";
        if (weighted is { Categories: null })
        {
            var scan = new WeightedDomainScan(schema.Name, context.Data.Weights!.Column, known, domain.MaxOutside, (n, part, whole) => Said(n, WeightedShare.Said(part, whole)), context);
            return Unknown(schema.Name, $"what share of the weight is of values that are not among the {domain.Values.Count} known ones{tolerated} is not in a profile; validate the rows", Advice, scan);
        }

        var share = weighted is null ? "" : WeightedShare.Said(strange, all);
        var broken = Broken(schema.Name, outside, total, n => Said(n, share), Advice, v => v.Kind != CellKind.Missing && !known.Contains(v)) with { Share = weighted is null ? null : strange / all };
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
