using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Gates;

/// <summary>The evidence for the windows of a candidate: each against the baseline, and beside it against the window before.</summary>
internal sealed class WindowComparison
{
    // A change of which chance gives more is none to name.
    private const double ChangeLevel = 0.05;

    private readonly DriftCheck _check;
    private readonly DatasetProfile _baseline;
    private readonly DatasetProfile _candidate;
    private readonly WindowProfiles _all;
    private readonly (string Start, DatasetProfile Profile)[] _judged;

    private WindowComparison(DriftCheck check, DatasetProfile baseline, DatasetProfile candidate, WindowProfiles all)
    {
        (_check, _baseline, _candidate, _all) = (check, baseline, candidate, all);
        _judged = [.. all.Windows.Where(w => w.Profile.Rows >= check.Windows!.MinRows)];
    }

    /// <summary>Reads the rows once more; null where there is nothing to compare.</summary>
    internal static WindowComparison? Read(DriftCheck check, DatasetProfile baseline, DatasetProfile candidate, DataSource? rows, IReadOnlyCollection<string> columns)
    {
        if (check.Group is not null || check.Weight is not null)
        {
            throw new InputException(RuleIds.Usage, "Windows are compared row by row, without weights and groups; compare those in a check of its own.", check.Location);
        }

        if (check.Features.Values.Any(f => f.Bins is not (null or PeerTool.Tfdv)))
        {
            throw new InputException(RuleIds.Usage, "Windows are not counted in the bins of other tools but TFDV's; leave out \"bins\", or compare those in a check of its own.", check.Location);
        }

        if (rows is null)
        {
            throw new InputException(RuleIds.InputMalformed, $"'{candidate.Name}' is a stored profile, which cannot be cut into windows; give the rows", check.Location);
        }

        return columns.Count == 0 ? null : new WindowComparison(check, baseline, candidate, WindowProfiles.Read(rows, check.Windows!, columns, baseline, candidate.Name));
    }

    /// <summary>What the candidate as a whole gave for a column, with where its distance changed, and after it the windows.</summary>
    internal IEnumerable<Evidence> Extend(string name, Func<DatasetProfile, DatasetProfile, ColumnComparison> comparison, IEnumerable<Evidence> whole)
    {
        var type = _candidate.Find(name)!.Type;
        var found = new List<Evidence>();
        var series = new List<(string Measure, string Start, double Value)>();
        for (var i = 0; i < _judged.Length; i++)
        {
            var (start, window) = _judged[i];
            var column = Typed(window.Find(name)!, type);
            var before = i == 0 ? [] : comparison(_judged[i - 1].Profile, window).Compare(Typed(_judged[i - 1].Profile.Find(name)!, type), column).ToArray();
            foreach (var evidence in comparison(_baseline, window).Compare(_baseline.Find(name)!, column))
            {
                if (evidence.Test is { } test)
                {
                    series.Add((evidence.Measure!, start, test.Value));
                }

                var previous = Array.Find(before, e => e.Measure == evidence.Measure)?.Test?.Value;
                found.Add(evidence with
                {
                    Subject = $"{name} @ {start}",
                    // A finding for every window would repeat them; the message has the largest.
                    Carriers = [],
                    Details = With(evidence.Details, ("window", start), ("previousWindow", i == 0 ? null : _judged[i - 1].Start), ("valueToPrevious", previous)),
                });
            }
        }

        return [.. whole.Select(e => e.Test is null ? e : Changed(e, [.. series.Where(s => s.Measure == e.Measure).Select(s => (s.Start, s.Value))])), .. found];
    }

    /// <summary>Windows of too few rows, and rows without a window.</summary>
    internal IEnumerable<Evidence> NotJudged()
    {
        var least = _check.Windows!.MinRows;
        foreach (var (_, profile) in _all.Windows.Where(w => w.Profile.Rows < least))
        {
            yield return Evidence.Fact(RuleIds.Drift, Text.Line(profile.Name), Outcome.Inconclusive, string.Create(CultureInfo.InvariantCulture,
                $"{Text.Line(profile.Name)} holds {profile.Rows} rows, fewer than {least}, and is not judged by itself; take longer windows"));
        }

        if (_all.Unplaced > 0)
        {
            yield return Evidence.Fact(RuleIds.Drift, Text.Line(_check.Windows.By!), Outcome.Inconclusive, string.Create(CultureInfo.InvariantCulture,
                $"{_all.Unplaced} of {_candidate.Rows} rows of {Text.Line(_candidate.Name)} hold no time in {Text.Line(_check.Windows.By!)}, so they are in no window; fill it, or leave such rows out"));
        }
    }

    private static Evidence Changed(Evidence whole, (string Start, double Value)[] series)
    {
        if (series.Length == 0)
        {
            return whole;
        }

        whole = whole with { Details = With(whole.Details, ("windows", series.Select(s => (object)s.Start).ToArray()), ("windowValues", series.Select(s => (object)DriftFacts.Rounded(s.Value)).ToArray())) };
        if (MeanShift.Find(Array.ConvertAll(series, s => s.Value)) is not { PValue: <= ChangeLevel } shift)
        {
            return whole;
        }

        var start = series[shift.At].Start;
        var message = whole.Message;
        return whole with
        {
            Details = With(whole.Details, ("changePoint", start), ("changePointBefore", DriftFacts.Rounded(shift.Before)), ("changePointAfter", DriftFacts.Rounded(shift.After)), ("changePointP", DriftFacts.Rounded(shift.PValue))),
            Message = j => FormattableString.Invariant($"{message(j)}; over {series.Length} windows it changed most at {start}: {Text.Number(shift.Before)} on average before, {Text.Number(shift.After)} from then on"),
        };
    }

    // A window of a text column may happen to hold nothing but numbers.
    private static ColumnProfile Typed(ColumnProfile window, ColumnType type) =>
        type == ColumnType.Category && window is { Present: > 0, Categories: not null } ? window with { Type = type } : window;

    private static SortedDictionary<string, object?> With(IReadOnlyDictionary<string, object?> details, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var all = Evidence.Named(more);
        foreach (var (name, value) in details)
        {
            all.TryAdd(name, value);
        }

        return all;
    }
}
