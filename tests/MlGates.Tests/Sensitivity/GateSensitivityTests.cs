using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Sensitivity;
using MlGates.Statistics;

namespace MlGates.Tests.Sensitivity;

public sealed class GateSensitivityTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CsvSource Table(int rows = 5000)
    {
        var lines = Enumerable.Range(0, rows).Select(i => FormattableString.Invariant(
            $"{((i * 7919) % 1000) / 10.0},{(i % 20 == 0 ? "" : (i % 7).ToString(CultureInfo.InvariantCulture))},{(i % 10) switch { < 6 => "cash", < 9 => "card", _ => "other" }},{(i % 4 == 0 ? "true" : "false")},5,one,"));
        return new CsvSource(_folder.Write("train.csv", "amount,count,kind,flag,same,only,none\n" + string.Join('\n', lines) + "\n")) { DisplayName = "train" };
    }

    private static SensitivityOptions Options(params Shift[] shifts) => new() { Repeats = 10, Rows = 5000, Threads = 2, Shifts = shifts };

    private static ShiftOutcome Of(SensitivityResult result, string column, ShiftKind kind, double strength) => result.Shifts.Single(s => s.Column == column && s.Shift!.Kind == kind && s.Shift.Strength == strength);

    private static readonly DriftCheck Check = new() { Id = "drift" };

    [Fact]
    public void LargeShifts_AreAlwaysBlocked_AndNoChangeNever()
    {
        var result = GateSensitivity.Of(Check, BaselineRows.Read(Table()), Options(
            new(ShiftKind.Mean, 3), new(ShiftKind.Scale, 3), new(ShiftKind.Missing, 0.5), new(ShiftKind.Swapped, 1), new(ShiftKind.NewCategory, 0.3), new(ShiftKind.Stuck, 1)));

        (result.NoChange.Blocked, result.NoChange.Runs, result.Rows).Should().Be((0, 10, 5000));
        result.Shifts.Should().OnlyContain(s => s.Blocked == 10);
        result.Shifts.Select(s => (s.Column, s.Shift!.Kind)).Should().Equal(
            ("amount", ShiftKind.Mean), ("amount", ShiftKind.Scale), ("amount", ShiftKind.Missing), ("amount", ShiftKind.Stuck),
            ("count", ShiftKind.Mean), ("count", ShiftKind.Scale), ("count", ShiftKind.Missing), ("count", ShiftKind.Stuck),
            ("flag", ShiftKind.Missing), ("flag", ShiftKind.Swapped), ("flag", ShiftKind.Stuck),
            ("kind", ShiftKind.Missing), ("kind", ShiftKind.Swapped), ("kind", ShiftKind.NewCategory), ("kind", ShiftKind.Stuck),
            ("only", ShiftKind.Missing), ("only", ShiftKind.NewCategory),
            ("same", ShiftKind.Scale), ("same", ShiftKind.Missing));
    }

    [Fact]
    public void SmallShifts_AreNotBlocked()
    {
        var result = GateSensitivity.Of(Check, BaselineRows.Read(Table()), Options(new(ShiftKind.Mean, 0.01), new(ShiftKind.Missing, 0.001), new(ShiftKind.NewCategory, 0.001)));

        result.Shifts.Should().OnlyContain(s => s.Blocked == 0 && s.Passed + s.Inconclusive == 10);
        Of(result, "amount", ShiftKind.Mean, 0.01).Interval.Upper.Should().BeApproximately(0.2775, 0.001, "Wilson's bound of 0 of 10");
    }

    [Fact]
    public void LimitThatAllowsAll_CatchesNothing()
    {
        var check = new DriftCheck { Id = "drift", Features = new() { ["amount"] = Measure.JensenShannon.AtMost(1), ["kind"] = Measure.LInfinity.AtMost(1) } };

        GateSensitivity.Of(check, BaselineRows.Read(Table()), Options(new(ShiftKind.Mean, 100), new(ShiftKind.NewCategory, 1))).Shifts.Should().HaveCount(2).And.OnlyContain(s => s.Blocked == 0);
    }

    [Fact]
    public void WhatCannotBeTried_IsSaid()
    {
        var result = GateSensitivity.Of(Check with { Exclude = ["flag"] }, BaselineRows.Read(Table()), Options(new(ShiftKind.Mean, 1), new(ShiftKind.Stuck, 1), new(ShiftKind.Swapped, 1)));

        result.Untried.Where(u => !u.IsByType).Select(u => (u.Column, u.Kind, u.Reason)).Should().Equal(
            ("flag", null, "the check does not look at it"), ("none", null, "the check does not judge it"), ("only", ShiftKind.Stuck, "it is constant"), ("only", ShiftKind.Swapped, "it has one category"),
            ("same", ShiftKind.Mean, "it is constant"), ("same", ShiftKind.Stuck, "it is constant"));
    }

    [Fact]
    public void Result_DoesNotDependOnThreads_AndDoesOnTheSeed()
    {
        var rows = BaselineRows.Read(Table());
        var shifts = Options(new(ShiftKind.Mean, 0.25), new(ShiftKind.Scale, 1.1), new(ShiftKind.Stuck, 0.1), new(ShiftKind.Missing, 0.04)) with { Rows = 900 };
        string Counts(SensitivityOptions options) => string.Join(' ', GateSensitivity.Of(Check, rows, options).Shifts.Select(s => $"{s.Blocked}/{s.Passed}"));

        Counts(shifts with { Threads = 4 }).Should().Be(Counts(shifts with { Threads = 1 }));
        Counts(shifts with { Repeats = 30 }).Should().NotBe(Counts(shifts with { Repeats = 30, Seed = 2 }));
    }

    [Fact]
    public void Result_DoesNotDependOnTheCulture()
    {
        var before = CultureInfo.CurrentCulture;
        var shifts = Options(new(ShiftKind.Mean, 0.25), new(ShiftKind.Swapped, 0.3), new(ShiftKind.Stuck, 0.1)) with { Rows = 900 };
        string Text() => MlGates.Reporting.SensitivityReport.Json([GateSensitivity.Of(Check, BaselineRows.Read(Table()), shifts)], []);
        var invariant = Text();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Text().Should().Be(invariant);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void TestsOfOtherChecks_MakeABlockRarer()
    {
        var rows = BaselineRows.Read(Table());
        int Blocked(int others) => GateSensitivity.Of(Check, rows, Options(new Shift(ShiftKind.Swapped, 0.4)) with { Rows = 500, Repeats = 20, OtherTests = others }).Shifts.Sum(s => s.Blocked);

        Blocked(5000).Should().BeLessThan(Blocked(0));
        GateSensitivity.Tests(Check, rows).Should().Be(Check.Examine(rows.Profile, rows.Profile).Count(e => e.Test is not null));
        GateSensitivity.Tests(Check with { Decision = Decision.Point }, rows).Should().Be(0);
    }

    // A shift smaller than the rounding would be none.
    [Fact]
    public void SmallShiftOfWholeNumbers_MovesTheirMeanAndKeepsThemWhole()
    {
        var rows = BaselineRows.Read(Table());
        var (column, profile) = (rows.Find("count")!, rows.Profile.Find("count")!);
        var changed = Injection.Apply(column, profile, new Shift(ShiftKind.Mean, 0.1), CounterRandom.Of(1));

        changed.Numbers.Should().OnlyContain(v => v == Math.Floor(v));
        (changed.Numbers.Average() - column.Numbers.Average()).Should().BeApproximately(0.1 * profile.Numeric!.StandardDeviation, 0.02);
    }

    // (k − 1)·c·(1/n + 1/m), docs/statistics.md: against the very rows it was drawn from, a candidate would show half of it.
    [Theory, InlineData(false), InlineData(true)]
    public void NoiseFloor_IsThatOfTwoSamples(bool stored)
    {
        var profile = ProfileBuilder.Build(Table());
        var rows = BaselineRows.Read(Table());
        if (stored)
        {
            ProfileFile.Write(profile, _folder.File("train.profile.json"));
            rows = BaselineRows.Of(ProfileFile.Read(_folder.File("train.profile.json")));
        }

        var floor = GateCalibration.Of(new DriftCheck { Id = "drift", Features = new() { ["amount"] = new FeatureLimit() } }, rows, [], new SensitivityOptions { Repeats = 200, Rows = 5000, Threads = 2 }).Single().NoiseFloor;

        var expected = 9 / (8 * Math.Log(2)) * (2.0 / 5000);
        floor.Should().BeInRange(expected * 0.85, expected * 1.15, "the mean of 200 has an error of 3 %");
    }

    [Fact]
    public void StoredNoiseFloors_AreReadBackAndShown()
    {
        var rows = BaselineRows.Read(Table());
        var limits = GateCalibration.Of(Check, rows, [], new SensitivityOptions { Rows = 700, Repeats = 3 });
        var path = _folder.File("train.profile.json");
        ProfileFile.Write(GateCalibration.Store(rows.Profile, limits), path);
        var read = ProfileFile.Read(path);

        read.Find("amount")!.NoiseFloor.Should().Be(new NoiseFloor("jensen-shannon", 700, limits[0].NoiseFloor));
        read.Find("none")!.NoiseFloor.Should().BeNull("it cannot be judged");
        ProfileFile.ToJson(read).Should().Be(File.ReadAllText(path));
        Details(Check).Should().Contain("storedNoiseFloor", limits[0].NoiseFloor).And.Contain("storedNoiseFloorRows", 700L);
        Details(new DriftCheck { Id = "drift", Features = new() { ["amount"] = Measure.KolmogorovSmirnov.AtMost(0.1) } }).Should().NotContainKey("storedNoiseFloor", "it is of another measure");

        IReadOnlyDictionary<string, object?> Details(DriftCheck check) => check.Examine(read, read).Single(e => e.Subject == "amount").Details;
    }

    [Theory]
    [InlineData("\"rows\": 700", "\"rows\": 0", "of at least one row")]
    [InlineData("\"rows\": 700", "\"row\": 700", "\"row\"")]
    [InlineData("\"measure\": \"jensen-shannon\",", "", "measure")]
    public void DamagedNoiseFloor_IsRefused(string from, string to, string part)
    {
        var rows = BaselineRows.Read(Table());
        var json = ProfileFile.ToJson(GateCalibration.Store(rows.Profile, GateCalibration.Of(Check, rows, [], new SensitivityOptions { Rows = 700, Repeats = 1 })));

        FluentActions.Invoking(() => ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(json.Replace(from, to, StringComparison.Ordinal)), "train.profile.json"))
            .Should().Throw<InputException>().WithMessage($"*{part}*").Which.Rule.Should().Be(RuleIds.InputMalformed);
    }

    [Fact]
    public void StoredProfile_StandsForRowsAndSaysSo()
    {
        var path = _folder.File("train.profile.json");
        ProfileFile.Write(ProfileBuilder.Build(Table()), path);
        var result = GateSensitivity.Of(Check, BaselineRows.Of(ProfileFile.Read(path, "train.profile.json")), Options(new(ShiftKind.Mean, 3), new(ShiftKind.NewCategory, 0.3)));

        result.NoChange.Blocked.Should().Be(0);
        result.Shifts.Where(s => s.Column is "amount" or "kind").Should().HaveCount(2).And.OnlyContain(s => s.Blocked == 10);
        result.Notes.Should().ContainSingle().Which.Should().Contain("is a stored profile: rows are made from its bins and counts");
    }

    [Fact]
    public void GroupsAndColumnsTogether_AreNoted()
    {
        var check = Check with { Group = "kind", Multivariate = new() { [MultivariateMeasure.Correlation] = new MultivariateLimit() } };

        GateSensitivity.Of(check, BaselineRows.Read(Table()), Options(new Shift(ShiftKind.Mean, 1))).Notes.Should().HaveCount(2);
    }

    [Fact]
    public void BadOptionsAndFewRows_AreRefused()
    {
        FluentActions.Invoking(() => BaselineRows.Read(Table(99))).Should().Throw<InputException>().WithMessage("'train' has 99 rows, too few to draw from; give a baseline of at least 100 rows.");
        FluentActions.Invoking(() => new Shift(ShiftKind.Missing, 1.5)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new Shift(ShiftKind.Mean, double.NaN)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => GateSensitivity.Of(Check, BaselineRows.Read(Table()), new SensitivityOptions { Repeats = 0 })).Should().Throw<ArgumentOutOfRangeException>();
    }

    // The outcome without words is the outcome with them.
    [Fact]
    public void OutcomeOf_IsTheOutcomeOfJudge()
    {
        var (train, serving) = (ProfileBuilder.Build(Table()), ProfileBuilder.Build(Table(400)));
        foreach (var check in new[] { Check, Check with { Decision = Decision.Point }, Check with { Features = new() { ["kind"] = new FeatureLimit(), ["nope"] = new FeatureLimit() } } })
        {
            foreach (var candidate in new[] { train, serving })
            {
                var evidence = check.Examine(train, candidate);
                GateDecision.OutcomeOf(check, evidence, new(), []).Should().Be(GateDecision.Judge(check, evidence).Outcome);
            }
        }
    }

    [Fact]
    public void Calibrate_ProposesWhatUnchangedDataKeep()
    {
        var rows = BaselineRows.Read(Table());
        var limits = GateCalibration.Of(Check, rows, [], new SensitivityOptions { Rows = 60, Repeats = 20 });

        limits.Select(l => l.Column).Should().Equal("amount", "count", "flag", "kind", "only", "same");
        var amount = limits[0];
        (amount.Measure, amount.Current).Should().Be((Measure.JensenShannon, 0.02));
        amount.AtMost.Should().BeGreaterThan(0.02, "60 rows cannot show 0.02");
        amount.NoiseFloor.Should().BeInRange(0.001, 0.05);
        var check = new DriftCheck { Id = "drift" };
        foreach (var limit in limits)
        {
            check.Features.Add(limit.Column, limit.Measure.AtMost(limit.AtMost));
        }

        var tried = GateSensitivity.Of(check, rows, new SensitivityOptions { Rows = 60, Repeats = 20, Seed = 5, Shifts = [] });
        tried.NoChange.Blocked.Should().Be(0);
        GateCalibration.Of(Check, rows, [], new SensitivityOptions { Rows = 5000, Repeats = 10 }).Should().OnlyContain(l => l.AtMost == l.Current, "5000 rows are enough for the defaults");
    }

    [Fact]
    public void Calibrate_LetsAcceptedDataThrough()
    {
        var rows = BaselineRows.Read(Table());
        var accepted = ProfileBuilder.Build(new CsvSource(_folder.Write("may.csv", "amount,kind\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => FormattableString.Invariant($"{20 + (((i * 7919) % 1000) / 10.0)},{(i % 2 == 0 ? "cash" : "card")}\n"))))));
        var limits = GateCalibration.Of(Check, rows, [accepted], new SensitivityOptions { Repeats = 5 });

        foreach (var name in new[] { "amount", "kind" })
        {
            var limit = limits.Single(l => l.Column == name);
            limit.LargestAccepted.Should().NotBeNull();
            limit.AtMost.Should().BeGreaterThan(limit.LargestAccepted!.Value);
            var check = new DriftCheck { Id = "drift", Features = new() { [name] = limit.Measure.AtMost(limit.AtMost) } };
            GateDecision.Judge(check, check.Examine(rows.Profile, accepted)).Outcome.Should().Be(Outcome.Passed);
        }
    }
}
