using FluentAssertions.Execution;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Assertions;

public sealed class DatasetProfileAssertionsTests
{
    private sealed record Trip(string PaymentType, double Fare);

    private static DatasetProfile Trips(string name, int rows = 4000, double cash = 0.6, double raise = 0) => ProfileBuilder.Build(new ObjectSource<Trip>(
        Enumerable.Range(0, rows).Select(i => new Trip(i % 100 < 100 * cash ? "Cash" : "Card", (i % 50) + raise)), name));

    [Fact]
    public void NotHaveDriftedFrom_EqualData_Chains() =>
        Trips("serving").Should().NotHaveDriftedFrom(Trips("train")).And
            .NotHaveDriftedFrom(Trips("train"), d => d with { Features = new() { ["PaymentType"] = Measure.LInfinity.AtMost(0.1) } });

    [Fact]
    public void NotHaveDriftedFrom_DriftedColumn_FailsWithTheEnginesRuleAndMessage()
    {
        var (train, serving) = (Trips("train"), Trips("serving", cash: 0.8));
        var check = new DriftCheck { Id = "drift" };
        var message = GateDecision.Judge(check, check.Examine(train, serving)).Findings.Single(f => f.Outcome == Outcome.Failed).Message;

        var act = () => serving.Should().NotHaveDriftedFrom(train, "it is served {0}", "today");

        act.Should().Throw<XunitException>().Which.Message.Should()
            .EndWith("not to have drifted because it is served today, but found MLG2001: " + message)
            .And.Contain("PaymentType drifted from train to serving: L-infinity 0.2000");
    }

    [Fact]
    public void NotHaveDriftedFrom_OfRows_TakesGroupsAndSaysWhatCannotBeRead()
    {
        DataSource Rides(string name, double cash) => new ObjectSource<Ride>(Enumerable.Range(0, 4000).Select(i => new Ride(i / 20, i / 20 % 100 < 100 * cash ? "Cash" : "Card")), name);
        var (train, serving) = (Rides("train", 0.6), Rides("serving", 0.7));

        FluentActions.Invoking(() => serving.Should().NotHaveDriftedFrom(train, d => d with { Exclude = ["User"] })).Should().Throw<XunitException>().WithMessage("*found MLG2001: Paid drifted*");
        serving.Should().NotHaveDriftedFrom(train, d => d with { Group = "User" }, InconclusivePolicy.Warn).And.NotBeNull();
        FluentActions.Invoking(() => serving.Should().NotHaveDriftedFrom(train, d => d with { Group = "User" })).Should().Throw<XunitException>().WithMessage("*cannot tell, MLG2001: *independent rows*");
        FluentActions.Invoking(() => serving.Should().NotHaveDriftedFrom(train, d => d with { Group = "Usr" })).Should().Throw<XunitException>().WithMessage("*could not judge, MLG0007: *");
        FluentActions.Invoking(() => ((DataSource?)null).Should().NotHaveDriftedFrom(train)).Should().Throw<XunitException>().WithMessage("*not to have drifted, but found <null>*");
    }

    [Fact]
    public void NotHaveDriftedIn_OneColumn_GivesItsFinding()
    {
        var train = Trips("train");
        Trips("serving").Should().NotHaveDriftedIn("PaymentType", train, Measure.LInfinity.AtMost(0.1)).Which.Observed!.Value.Should().Be(0);
        Trips("serving", raise: 30).Should().NotHaveDriftedIn("PaymentType", train).And.NotBeNull();
        FluentActions.Invoking(() => Trips("serving", raise: 30).Should().NotHaveDriftedIn("Fare", train)).Should().Throw<XunitException>().WithMessage("*MLG2001: Fare drifted*");
        FluentActions.Invoking(() => Trips("serving").Should().NotHaveDriftedIn("Fair", train)).Should().Throw<XunitException>().WithMessage("*could not judge, MLG0007: column 'Fair' is neither in train nor in serving*");
    }

    [Fact]
    public void NotHaveDriftedFrom_OfAProfile_CannotTakeGroups() =>
        FluentActions.Invoking(() => Trips("serving").Should().NotHaveDriftedFrom(Trips("train"), d => d with { Group = "PaymentType" })).Should().Throw<XunitException>()
            .WithMessage("*could not judge, MLG0005: 'train' is a stored profile, which does not know its rows' groups; give the rows*");

    private sealed record Ride(int User, string Paid);

    private sealed record Start(DateTime At);

    [Fact]
    public void NotHaveDriftedFrom_NothingThatCanDrift_IsNoPass()
    {
        DatasetProfile Starts(string name) => ProfileBuilder.Build(new ObjectSource<Start>(
            Enumerable.Range(0, 100).Select(i => new Start(DateTime.UnixEpoch.AddHours(i))), name));

        var act = () => Starts("serving").Should().NotHaveDriftedFrom(Starts("train"));

        act.Should().Throw<XunitException>().WithMessage("*could not judge, MLG0006: *nothing was judged (At is not compared: timestamps move on by themselves*");
    }

    [Fact]
    public void NotHaveDriftedFrom_InAScope_ReportsEveryColumn()
    {
        var act = () =>
        {
            using var scope = new AssertionScope();
            Trips("serving", cash: 0.8, raise: 25).Should().NotHaveDriftedFrom(Trips("train"));
        };

        act.Should().Throw<XunitException>().WithMessage("*Fare drifted*PaymentType drifted*");
    }

    [Fact]
    public void NotHaveDriftedFrom_FewRows_FailsUnlessTold()
    {
        var (train, serving) = (Trips("train", 100), Trips("serving", 100));
        var act = () => serving.Should().NotHaveDriftedFrom(train);

        act.Should().Throw<XunitException>().WithMessage("*cannot tell, MLG2001*rows of serving*");
        serving.Should().NotHaveDriftedFrom(train, d => d, InconclusivePolicy.Pass);
    }

    [Fact]
    public void NotHaveDriftedFrom_MistypedColumn_SaysItCouldNotJudge()
    {
        var act = () => Trips("serving").Should().NotHaveDriftedFrom(Trips("train"), d => d with { Features = new() { ["PaymentTyp"] = new FeatureLimit() } });

        act.Should().Throw<XunitException>().WithMessage("*could not judge, MLG0007*did you mean 'PaymentType'?*");
    }

    [Fact]
    public void NotHaveDriftedFrom_Null_Fails()
    {
        var act = () => ((DatasetProfile?)null).Should().NotHaveDriftedFrom(Trips("train"));

        act.Should().Throw<XunitException>().WithMessage("*but found <null>*");
    }

    [Fact]
    public void NotHaveDriftedFrom_NoBaseline_IsAnErrorOfTheCaller()
    {
        var act = () => Trips("serving").Should().NotHaveDriftedFrom(null!);

        act.Should().Throw<ArgumentNullException>();
    }
}
