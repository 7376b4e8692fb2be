using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Sensitivity;

/// <summary>Proposes limits for a drift check from what data without trouble show: baseline and candidate drawn anew from the baseline's rows, and datasets that were accepted.</summary>
public static class GateCalibration
{
    private const double Level = 0.05;

    /// <summary>
    /// Proposes a limit for every column the check judges. Of each draw and each accepted dataset the upper bound of the distance is taken, which is what a pass must be shown to be within; a
    /// limit is the 95 % quantile of the draws' bounds or the largest accepted one, whichever is larger, rounded up to two digits, and never below the limit the check has. O(repeats · columns · rows).
    /// </summary>
    /// <param name="check">The check: its measures, limits and exclusions.</param>
    /// <param name="baseline">What it compares with.</param>
    /// <param name="accepted">Profiles of accepted datasets, made with the baseline's bins where it is a stored profile.</param>
    /// <param name="options">Rows, repeats and seed; shifts play no part.</param>
    /// <returns>In ordinal order of the columns; those that cannot be judged are left out.</returns>
    public static IReadOnlyList<CalibratedLimit> Of(DriftCheck check, BaselineRows baseline, IReadOnlyList<DatasetProfile> accepted, SensitivityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(accepted);
        options ??= new SensitivityOptions();
        options.Check();
        var rows = options.Rows ?? (int)Math.Min(baseline.Profile.Rows, int.MaxValue);
        string[] columns = [.. baseline.Profile.Columns.Select(c => c.Name).Where(n => baseline.Find(n) is not null)];
        var draws = new Evidence?[options.Repeats, columns.Length];
        var random = CounterRandom.Of(options.Seed).With("calibrate");
        Parallel.For(0, options.Repeats, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, repeat =>
        {
            var (before, _, candidate) = GateSensitivity.Draw(baseline, columns, rows, random.With(repeat));
            for (var i = 0; i < columns.Length; i++)
            {
                draws[repeat, i] = Judged(check, before, candidate, columns[i]);
            }
        });

        var tests = Math.Max(1, Enumerable.Range(0, columns.Length).Count(i => draws[0, i] is not null));
        var limits = new List<CalibratedLimit>();
        for (var i = 0; i < columns.Length; i++)
        {
            Evidence[] drawn = [.. Enumerable.Range(0, options.Repeats).Select(r => draws[r, i]).OfType<Evidence>()];
            if (drawn.Length == 0)
            {
                continue;
            }

            Evidence[] past = [.. accepted.Where(a => a.Find(columns[i]) is not null).Select(a => Judged(check, baseline.Profile, a, columns[i])).OfType<Evidence>()];
            var bounds = drawn.Select(Upper).Order().ToArray();
            var needed = Math.Max(bounds[(int)Math.Ceiling(0.95 * bounds.Length) - 1], past.Select(Upper).DefaultIfEmpty(0).Max());
            var measure = Measures.Find(drawn[0].Measure!)!.Value;
            var current = drawn[0].Limit!.AtMost!.Value;
            var limit = Math.Min(measure.LargestLimit(), Math.Max(current, RoundedUp(needed)));
            var held = check with { Features = new() { [columns[i]] = new FeatureLimit { Measure = measure, AtMost = limit } }, Exclude = [] };
            var (first, _, second) = GateSensitivity.Draw(baseline, [columns[i]], rows, random.With(0));
            var test = (Judged(held, first, second, columns[i]) ?? drawn[0]).Test!;
            var level = options.Settings.FalseBlockRate / tests;
            limits.Add(new CalibratedLimit(
                columns[i], measure, limit, current, rows, drawn.Average(e => e.Test!.Value), past.Length == 0 ? null : past.Max(e => e.Test!.Value),
                test.MinimumDetectable(level, options.Settings.Power) is var smallest && double.IsNaN(smallest) ? null : smallest,
                test.RowsFactor(level, options.Settings.Ratio, options.Settings.Power) is var factor && factor * rows < long.MaxValue ? (long)Math.Ceiling(factor * rows) : null));
        }

        return limits;
    }

    /// <summary>The baseline's profile with the noise floors of its columns, which findings then show beside a distance; those it had are replaced.</summary>
    /// <param name="profile">The baseline's profile.</param>
    /// <param name="limits">What <see cref="Of"/> gave for it; columns the profile lacks are left out.</param>
    public static DatasetProfile Store(DatasetProfile profile, IReadOnlyList<CalibratedLimit> limits)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(limits);
        var floors = limits.ToDictionary(l => l.Column, l => new NoiseFloor(l.Measure.Id(), l.Rows, l.NoiseFloor), StringComparer.Ordinal);
        return profile with { Columns = [.. profile.Columns.Select(c => c with { NoiseFloor = floors.GetValueOrDefault(c.Name) })] };
    }

    private static Evidence? Judged(DriftCheck check, DatasetProfile baseline, DatasetProfile candidate, string column) =>
        check.ExamineColumn(baseline, candidate, column).FirstOrDefault(e => e.Test is not null && Measures.Find(e.Measure!) is not null);

    private static double Upper(Evidence evidence) => evidence.Test!.Bounds(Level, Level).Upper is var upper && double.IsNaN(upper) ? evidence.Test.Value : upper;

    private static double RoundedUp(double value)
    {
        if (!(value > 0))
        {
            return 0;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(Math.Ceiling(value / unit) * unit, 12);
    }
}

/// <summary>A limit that data without trouble would be shown to be within.</summary>
/// <param name="Column">The column.</param>
/// <param name="Measure">Its measure.</param>
/// <param name="AtMost">The limit.</param>
/// <param name="Current">The limit that the check has.</param>
/// <param name="Rows">Rows of the candidates that were drawn.</param>
/// <param name="NoiseFloor">The mean distance of draws without any change.</param>
/// <param name="LargestAccepted">The largest distance that an accepted dataset showed; null without any.</param>
/// <param name="MinimumDetectable">The smallest true distance that would fail with a chance of 90 % at this limit; null when none would.</param>
/// <param name="RowsNeeded">Rows of the candidate, the baseline growing alike, for twice the limit to be found; null when no number would do.</param>
public sealed record CalibratedLimit(
    string Column, Measure Measure, double AtMost, double Current, int Rows, double NoiseFloor, double? LargestAccepted, double? MinimumDetectable, long? RowsNeeded);
