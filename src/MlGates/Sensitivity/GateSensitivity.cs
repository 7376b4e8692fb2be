using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Sensitivity;

/// <summary>
/// Tries a drift check on known changes: in each run a baseline and a candidate are drawn from the baseline's rows with replacement, one column at a time of the candidate is changed, and the check
/// judges it as it would judge any other, with its own limits, all its columns and the run's false-block rate.
/// </summary>
public static class GateSensitivity
{
    /// <summary>O(repeats · columns · shifts · rows). The result depends on check, baseline and options alone, not on threads.</summary>
    /// <param name="check">The check.</param>
    /// <param name="baseline">What it compares with.</param>
    /// <param name="options">Rows, repeats, seed and shifts.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static SensitivityResult Of(DriftCheck check, BaselineRows baseline, SensitivityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(baseline);
        options ??= new SensitivityOptions();
        options.Check();
        var plain = Plain(check);
        var rows = options.Rows ?? (int)Math.Min(baseline.Profile.Rows, int.MaxValue);
        string[] columns = [.. baseline.Profile.Columns.Select(c => c.Name).Where(n => baseline.Find(n) is not null)];
        var untried = new List<UntriedShift>();
        var tried = new List<(string Column, Shift Shift)>();
        foreach (var column in baseline.Profile.Columns)
        {
            if (Unchanged(plain, baseline, column) is var evidence && !evidence.Any(e => e.Test is not null))
            {
                untried.Add(new UntriedShift(column.Name, null, evidence.Count == 0 ? "the check does not look at it" : "the check does not judge it"));
            }
            else if (baseline.Find(column.Name) is null)
            {
                untried.Add(new UntriedShift(column.Name, null, "it holds lists, or more distinct texts than can be counted"));
            }
            else
            {
                foreach (var kind in options.Shifts.Select(s => s.Kind).Distinct())
                {
                    if (Injection.Unfit(column, kind) is { } reason)
                    {
                        untried.Add(new UntriedShift(column.Name, kind, reason, reason.StartsWith(Injection.OtherType, StringComparison.Ordinal)));
                    }
                    else
                    {
                        tried.AddRange(options.Shifts.Where(s => s.Kind == kind).Select(s => (column.Name, s)));
                    }
                }
            }
        }

        var counts = new int[tried.Count + 1, 3];
        var random = CounterRandom.Of(options.Seed).With(check.Id);
        Parallel.For(0, options.Repeats, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, repeat =>
        {
            var outcomes = Run(plain, baseline, columns, rows, tried, random.With(repeat), options);
            lock (counts)
            {
                for (var i = 0; i < outcomes.Length; i++)
                {
                    counts[i, outcomes[i] switch { Outcome.Failed or Outcome.Error => 0, Outcome.Inconclusive => 2, _ => 1 }]++;
                }
            }
        });
        ShiftOutcome Counted(int i, string column, Shift? shift) => new(column, shift, counts[i, 0], counts[i, 1], counts[i, 2]);
        return new SensitivityResult(check.Id, rows, options.OtherTests, Counted(0, "", null), [.. tried.Select((t, i) => Counted(i + 1, t.Column, t.Shift))], untried, [.. Notes(check, baseline)]);
    }

    /// <summary>The number of a check's tests, of columns alone, that share the run's false-block rate.</summary>
    internal static int Tests(DriftCheck check, BaselineRows baseline) => check.Decision == Decision.Point ? 0
        : baseline.Profile.Columns.Sum(c => Unchanged(Plain(check), baseline, c).Count(e => e.Test is not null));

    private static DriftCheck Plain(DriftCheck check) => check with { Group = null, Weight = null, Multivariate = [], Slices = [], Windows = null, Attribution = null };

    private static IReadOnlyList<Evidence> Unchanged(DriftCheck plain, BaselineRows baseline, ColumnProfile column) => plain.ExamineColumn(baseline.Profile, baseline.Profile, column.Name);

    private static Outcome[] Run(DriftCheck check, BaselineRows baseline, string[] columns, int rows, List<(string Column, Shift Shift)> tried, CounterRandom random, SensitivityOptions options)
    {
        var (before, drawn, unchanged) = Draw(baseline, columns, rows, random);
        var evidence = new List<Evidence>();
        foreach (var column in columns)
        {
            evidence.AddRange(check.ExamineColumn(before, unchanged, column));
        }

        var unfailed = new Dictionary<(Evidence, int), Outcome>(ReferenceFirst.Instance);
        var outcomes = new Outcome[tried.Count + 1];
        outcomes[0] = GateDecision.OutcomeOf(check, evidence, options.Settings, unfailed, options.OtherTests);
        for (var i = 0; i < tried.Count; i++)
        {
            var (column, shift) = tried[i];
            var changed = Injection.Apply(drawn[column], baseline.Profile.Find(column)!, shift, random.With(column).With(shift.ToString()));
            var profile = Candidate(baseline, before, changed);
            var others = evidence.Where(e => e.Subject != column);
            outcomes[i + 1] = GateDecision.OutcomeOf(check, [.. others, .. check.ExamineColumn(before, profile, column)], options.Settings, unfailed, options.OtherTests);
        }

        return outcomes;
    }

    /// <summary>
    /// A baseline and a candidate, both drawn with replacement: they differ as two samples of one population do. Against the very rows it was drawn from, a candidate would look closer than any real one.
    /// </summary>
    /// <returns>The baseline, the candidate's columns, and its profile.</returns>
    internal static (DatasetProfile Baseline, Dictionary<string, HeldColumn> Columns, DatasetProfile Candidate) Draw(BaselineRows baseline, string[] columns, int rows, CounterRandom random)
    {
        var before = Profiled(baseline.Profile.Name, new ProfileOptions { Threads = 1 }, [.. Taken(baseline, columns, baseline.Rows, random.With("baseline")).Values]);
        if (baseline.IsStored)
        {
            // As a profile that was read.
            before = before with { Columns = [.. before.Columns.Select(c => c.Numeric is null ? c : c with { Numeric = c.Numeric with { Histogram = null } })] };
        }

        var drawn = Taken(baseline, columns, rows, random.With("rows"));
        return (before, drawn, Candidate(baseline, before, [.. drawn.Values]));
    }

    private static Dictionary<string, HeldColumn> Taken(BaselineRows baseline, string[] columns, int rows, CounterRandom random)
    {
        var places = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            places[i] = random.Below(i, baseline.Rows);
        }

        return columns.ToDictionary(c => c, c => baseline.Find(c)!.Take(places), StringComparer.Ordinal);
    }

    private static DatasetProfile Candidate(BaselineRows baseline, DatasetProfile drawn, params HeldColumn[] columns) =>
        Profiled("candidate", new ProfileOptions { Threads = 1, Bins = baseline.IsStored ? ProfileOptions.BinsOf(drawn) : new Dictionary<string, IReadOnlyList<double>>() }, columns);

    private static DatasetProfile Profiled(string name, ProfileOptions options, HeldColumn[] columns) => ProfileBuilder.Build(new HeldSource(name, columns), options);

    private static IEnumerable<string> Notes(DriftCheck check, BaselineRows baseline)
    {
        if (baseline.Note is { } note)
        {
            yield return note;
        }

        if (check.Group is not null || check.Weight is not null)
        {
            yield return $"rows are drawn one by one and weigh the same: with {Text.Line(check.Group ?? check.Weight!)} the check finds less than this says";
        }

        if (check.Multivariate.Count > 0 || check.Attribution is not null || check.Windows is not null)
        {
            yield return "what the check asks of the columns together, of windows and of attributions is not tried; it may find more";
        }
    }

    // Evidence is the same only when it is the same object.
    private sealed class ReferenceFirst : IEqualityComparer<(Evidence Evidence, int Tests)>
    {
        public static readonly ReferenceFirst Instance = new();

        public bool Equals((Evidence Evidence, int Tests) x, (Evidence Evidence, int Tests) y) => ReferenceEquals(x.Evidence, y.Evidence) && x.Tests == y.Tests;

        public int GetHashCode((Evidence Evidence, int Tests) obj) => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Evidence), obj.Tests);
    }
}
