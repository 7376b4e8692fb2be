using System.Globalization;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Reporting;
using MlGates.Statistics;

namespace MlGates.Tests.Gates;

public sealed class AttributionCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Attributions of four features, with sign; the scale of each is what a model goes by.
    private CsvSource Table(string name, int rows, double[] scales, int seed = 1, Func<int, string[], string[]>? change = null, bool reversed = false)
    {
        var random = new Random(seed + name.Length);
        var lines = Enumerable.Range(0, rows).Select(i =>
        {
            string[] cells = [.. scales.Select(s => (s * NormalDistribution.UpperQuantile(1 - random.NextDouble())).ToString("R", CultureInfo.InvariantCulture))];
            return string.Join(',', change?.Invoke(i, cells) ?? cells);
        }).ToArray();
        if (reversed)
        {
            Array.Reverse(lines);
        }

        return new CsvSource(_folder.Write(name + ".csv", "fare,miles,hour,kind\n" + string.Join('\n', lines) + "\n")) { DisplayName = name };
    }

    private static readonly double[] Scales = [4, 3, 2, 1];

    private static CheckResult Judge(DataSource baseline, DataSource candidate, AttributionCheck? check = null)
    {
        check ??= new AttributionCheck { Id = "attribution" };
        return GateDecision.Judge(check, check.Examine(baseline, candidate));
    }

    [Fact]
    public void TopFeatureZeroed_FailsAt100Rows()
    {
        var result = Judge(Table("accepted", 100, Scales), Table("candidate", 100, [0, 3, 2, 1]));

        var fare = result.Findings.Single(f => f.Subject == "fare");
        (fare.Rule, fare.Outcome).Should().Be(("MLG2020", Outcome.Failed));
        fare.Message.Should().StartWith("the attribution of fare drifted from accepted to candidate: change of share 0.3").And.Contain(", rank 1 → 4 of 4 (n = 100, 100)");
        fare.Details["shareCandidate"].Should().Be(0.0);
    }

    [Fact]
    public void NoChange_PassesWithRowsAndIsInconclusiveWithFew()
    {
        Judge(Table("accepted", 4000, Scales), Table("candidate", 4000, Scales)).Findings.Should().OnlyContain(f => f.Outcome == Outcome.Passed && f.Rule == "MLG2020").And.HaveCount(4);
        Judge(Table("accepted", 60, Scales), Table("candidate", 60, Scales)).Outcome.Should().Be(Outcome.Inconclusive);
        Judge(Table("accepted", 49, Scales), Table("candidate", 4000, Scales)).Findings[0].Message.Should().Be("the attribution of fare cannot be judged: 49 and 4000 rows are too few, at least 50 a side are needed");
    }

    [Fact]
    public void ScaleOfAll_IsNoDrift() =>
        Judge(Table("accepted", 4000, Scales), Table("candidate", 4000, [40, 30, 20, 10])).Outcome.Should().Be(Outcome.Passed, "shares do not depend on the model's scale");

    // By hand: |x| are (1, 3) and (2, 2): shares ⅜ and ⅝; influences (1 − ⅜·4)/4 = −⅛ and ⅛, so the variance is 2/64/2/1.
    [Fact]
    public void Shares_ByHand()
    {
        var shares = new AttributionShares(2);
        shares.Add([1, -3]);
        shares.Add([-2, 2]);

        (shares.Share(0), shares.Share(1), shares.MeanTotal, shares.Rows).Should().Be((0.375, 0.625, 4, 2));
        shares.Variance(0).Should().BeApproximately(1 / 64.0, 1e-15);
        (shares.Mean(0), shares.Mean(1)).Should().Be((-0.5, -0.5));
    }

    [Fact]
    public void Limits_OfFeatures_ReplaceTheCommonOne()
    {
        var (accepted, candidate) = (Table("accepted", 4000, Scales), Table("candidate", 4000, [2, 3, 2, 1]));

        Judge(accepted, candidate).Findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Subject).Should().Contain("fare");
        Judge(accepted, candidate, new AttributionCheck { Id = "a", AtMost = 0.3, Features = new() { ["f*"] = 0.5 } }).Outcome.Should().Be(Outcome.Passed);
        Judge(accepted, candidate, new AttributionCheck { Id = "a", AtMost = 0.3, Features = new() { ["fare"] = 0.05 } }).Findings.Single(f => f.Outcome == Outcome.Failed).Subject.Should().Be("fare");
    }

    [Theory]
    [InlineData("", "Column 'miles' of 'candidate' has no finite number in row 8")]
    [InlineData("NaN", "Column 'miles' of 'candidate' has no finite number in row 8")]
    [InlineData("inf", "Column 'miles' of 'candidate' has no finite number in row 8")]
    [InlineData("much", "Column 'miles' of 'candidate' has no finite number in row 8")]
    public void CellThatIsNoNumber_IsRefused(string cell, string message) =>
        FluentActions.Invoking(() => Judge(Table("accepted", 100, Scales), Table("candidate", 100, Scales, change: (i, cells) => i == 7 ? [cells[0], cell, cells[2], cells[3]] : cells)))
            .Should().Throw<InputException>().Where(e => e.Rule == "MLG2021").WithMessage(message + "*");

    [Fact]
    public void WhatCannotBeCompared_IsAnError()
    {
        var accepted = Table("accepted", 100, Scales);
        Judge(accepted, Table("zero", 100, [0, 0, 0, 0])).Findings.Should().ContainSingle().Which.Message.Should().Be("all attributions of zero are 0, so no feature has a share; were they computed?");
        Judge(accepted, accepted, new AttributionCheck { Id = "a", Exclude = ["miles", "hour", "kind"] }).Findings.Should().ContainSingle().Which.Rule.Should().Be("MLG2021");
        Judge(accepted, accepted, new AttributionCheck { Id = "a", Exclude = ["mile"] }).Findings.Should().ContainSingle().Which.Rule.Should().Be("MLG0007");
        var other = new CsvSource(_folder.Write("other.csv", "fare,miles,hour\n1,2,3\n")) { DisplayName = "other" };
        Judge(accepted, other).Findings.Single().Message.Should().StartWith("feature 'kind' is in accepted and not in other");
        FluentActions.Invoking(() => Judge(accepted, accepted, new AttributionCheck { Id = "a", AtMost = 0 })).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void ShuffledRows_GiveTheSameFindings()
    {
        var accepted = Table("accepted", 3000, Scales);
        var plain = Judge(accepted, Table("candidate", 3000, [3, 3, 2, 1])).Findings;
        var reversed = Judge(accepted, Table("candidate", 3000, [3, 3, 2, 1], reversed: true)).Findings;

        reversed.Select(f => (f.Message, f.Outcome)).Should().Equal(plain.Select(f => (f.Message, f.Outcome)));
        reversed.Select(f => string.Join(';', f.Details.Select(d => $"{d.Key}={d.Value}"))).Should().Equal(plain.Select(f => string.Join(';', f.Details.Select(d => $"{d.Key}={d.Value}"))));
    }

    private sealed record Row(double Fare, double Miles, double Hour);

    // Distribution moved or not, attribution moved or not: fare critical, miles high, hour low.
    [Fact]
    public void Severity_IsTheTwoByTwo()
    {
        ObjectSource<Row> Rows(string name, double shift) => new(Enumerable.Range(0, 5000).Select(i => new Row((i * 37 % 500) + shift, i * 91 % 500, (i * 53 % 500) + shift)), name);
        var random = new Random(3);
        double Normal() => NormalDistribution.UpperQuantile(1 - random.NextDouble());
        ObjectSource<Row> Attributions(string name, double fare, double miles) => new(Enumerable.Range(0, 2000).Select(_ => new Row(fare * Normal(), miles * Normal(), 0.01 * Normal())), name);

        var drift = new DriftCheck { Id = "drift", Attribution = new AttributionCheck { Id = "drift" } };
        IReadOnlyList<Evidence> evidence =
        [
            .. drift.Examine(ProfileBuilder.Build(Rows("train", 0)), ProfileBuilder.Build(Rows("serving", 300))),
            .. drift.Attribution.Examine(Attributions("accepted", 3, 1), Attributions("candidate", 1, 3)),
        ];
        var result = GateDecision.Judge(drift, evidence);

        DriftSeverity? Of(string subject) => result.Findings.First(f => f.Subject == subject).Severity;
        (Of("Fare"), Of("Miles"), Of("Hour")).Should().Be((DriftSeverity.Critical, DriftSeverity.High, DriftSeverity.Low));
        var hour = result.Findings.Single(f => f is { Subject: "Hour", Rule: "MLG2001" });
        (hour.Outcome, hour.Message.Split("; ")[^1]).Should().Be((Outcome.Warned, "a warning: the model hardly goes by it"));
        SeverityTable.Rows(result).Select(r => string.Join('|', r)).Should().Equal("Fare|FAILED|FAILED|critical", "Miles|passed|FAILED|high", "Hour|warned|passed|low");
    }
}
