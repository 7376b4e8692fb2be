using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Tests.Gates;

/// <summary>Drift of the columns together.</summary>
public sealed class MultivariateDriftTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Two numbers and a kind that go together; a change takes them apart and leaves each as it was.
    private CsvSource Table(string name, bool apart = false, int rows = 3000, bool shuffled = false, string also = "", Func<int, string>? alsoValue = null)
    {
        var random = new Random(name.Length);
        var lines = Enumerable.Range(0, rows).Select(i =>
        {
            var x = NormalDistribution.UpperQuantile((i + 0.5) / rows);
            var y = NormalDistribution.UpperQuantile(((apart ? (long)i * 1009 % rows : i) + 0.5) / rows) + (0.2 * random.NextDouble());
            var kind = NormalDistribution.UpperQuantile(((apart ? (long)i * 797 % rows : i) + 0.5) / rows) > 0 ? "day" : "night";
            return FormattableString.Invariant($"{x:R},{y:R},{kind},u{i / 20}") + (also.Length > 0 ? "," + alsoValue!(i) : "") + "\n";
        }).ToArray();
        if (shuffled)
        {
            new Random(1).Shuffle(lines);
        }

        return new CsvSource(_folder.Write(name + ".csv", "x,y,kind,user" + (also.Length > 0 ? "," + also : "") + "\n" + string.Concat(lines))) { DisplayName = name };
    }

    private static DriftCheck Check(params MultivariateMeasure[] measures)
    {
        var check = new DriftCheck { Id = "drift", Exclude = ["user"] };
        foreach (var measure in measures)
        {
            check.Multivariate.Add(measure, new MultivariateLimit());
        }

        return check;
    }

    private static CheckResult Judge(DriftCheck check, DataSource baseline, DataSource candidate) =>
        GateDecision.Judge(check, check.Examine(ProfileBuilder.Build(baseline), ProfileBuilder.Build(candidate), baseline, candidate));

    [Theory]
    [InlineData(MultivariateMeasure.DomainClassifier, "AUC of a classifier that tells them apart", "it goes by ")]
    [InlineData(MultivariateMeasure.Reconstruction, "change of the PCA reconstruction error", "components make of them, mostly in ")]
    [InlineData(MultivariateMeasure.Correlation, "largest change of a correlation", "largest of x and y, 0.99")]
    [InlineData(MultivariateMeasure.MeanDiscrepancy, "maximum mean discrepancy", "without any change as much has a chance of 0.005")]
    public void ColumnsThatNoLongerGoTogether_FailMLG2005Alone(MultivariateMeasure measure, string name, string found)
    {
        var result = Judge(Check(measure), Table("train"), Table("serving", apart: true));

        var finding = result.Findings.Should().ContainSingle(f => f.Outcome == Outcome.Failed).Which;
        (finding.Rule, finding.Subject, finding.Measure).Should().Be(("MLG2005", "(all columns)", measure.Id()));
        finding.Message.Should().StartWith("the columns together drifted from train to serving: " + name).And.Contain(found);
        result.Findings.Where(f => f.Rule == "MLG2001").Should().OnlyContain(f => f.Outcome == Outcome.Passed, "each column alone is as it was");
        Judge(Check(measure), Table("train"), Table("later")).Outcome.Should().NotBe(Outcome.Failed);
    }

    [Fact]
    public void DomainClassifier_SaysColumnsAndRows()
    {
        var finding = Judge(Check(MultivariateMeasure.DomainClassifier), Table("train"), Table("serving", apart: true)).Findings.Single(f => f.Rule == "MLG2005");

        ((object[])finding.Details["columns"]!).Should().BeEquivalentTo(["x", "y", "kind"]);
        ((object[])finding.Details["parts"]!).Cast<double>().Sum().Should().BeApproximately(1, 1e-9);
        ((object[])finding.Details["surestRows"]!).Should().HaveCount(5);
        finding.Message.Should().Contain("; surest of rows ").And.Contain(" of serving (n = 3000, 3000)");
    }

    [Fact]
    public void ShuffledRows_GiveTheSameNumbers()
    {
        var check = Check(Enum.GetValues<MultivariateMeasure>());
        var plain = Judge(check, Table("train"), Table("serving", apart: true));
        var shuffled = Judge(check, Table("train"), Table("serving", apart: true, shuffled: true));

        shuffled.Findings.Select(f => (f.Measure, f.Observed, f.PFail, f.PPass, f.Outcome)).Should().BeEquivalentTo(plain.Findings.Select(f => (f.Measure, f.Observed, f.PFail, f.PPass, f.Outcome)));
        shuffled.Findings.Where(f => f.Measure != "domain-classifier").Select(f => f.Message).Should().Equal(plain.Findings.Where(f => f.Measure != "domain-classifier").Select(f => f.Message));
    }

    [Fact]
    public void Groups_MakeItLessSure()
    {
        var (train, serving) = (Table("train"), Table("serving", apart: true));
        var plain = Judge(Check(MultivariateMeasure.DomainClassifier), train, serving).Findings.Single(f => f.Rule == "MLG2005");
        var grouped = Judge(Check(MultivariateMeasure.DomainClassifier) with { Group = "user" }, train, serving).Findings.Single(f => f.Rule == "MLG2005");

        grouped.Details["groupsBaseline"].Should().Be(150);
        (grouped.Observed!.Upper - grouped.Observed.Lower).Should().BeGreaterThan((plain.Observed!.Upper - plain.Observed.Lower)!.Value);
        var few = Judge(Check(MultivariateMeasure.DomainClassifier) with { Group = "user" }, Table("few", rows: 580), serving).Findings.Single(f => f.Rule == "MLG2005");
        (few.Outcome, few.Message).Should().Be((Outcome.Inconclusive, "the columns together cannot be judged by domain-classifier: rows come from 29 and 150 groups of user, and at least 30 a side are needed"));
    }

    [Fact]
    public void FewRows_AreInconclusiveAndSaySo() =>
        Judge(Check(MultivariateMeasure.Correlation), Table("train"), Table("serving", apart: true, rows: 99)).Findings.Single(f => f.Rule == "MLG2005").Message.Should()
            .Be("the columns together cannot be judged by correlation: 3000 and 99 rows are too few, at least 100 a side are needed");

    [Fact]
    public void TextOfTooManyValues_IsLeftOutAndSaid()
    {
        string Note(int i) => "note " + (i * 7).ToString(CultureInfo.InvariantCulture);
        var check = Check(MultivariateMeasure.DomainClassifier);
        var result = Judge(check, Table("train", rows: 11_000, also: "note", alsoValue: Note), Table("serving", rows: 11_000, also: "note", alsoValue: Note)).Findings.Single(f => f.Rule == "MLG2005");

        result.Message.Should().EndWith("(n = 10000, 10000); without note, of which no features can be made");
        result.Details["leftOut"].Should().BeEquivalentTo(new[] { "note" });
    }

    [Fact]
    public void Vectors_AreFeaturesOfTheirOwn()
    {
        DataSource Embedded(string name, bool apart)
        {
            var random = new Random(name.Length);
            var rows = Enumerable.Range(0, 600).Select(i =>
            {
                var x = NormalDistribution.UpperQuantile(1 - random.NextDouble());
                var y = apart ? NormalDistribution.UpperQuantile(1 - random.NextDouble()) : x;
                return FormattableString.Invariant($"{{\"e\":[{x:R},{y + (0.1 * random.NextDouble()):R}]}}\n");
            });
            return DataFile.Open(_folder.Write(name + ".jsonl", string.Concat(rows)), new DataFileOptions { Name = name });
        }

        var result = Judge(Check(MultivariateMeasure.MeanDiscrepancy, MultivariateMeasure.Correlation) with { Exclude = [] }, Embedded("train", false), Embedded("serving", true));

        result.Findings.Where(f => f.Rule == "MLG2005").Select(f => f.Outcome).Should().Equal(Outcome.Failed, Outcome.Failed);
        result.Findings.Single(f => f.Measure == "correlation").Message.Should().Contain("largest of e[0] and e[1]");
    }

    [Fact]
    public void WhatCannotBeJudged_IsAnError()
    {
        var (train, serving) = (Table("train", also: "w", alsoValue: _ => "1"), Table("serving", also: "w", alsoValue: _ => "1"));
        Finding Of(DriftCheck check) => Judge(check, train, serving).Findings.Single(f => f.Subject == "(all columns)");

        var weighted = Of(Check(MultivariateMeasure.DomainClassifier) with { Weight = "w" });
        (weighted.Rule, weighted.Outcome).Should().Be(("MLG2002", Outcome.Error));
        weighted.Message.Should().Be("domain-classifier does not take weights, and rows weigh w; give it a drift check of its own");
        Of(Check(MultivariateMeasure.Correlation) with { Exclude = ["user", "x", "w"] }).Message.Should().StartWith("correlation needs 2 to 200 columns of numbers that vary in train, and there are 1; use domain-classifier");
        Of(Check(MultivariateMeasure.Reconstruction) with { Exclude = ["user", "x", "kind", "w"] }).Rule.Should().Be("MLG2002");

        var check = Check(MultivariateMeasure.DomainClassifier);
        FluentActions.Invoking(() => check.Examine(ProfileBuilder.Build(train), ProfileBuilder.Build(serving))).Should().Throw<InputException>().WithMessage("'train' is a stored profile, which does not know its rows; give the rows");
        FluentActions.Invoking(() => Judge(check with { Multivariate = new() { [MultivariateMeasure.DomainClassifier] = new MultivariateLimit { AtMost = 0.4 } } }, train, serving)).Should()
            .Throw<ArgumentException>().WithMessage("The limit of domain-classifier must be from 0.5 to 1, not 0.4.");
    }
}
