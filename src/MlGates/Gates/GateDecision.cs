using MlGates.Comparison;

namespace MlGates.Gates;

/// <summary>
/// Turns the evidence of a whole run into findings: Holm's step-down over all tests holds the run's false-block rate (Holm 1979),
/// then each subject passes, or is inconclusive, on its own evidence (intersection-union, Berger 1982).
/// </summary>
public static class GateDecision
{
    /// <summary>Decides a run of one check.</summary>
    public static CheckResult Judge(Check check, IReadOnlyList<Evidence> evidence, JudgementSettings? settings = null) =>
        Judge([(check, evidence)], settings ?? new JudgementSettings())[0];

    /// <summary>Decides a run. Results are in the order of <paramref name="run"/>. O(k log k) in the number of tests.</summary>
    /// <exception cref="ArgumentException">A check brought no evidence: a run may not leave a check out. Or a rate of the settings is out of its range.</exception>
    public static IReadOnlyList<CheckResult> Judge(IReadOnlyList<(Check Check, IReadOnlyList<Evidence> Evidence)> run, JudgementSettings settings)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        var results = Decide(run, settings);
        for (var i = 0; i < run.Count; i++)
        {
            results[i] = run[i].Check is DriftCheck && results[i].Outcome == Outcome.Failed ? results[i] with { Without = Without(run, i, results[i], settings) } : results[i];
        }

        return results;
    }

    // Holm stepped down to the others when it rejected these, so without them no other fails.
    private static VerdictWithout? Without(IReadOnlyList<(Check Check, IReadOnlyList<Evidence> Evidence)> run, int place, CheckResult result, JudgementSettings settings)
    {
        var columns = new SortedSet<string>(result.Findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Subject), StringComparer.Ordinal);
        Evidence[] left = [.. run[place].Evidence.Where(e => !columns.Contains(e.Subject))];

        // What the columns show together cannot be taken out of them, nor a column from some windows alone; and without a column there is no verdict.
        return run[place].Check is DriftCheck { Windows: not null } || columns.Contains(MultivariateComparison.Subject) || !left.Any(e => e.Test is not null) ? null
            : new VerdictWithout([.. columns], Decide([.. run.Select((r, i) => i == place ? (r.Check, left) : r)], settings)[place].Outcome);
    }

    private static CheckResult[] Decide(IReadOnlyList<(Check Check, IReadOnlyList<Evidence> Evidence)> run, JudgementSettings settings)
    {
        var tested = run.SelectMany(r => r.Evidence).Where(IsTested).ToArray();
        var rejected = Holm.Reject(Array.ConvertAll(tested, e => e.Test!.PFail), settings.FalseBlockRate);
        var failed = tested.Where((_, i) => rejected[i]).ToHashSet();
        var level = settings.FalseBlockRate / Math.Max(1, tested.Length);

        var results = new CheckResult[run.Count];
        for (var i = 0; i < run.Count; i++)
        {
            var (check, evidence) = run[i];
            if (evidence.Count == 0)
            {
                throw new ArgumentException($"Check '{check.Id}' brought no evidence.", nameof(run));
            }

            var findings = evidence.Select(e => Find(check, e, failed.Contains(e), level, settings)).ToList();
            if (Worst(findings) == Outcome.NotApplicable)
            {
                // Whatever other checks say: one that judged nothing must not be green.
                findings.Insert(0, Find(check, NothingJudged(check, findings), false, level, settings));
            }

            results[i] = new CheckResult(check.Id, check.Tolerate(DriftSeverities.Judge(findings)));
        }

        return results;
    }

    private static Evidence NothingJudged(Check check, List<Finding> findings) => Evidence.Fact(
        RuleIds.NothingJudged, check.Id, Outcome.Error,
        $"nothing that check '{check.Id}' looks at applies to the data, so nothing was judged ({string.Join("; ", findings.Select(f => f.Message))}); name columns or limits that do apply, or remove the check");

    /// <summary>The worst outcome: failed, error, inconclusive, warned, passed, not applicable.</summary>
    public static Outcome Worst(IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var worst = Outcome.NotApplicable;
        foreach (var finding in findings)
        {
            if (Rank(finding.Outcome) > Rank(worst))
            {
                worst = finding.Outcome;
            }
        }

        return worst;
    }

    private static int Rank(Outcome outcome) => outcome switch
    {
        Outcome.NotApplicable => 0,
        Outcome.Passed => 1,
        Outcome.Warned => 2,
        Outcome.Inconclusive => 3,
        Outcome.Error => 4,
        _ => 5,
    };

    // A point decision makes no claim about error rates, so it takes no share of them.
    private static bool IsTested(Evidence evidence) => evidence is { Test: not null, Decision: Decision.Evidence };

    private static Finding Find(Check check, Evidence evidence, bool failed, double level, JudgementSettings settings)
    {
        var judgement = evidence.Test is { } test
            ? Judge(evidence, test, failed, level, settings)
            : new Judgement { Outcome = evidence.Settled ?? throw new ArgumentException($"Evidence for '{evidence.Subject}' has neither a test nor an outcome.") };
        var value = evidence.Test?.Value ?? evidence.Value;
        return new Finding
        {
            CheckId = check.Id,
            Rule = evidence.Rule,
            Subject = evidence.Subject,
            Outcome = judgement.Outcome,
            Message = evidence.Message(judgement) + PointNote(evidence),
            Measure = evidence.Measure,
            Observed = value is { } v ? new Observation(v, Known(judgement.Lower), Known(judgement.Upper), evidence.N) : null,
            Limit = evidence.Limit,
            PFail = evidence.Test?.PFail,
            PPass = evidence.Test?.PPass,
            Power = Known(judgement.Power),
            MinimumDetectable = Known(judgement.MinimumDetectable),
            RowsNeeded = judgement.RowsNeeded,
            Details = evidence.Details,
            Carriers = evidence.Carriers,
            Slices = evidence.Slices,
            Location = evidence.Location ?? check.LimitLocations.GetValueOrDefault(evidence.Rule) ?? check.Location,
        };
    }

    private static Judgement Judge(Evidence evidence, IToleranceTest test, bool failed, double level, JudgementSettings settings)
    {
        var (lower, upper) = test.Bounds(settings.FalseBlockRate, settings.PassLevel);
        var power = test.Power(level, settings.Ratio);
        var powered = power >= settings.Power;
        var outcome = OutcomeOf(evidence, test, failed, powered, settings);
        var factor = powered ? 1 : test.RowsFactor(level, settings.Ratio, settings.Power);
        return new Judgement
        {
            Outcome = outcome,
            Lower = lower,
            Upper = upper,
            Power = power,
            MinimumDetectable = test.MinimumDetectable(level, settings.Power),
            RowsNeeded = powered || evidence.N.Count == 0 || !(factor * evidence.N[^1] < long.MaxValue) ? null : (long)Math.Ceiling(factor * evidence.N[^1]),
        };
    }

    private static Outcome OutcomeOf(Evidence evidence, IToleranceTest test, bool failed, bool powered, JudgementSettings settings) =>
        evidence.Decision == Decision.Point ? test.Exceeds ? Outcome.Failed : Outcome.Passed
        : failed ? Outcome.Failed
        : powered || Holm.AtMost(test.PPass, settings.PassLevel) ? Outcome.Passed
        : Outcome.Inconclusive;

    /// <summary>The outcome of a run of one check without the numbers and words of its findings, for those who judge thousands of them.</summary>
    /// <param name="check">The check.</param>
    /// <param name="evidence">Its evidence.</param>
    /// <param name="settings">The error rates.</param>
    /// <param name="unfailed">Keeps the outcomes of evidence that comes again, for when it does not fail.</param>
    /// <param name="otherTests">Tests of the run's other checks, none of which fails.</param>
    internal static Outcome OutcomeOf(Check check, IReadOnlyList<Evidence> evidence, JudgementSettings settings, Dictionary<(Evidence, int), Outcome> unfailed, int otherTests = 0)
    {
        Evidence[] tested = [.. evidence.Where(IsTested)];
        var rejected = Holm.Reject([.. tested.Select(e => e.Test!.PFail), .. Enumerable.Repeat(1.0, otherTests)], settings.FalseBlockRate);
        var failed = tested.Where((_, i) => rejected[i]).ToHashSet();
        var level = settings.FalseBlockRate / Math.Max(1, tested.Length + otherTests);
        return GateDecision.Worst(check.Tolerate([.. evidence.Select(e => new Finding { CheckId = check.Id, Rule = e.Rule, Subject = e.Subject, Message = "", Outcome = Of(e) })]));

        Outcome Of(Evidence e)
        {
            if (e.Test is not { } test)
            {
                return e.Settled!.Value;
            }

            if (failed.Contains(e))
            {
                return Outcome.Failed;
            }

            if (!unfailed.TryGetValue((e, tested.Length), out var outcome))
            {
                unfailed[(e, tested.Length)] = outcome = OutcomeOf(e, test, false, test.Power(level, settings.Ratio) >= settings.Power, settings);
            }

            return outcome;
        }
    }

    // What belongs beside a verdict by the observed value alone.
    private static string PointNote(Evidence evidence) => evidence is not { Test: { } test, Decision: Decision.Point } ? ""
        : FormattableString.Invariant($"; judged by the observed value alone: the evidence gives p = {test.PFail:G3} for being within")
            + (evidence.ChanceWithoutChange is { } chance ? FormattableString.Invariant($", and unchanged data would be blocked with a chance of {chance:G2}") : "");

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
