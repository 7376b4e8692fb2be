using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Sensitivity;

/// <summary>
/// Tries a drift check on known changes: candidates are drawn from the baseline's rows with replacement, one column at a time is changed, and the check judges them as it would judge any other, with
/// its own limits, all its columns and the run's false-block rate.
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
        var plain = check with { Group = null, Weight = null, Multivariate = [], Slices = [], Windows = null, Attribution = null };
        var rows = options.Rows ?? (int)Math.Min(baseline.Profile.Rows, int.MaxValue);
        string[] columns = [.. baseline.Profile.Columns.Select(c => c.Name).Where(n => baseline.Find(n) is not null)];
        var untried = new List<UntriedShift>();
        var tried = new List<(string Column, Shift Shift)>();
        foreach (var column in baseline.Profile.Columns)
        {
            if (plain.ExamineColumn(baseline.Profile, baseline.Profile, column.Name) is var evidence && !evidence.Any(e => e.Test is not null))
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
        return new SensitivityResult(check.Id, rows, Counted(0, "", null), [.. tried.Select((t, i) => Counted(i + 1, t.Column, t.Shift))], untried, [.. Notes(check, baseline)]);
    }

    private static Outcome[] Run(DriftCheck check, BaselineRows baseline, string[] columns, int rows, List<(string Column, Shift Shift)> tried, CounterRandom random, SensitivityOptions options)
    {
        var (drawn, unchanged) = Draw(baseline, columns, rows, random);
        var evidence = new List<Evidence>();
        foreach (var column in columns)
        {
            evidence.AddRange(check.ExamineColumn(baseline.Profile, unchanged, column));
        }

        var unfailed = new Dictionary<(Evidence, int), Outcome>(ReferenceFirst.Instance);
        var outcomes = new Outcome[tried.Count + 1];
        outcomes[0] = GateDecision.OutcomeOf(check, evidence, options.Settings, unfailed);
        for (var i = 0; i < tried.Count; i++)
        {
            var (column, shift) = tried[i];
            var changed = Injection.Apply(drawn[column], baseline.Profile.Find(column)!, shift, random.With(column).With(shift.ToString()));
            var profile = Profiled(baseline, changed);
            var others = evidence.Where(e => e.Subject != column);
            outcomes[i + 1] = GateDecision.OutcomeOf(check, [.. others, .. check.ExamineColumn(baseline.Profile, profile, column)], options.Settings, unfailed);
        }

        return outcomes;
    }

    /// <summary>Rows of the baseline drawn with replacement, and their profile.</summary>
    internal static (Dictionary<string, HeldColumn> Columns, DatasetProfile Profile) Draw(BaselineRows baseline, string[] columns, int rows, CounterRandom random)
    {
        var draw = random.With("rows");
        var places = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            places[i] = draw.Below(i, baseline.Rows);
        }

        var drawn = columns.ToDictionary(c => c, c => baseline.Find(c)!.Take(places), StringComparer.Ordinal);
        return (drawn, Profiled(baseline, [.. columns.Select(c => drawn[c])]));
    }

    private static DatasetProfile Profiled(BaselineRows baseline, params HeldColumn[] columns) => ProfileBuilder.Build(
        new HeldSource("candidate", columns),
        new ProfileOptions { Threads = 1, Bins = baseline.IsStored ? ProfileOptions.BinsOf(baseline.Profile) : new Dictionary<string, IReadOnlyList<double>>() });

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
