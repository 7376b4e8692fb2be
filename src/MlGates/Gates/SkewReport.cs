using System.Globalization;
using MlGates.Data;
using MlGates.Skew;

namespace MlGates.Gates;

/// <summary>What a <see cref="SkewCheck"/> says of a join.</summary>
internal sealed class SkewReport(SkewCheck check, RowJoin join, DataSource baseline, DataSource candidate)
{
    private readonly Dictionary<(string Column, long Row), string> _none = [];

    private string Before => Text.Line(baseline.Name);

    private string After => Text.Line(candidate.Name);

    private string Key => string.Join(", ", check.Key.Select(Text.Line));

    /// <summary>Errors where keys do not tell rows apart.</summary>
    public IEnumerable<Evidence> Keys()
    {
        foreach (var (source, keyless, repeated, rows) in new[] { (baseline, join.Keyless.Before, join.Repeated.Before, join.Wrong.Before), (candidate, join.Keyless.After, join.Repeated.After, join.Wrong.After) })
        {
            if (keyless + repeated > 0)
            {
                var which = repeated == 0 ? $"{keyless} rows have no" : keyless == 0 ? $"{repeated} rows share their" : $"{repeated} rows share their {Key} and {keyless} have no";
                yield return new Evidence
                {
                    Rule = RuleIds.RowKeys,
                    Subject = Key,
                    Settled = Outcome.Error,
                    Value = keyless + repeated,
                    Message = _ => $"in {Text.Line(source.Name)} {which} {Key}, so they cannot be matched: {(rows.Count == 1 ? "row" : "rows")} {string.Join(", ", rows)}; name further columns of the key, or mend the rows",
                };
            }
        }

        if (join.Matched == 0 && join.Keyless.Before + join.Keyless.After + join.Repeated.Before + join.Repeated.After == 0)
        {
            yield return Evidence.Fact(RuleIds.RowKeys, Key, Outcome.Error,
                string.Create(CultureInfo.InvariantCulture, $"no {Key} of the {join.After} rows of {After} is among the {join.Before} of {Before}, so nothing was compared; is the key written alike on both sides?"));
        }
    }

    /// <summary>Rows that only one side has.</summary>
    public Evidence Rows()
    {
        var share = Math.Max(join.OnlyBefore / (double)join.Before, join.OnlyAfter / (double)join.After);
        var outcome = check.MostUnmatched is { } most ? share > most ? Outcome.Failed : Outcome.Passed : join.OnlyBefore + join.OnlyAfter > 0 ? Outcome.Warned : Outcome.Passed;
        var message = string.Create(CultureInfo.InvariantCulture,
            $"{join.OnlyBefore} of {join.Before} rows of {Before} are not in {After}, {join.OnlyAfter} of {join.After} rows of {After} are not in {Before}; {join.Matched} were compared, {join.Skewed} of them differ somewhere");
        return new Evidence
        {
            Rule = RuleIds.RowsUnmatched,
            Subject = "(rows)",
            Settled = outcome,
            Measure = "unmatched-share",
            Value = share,
            Limit = check.MostUnmatched is { } limit ? new Limit { AtMost = limit } : null,
            N = [join.Before, join.After],
            Details = Evidence.Named(("baseline", baseline.Name), ("candidate", candidate.Name), ("matched", join.Matched), ("onlyBaseline", join.OnlyBefore), ("onlyCandidate", join.OnlyAfter), ("skewed", join.Skewed)),
            Message = _ => message,
        };
    }

    /// <summary>Texts of the cells that columns show as examples: one more pass over each side, if there is a mismatch.</summary>
    public (IReadOnlyList<Mismatch>[] Rows, Dictionary<(string Column, long Row), string> Before, Dictionary<(string Column, long Row), string> After) Examples(int most)
    {
        IReadOnlyList<Mismatch>[] rows = [.. join.Columns.Select(c => (IReadOnlyList<Mismatch>)[.. c.Kept.Take(most)])];
        if (rows.All(r => r.Count == 0))
        {
            return (rows, _none, _none);
        }

        (string, long)[] Cells(Func<Mismatch, long> number) => [.. join.Columns.SelectMany((c, i) => rows[i].SelectMany(r => check.Key.Append(c.Name).Select(n => (n, number(r))))).Distinct()];
        return (rows, CellTexts.Read(baseline, Cells(r => join.RowOf(r.Place)), check.HideValues), CellTexts.Read(candidate, Cells(r => r.Row), check.HideValues));
    }

    /// <summary>How a column's cells compare.</summary>
    public Evidence Column(int place, SkewLimit limit, (IReadOnlyList<Mismatch>[] Rows, Dictionary<(string Column, long Row), string> Before, Dictionary<(string Column, long Row), string> After) examples)
    {
        var column = join.Columns[place];
        var pattern = SkewPattern.Of(column.Kept, check.HideValues);
        object[] shown = [.. examples.Rows[place].Select(r => Example(column, r, examples.Before, examples.After))];
        return new Evidence
        {
            Rule = RuleIds.CellSkew,
            Subject = column.Name,
            Measure = "mismatch-share",
            Limit = new Limit { AtMost = limit.AtMost },
            Settled = limit.AtMost > 0 ? null : column.Mismatches > 0 ? Outcome.Failed : Outcome.Passed,
            Test = limit.AtMost > 0 ? new MismatchTest(column.Mismatches, join.Matched, limit.AtMost) : null,
            Value = column.Mismatches / (double)join.Matched,
            N = [join.Matched],
            Decision = check.Decision,
            Location = limit.Location,
            Details = Evidence.Named(
                ("baseline", baseline.Name), ("candidate", candidate.Name), ("examples", shown), ("follows", column.Follows), ("largestDifference", DriftFacts.Rounded(column.LargestDifference)),
                ("matches", column.Matches), ("mismatches", column.Mismatches), ("missingBaselineOnly", column.MissingBefore), ("missingCandidateOnly", column.MissingAfter), ("pattern", pattern)),
            Message = judgement => Said(column, limit, pattern, shown, judgement),
        };
    }

    private string Said(ColumnSkew column, SkewLimit limit, string? pattern, object[] shown, Judgement judgement)
    {
        var name = Text.Line(column.Name);
        if (column.Mismatches == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name} is the same in {Before} and {After} (n = {join.Matched})")
                + (judgement.Outcome == Outcome.Inconclusive ? "; that is too few rows to tell whether more than the limit differ" : "");
        }

        var said = string.Create(CultureInfo.InvariantCulture, $"{name} differs between {Before} and {After} in {column.Mismatches} of {join.Matched} rows ({Text.Percent(column.Mismatches / (double)join.Matched)})");
        said += limit.AtMost == 0 ? "" : judgement.Outcome switch
        {
            Outcome.Failed => $", more than {Text.Percent(limit.AtMost)}",
            Outcome.Passed => $", within {Text.Percent(limit.AtMost)}",
            _ => string.Create(CultureInfo.InvariantCulture, $", against {Text.Percent(limit.AtMost)} undecided{(judgement.RowsNeeded is { } rows ? $"; about {rows} matched rows would decide" : "")}"),
        };
        if (column.LargestDifference > 0)
        {
            said += $", by up to {Text.Number(column.LargestDifference)}";
        }

        said += pattern is null ? "" : $"; {(column.Mismatches == 1 ? "it is" : "mostly")} {pattern}";
        if (column.Follows > 0)
        {
            said += column.Follows == column.Mismatches ? "; it follows from a step before in all of them"
                : string.Create(CultureInfo.InvariantCulture, $"; in {column.Follows} of them it follows from a step before, in {column.Mismatches - column.Follows} it is at fault");
        }
        else if (join.Steps.Any(s => s.Contains(Place(column)) && s[^1] != Place(column)))
        {
            said += "; this step is at fault";
        }

        return said + (shown.Length == 0 ? "" : "; such as " + string.Join(", ", shown));
    }

    private int Place(ColumnSkew column)
    {
        var place = 0;
        while (join.Columns[place] != column)
        {
            place++;
        }

        return place;
    }

    private string Example(ColumnSkew column, Mismatch row, Dictionary<(string Column, long Row), string> before, Dictionary<(string Column, long Row), string> after)
    {
        var number = join.RowOf(row.Place);
        var key = string.Join(", ", check.Key.Select(k => $"{Text.Line(k)} {before.GetValueOrDefault((k, number))}"));
        return string.Create(CultureInfo.InvariantCulture, $"{before.GetValueOrDefault((column.Name, number))} → {after.GetValueOrDefault((column.Name, row.Row))} at {key} (rows {number} and {row.Row})");
    }
}
