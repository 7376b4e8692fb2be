using System.Globalization;
using CsCheck;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Multivariate;
using MlGates.Profiles;
using MlGates.Reporting;
using MlGates.Statistics;

namespace MlGates.Tests.Gates;

/// <summary>What a drift check says beside its verdict: the columns that turn it, and the slices in which a column moved.</summary>
public sealed class DriftExplanationTests
{
    private sealed record Trip(string Paid, string City, int Hour, double Fare, double Miles);

    // In Berlin alone fares doubled; miles grow a little everywhere if asked.
    private static ObjectSource<Trip> Trips(string name, bool moved = false, double miles = 0, int rows = 6000) => new(
        Enumerable.Range(0, rows).Select(i =>
        {
            var city = (i % 10) switch { < 2 => "Berlin", < 6 => "Chicago", 6 => "Ulm", _ => "Izmir" };
            return new Trip(i % 3 == 0 ? "cash" : "card", city, i % 24, ((i * 7919 % 1000) / 50.0) + (moved && city == "Berlin" ? 20 : 0), (i * 104729 % 1000 / 100.0) + miles);
        }), name);

    private static CheckResult Judge(DriftCheck check, DataSource baseline, DataSource candidate) =>
        GateDecision.Judge(check, check.Examine(ProfileBuilder.Build(baseline), ProfileBuilder.Build(candidate), baseline, candidate));

    [Fact]
    public void Slices_OfADriftedColumn_NameTheGroupItMovedIn()
    {
        var check = new DriftCheck { Id = "drift", Slices = [SliceBy.Parse("City"), SliceBy.Parse("Paid*City")] };
        var result = Judge(check, Trips("train"), Trips("serving", moved: true));

        var fare = result.Findings.Single(f => f.Subject == "Fare");
        fare.Outcome.Should().Be(Outcome.Failed);
        fare.Slices.Select(s => s.Name).Take(3).Should().BeEquivalentTo("City=Berlin", "Paid=card, City=Berlin", "Paid=cash, City=Berlin");
        fare.Slices[0].Should().Match<DriftSlice>(s => s.Name == "City=Berlin" && s.BaselineRows == 1200 && s.CandidateRows == 1200 && s.Value > 0.7);
        fare.Slices.Single(s => s.Name == "City=Chicago").Value.Should().Be(0);
        fare.Slices.Should().HaveCount(12);
        result.Findings.Where(f => f.Subject != "Fare").Should().OnlyContain(f => f.Slices.Count == 0, "they did not move");
    }

    [Fact]
    public void Slices_OfFewRows_AreLeftOut()
    {
        var check = new DriftCheck { Id = "drift", Slices = [SliceBy.Parse("City")] };
        var fare = Judge(check, Trips("train"), Trips("serving", moved: true, rows: 900)).Findings.Single(f => f.Subject == "Fare");

        fare.Slices.Select(s => s.Name).Should().BeEquivalentTo(["City=Berlin", "City=Chicago", "City=Izmir"], "90 rows of Ulm are too few");
    }

    [Fact]
    public void Slices_OfAStoredProfileOrQuantilesOrNoColumn_AreRefused()
    {
        var check = new DriftCheck { Id = "drift", Slices = [SliceBy.Parse("City")] };
        var (train, serving) = (Trips("train"), Trips("serving", moved: true));
        FluentActions.Invoking(() => check.Examine(ProfileBuilder.Build(train), ProfileBuilder.Build(serving))).Should().Throw<InputException>().WithMessage("'train' is a stored profile*");
        FluentActions.Invoking(() => Judge(check with { Slices = [SliceBy.Parse("Fare:4")] }, train, serving)).Should().Throw<ArgumentException>().WithMessage("*by values*");
        FluentActions.Invoking(() => Judge(check with { Slices = [SliceBy.Parse("Town")] }, train, serving)).Should().Throw<InputException>().Which.Rule.Should().Be("MLG0007");
        FluentActions.Invoking(() => Judge(check with { Slices = [SliceBy.Parse("Paid*Town")] }, train, Trips("same"))).Should().Throw<InputException>("a mistyped name must not wait until something drifts")
            .WithMessage("column 'Town' to slice by is not in train; *");
    }

    [Fact]
    public void Without_OfAFailedCheck_IsTheColumnsThatFail()
    {
        var result = Judge(new DriftCheck { Id = "drift" }, Trips("train"), Trips("serving", moved: true, miles: 4));

        result.Outcome.Should().Be(Outcome.Failed);
        result.Without!.Columns.Should().Equal("Fare", "Miles");
        result.Without.Outcome.Should().Be(Outcome.Passed);
        ReportNumbers.Without(result).Should().Be("Without Fare and Miles, drift would be passed.");
        Judge(new DriftCheck { Id = "drift" }, Trips("train"), Trips("serving")).Without.Should().BeNull();
    }

    [Fact]
    public void Without_NothingWouldBeLeft_IsNotSaid()
    {
        Judge(new DriftCheck { Id = "drift", Features = new() { ["Fare"] = new FeatureLimit() } }, Trips("train"), Trips("serving", moved: true)).Without.Should().BeNull();
        Judge(new DriftCheck { Id = "drift", Multivariate = new() { [MultivariateMeasure.DomainClassifier] = new() { AtMost = 0.51 } } }, Trips("train"), Trips("serving", moved: true)).Without.Should()
            .BeNull("the columns failed together too");
    }

    // Holm stepped down to the rest already: whatever the p-values, what is left does not fail.
    [Fact]
    public void Without_LeavesNoOtherFailure() => Gen.Double[0, 0.2].Array[2, 12].Sample(p =>
    {
        var check = new DriftCheck { Id = "drift" };
        var result = GateDecision.Judge(check, [.. p.Select((v, i) => new Evidence
        {
            Rule = RuleIds.Drift, Subject = FormattableString.Invariant($"c{i:00}"), Message = _ => "", N = [1000, 1000],
            Test = new NormalTest(0.1 + (0.01 * NormalDistribution.UpperQuantile(Math.Max(v, 1e-9))), 0.01, 0.1, 1),
        })]);
        var failed = result.Findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Subject).ToArray();
        if (failed.Length == 0 || failed.Length == p.Length)
        {
            return result.Without is null;
        }

        return result.Without!.Columns.SequenceEqual(failed) && result.Without.Outcome != Outcome.Failed;
    });

    [Fact]
    public void Reports_ShowSlicesAndWhatTurnsTheVerdict()
    {
        var check = new DriftCheck { Id = "drift", Slices = [SliceBy.Parse("City")] };
        var verdict = new GateVerdict
        {
            Results = [Judge(check, Trips("train"), Trips("serving", moved: true))],
            FalseBlockRate = 0.05,
            OnInconclusive = InconclusivePolicy.Warn,
            Environment = new RunEnvironment(DateTimeOffset.UnixEpoch, 0, "test"),
        };
        string Report(IReportWriter writer)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            writer.Write(verdict, text);
            return text.ToString();
        }

        Report(new TextReport()).Should().Contain("    in City=Berlin ").And.Contain("(n = 1200, 1200)").And.Contain("\nWithout Fare, drift would be passed.\n");
        Report(new MarkdownReport()).Should().Contain("<summary>Slices</summary>").And.Contain("| drift | Fare | City=Berlin | 0.75").And.Contain("Without Fare, drift would be passed.");
        Report(new ResultsJson()).Should().Contain("\"slices\": [").And.Contain("\"without\": [").And.Contain("\"name\": \"City=Berlin\"");
    }
}
