using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Running;
using MlGates.Snapshots;

namespace MlGates.Tests.Snapshots;

public sealed class SnapshotTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SnapshotFile _file;

    public SnapshotTests() => _file = new SnapshotFile(_folder.Path, "TaxiTests.Training", "tests/Taxi");

    public void Dispose() => _folder.Dispose();

    private sealed record Ride(double Fare, string Payment);

    private static SnapshotDocument Rides(double fare = 10, string last = "Cash", int rows = 4) =>
        SnapshotDocument.Of(ProfileBuilder.Build(new ObjectSource<Ride>(Enumerable.Range(0, rows).Select(i => new Ride(i == 0 ? fare : 10, i == rows - 1 ? last : "Card")))));

    private (CheckResult Result, string Message) Match(SnapshotDocument received, params SnapshotTolerance[] tolerances) =>
        SnapshotMatcher.Match(_file, received, new SnapshotCheck { Id = "snapshot", Tolerances = tolerances });

    private void Accept() => File.Move(_file.ReceivedPath, _file.VerifiedPath, overwrite: true);

    [Fact]
    public void FirstRun_FailsAndLeavesTheReceivedFile()
    {
        var (result, message) = Match(Rides());

        result.Findings.Should().ContainSingle().Which.Rule.Should().Be(RuleIds.SnapshotNew);
        result.Outcome.Should().Be(Outcome.Failed);
        File.Exists(_file.VerifiedPath).Should().BeFalse("nothing is accepted by running");
        File.ReadAllText(_file.ReceivedPath).Should().Be(Rides().Text);
        message.Should().Be("""
            MLG7002: TaxiTests.Training has no verified snapshot yet. Review tests/Taxi/TaxiTests.Training.received.json and accept it:
              mv "tests/Taxi/TaxiTests.Training.received.json" "tests/Taxi/TaxiTests.Training.verified.json"
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Accepted_SameRows_PassAndAStaleReceivedFileGoes()
    {
        Match(Rides());
        Accept();
        File.WriteAllText(_file.ReceivedPath, "stale");

        var (result, message) = Match(Rides());

        result.Outcome.Should().Be(Outcome.Passed);
        result.Findings.Should().ContainSingle().Which.Message.Should().StartWith("TaxiTests.Training is within its verified snapshot: ");
        message.Should().BeEmpty();
        File.Exists(_file.ReceivedPath).Should().BeFalse();
    }

    [Fact]
    public void Accepted_WithOtherLineEnds_StillPasses()
    {
        Match(Rides());
        Accept();
        File.WriteAllText(_file.VerifiedPath, "\uFEFF" + File.ReadAllText(_file.VerifiedPath).ReplaceLineEndings("\r\n"));

        Match(Rides()).Result.Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public void ChangedMean_FailsWithColumnStatisticAndSize()
    {
        Match(Rides());
        Accept();

        var (result, message) = Match(Rides(fare: 12));

        result.Outcome.Should().Be(Outcome.Failed);
        result.Findings.Should().OnlyContain(f => f.Rule == RuleIds.SnapshotChanged);
        var mean = result.Findings.Should().ContainSingle(f => f.Subject == "columns/Fare/mean").Subject;
        mean.Message.Should().Be("Fare: mean 10 → 10.5 (+5 %) differs from the verified snapshot; accept it if this was intended");
        message.Should().StartWith("MLG7001: TaxiTests.Training differs from its verified snapshot in ").And.Contain("\n  Fare: mean 10 → 10.5 (+5 %)\n")
            .And.EndWith("mv \"tests/Taxi/TaxiTests.Training.received.json\" \"tests/Taxi/TaxiTests.Training.verified.json\"");
        File.ReadAllText(_file.ReceivedPath).Should().Be(Rides(fare: 12).Text);
    }

    [Fact]
    public void NewAndGoneValues_AreNamed()
    {
        Match(Rides(last: "Cash"));
        Accept();

        var message = Match(Rides(last: "Prcard/x~")).Message;

        message.Should().Be("""
            MLG7001: TaxiTests.Training differs from its verified snapshot in 2 values, worst first:
              Payment: categories/Cash is gone: 1
              Payment: categories/Prcard/x~ is new: 1
            If this is intended, review tests/Taxi/TaxiTests.Training.received.json and accept it:
              mv "tests/Taxi/TaxiTests.Training.received.json" "tests/Taxi/TaxiTests.Training.verified.json"
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void ManyChanges_AreCutWithTheirNumber()
    {
        Match(Many(1));
        Accept();

        var message = Match(Many(2)).Message;

        var lines = message.Split('\n');
        lines.Should().HaveCount(1 + 15 + 1 + 2);
        lines[16].Should().MatchRegex("^  and [0-9]+ more$");
    }

    private static SnapshotDocument Many(int factor) => SnapshotDocument.Of(ProfileBuilder.Build(new ObjectSource<Version>(
        Enumerable.Range(1, 30).Select(i => new Version(i * factor, i * i * factor, i, i)))));

    [Fact]
    public void Changes_AreWorstFirst()
    {
        var check = new SnapshotCheck { Id = "snapshot" };
        var sizes = check.Compare(Rides(fare: 20, rows: 50), Rides(fare: 21, rows: 60)).Select(c => double.IsNaN(c.Relative) ? double.PositiveInfinity : Math.Abs(c.Relative)).ToArray();

        sizes.Should().BeInDescendingOrder().And.HaveCountGreaterThan(5);
    }

    [Fact]
    public void Tolerance_LargeEnough_Passes()
    {
        Match(Rides(fare: 11));
        Accept();

        var changed = new[] { "mean", "max", "standardDeviation", "skewness", "kurtosis", "distinct", "quantiles/*" };
        var result = Match(Rides(fare: 12), [.. changed.Select(c => new SnapshotTolerance($"columns/Fare/{c}", Absolute: 2))]).Result;

        result.Outcome.Should().Be(Outcome.Passed);
    }

    [Theory]
    [InlineData(0.05, 0, true)]
    [InlineData(0.049, 0, false)]
    [InlineData(0, 0.5, true)]
    [InlineData(0, 0.49, false)]
    [InlineData(0.01, 0.5, true)]
    public void Tolerance_AtItsLimit_DecidesAsSaid(double relative, double absolute, bool passes)
    {
        var check = new SnapshotCheck { Id = "snapshot", Tolerances = [new SnapshotTolerance("columns/*/mean", relative, absolute)] };

        check.Compare(Rides(), Rides(fare: 12)).Any(c => c.Path == "columns/Fare/mean").Should().Be(!passes);
    }

    [Fact]
    public void Tolerance_ThatMatchesNothing_IsAnError()
    {
        Match(Rides());
        Accept();

        var (result, message) = Match(Rides(), new SnapshotTolerance("columns/*/average", 0.1));

        result.Findings.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Error);
        message.Should().Be("MLG7001: The tolerance 'columns/*/average' matches no value of the snapshot; paths look like columns/fare/mean");
    }

    [Fact]
    public void Tolerance_Negative_IsAnArgumentError()
    {
        var check = new SnapshotCheck { Id = "snapshot", Tolerances = [new SnapshotTolerance("columns/*/mean", double.NaN)] };

        check.Invoking(c => c.Compare(Rides(), Rides())).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData("columns/*/mean", "columns/fare/mean", true)]
    [InlineData("columns/*/mean", "columns/fare/quantiles/mean", false)]
    [InlineData("columns/**", "columns/fare/quantiles/0.5", true)]
    [InlineData("**/mean", "columns/fare/mean", true)]
    [InlineData("**", "a", true)]
    [InlineData("columns/f*e/mean", "columns/fare/mean", true)]
    [InlineData("columns/f*a*e/mean", "columns/fareaxe/mean", true)]
    [InlineData("columns/f*x/mean", "columns/fare/mean", false)]
    [InlineData("columns/fare", "columns/fare/mean", false)]
    [InlineData("columns/*", "columns/", true)]
    public void Tolerance_Paths_MatchNameByName(string pattern, string path, bool expected) => new SnapshotTolerance(pattern).Matches(path).Should().Be(expected);

    [Fact]
    public void VerifiedFile_ThatIsNoJson_IsRefusedWithItsPlace_AndTheReceivedOneIsThere()
    {
        File.WriteAllText(_file.VerifiedPath, "{\n<<<<<<< HEAD\n");

        var match = () => Match(Rides());

        var e = match.Should().Throw<InputException>().Which;
        e.Rule.Should().Be(RuleIds.InputMalformed);
        e.Location.Should().Be(new SourceLocation("tests/Taxi/TaxiTests.Training.verified.json", 2, 1));
        File.Exists(_file.ReceivedPath).Should().BeTrue();
    }

    [Fact]
    public void Name_WithCharactersNoFileHas_IsCleaned() =>
        new SnapshotFile(_folder.Path, "A.B_path=a/b:c").Name.Should().Be("A.B_path=a-b-c");

    [Fact]
    public void Snapshot_HoldsNoNameHashOrVersion()
    {
        var path = _folder.Write("rows.csv", "a\n1\n");

        SnapshotDocument.Of(ProfileBuilder.Build(new CsvSource(path))).Text.Should().NotContainAny("rows.csv", "sha256", "library", _folder.Path);
    }
}
