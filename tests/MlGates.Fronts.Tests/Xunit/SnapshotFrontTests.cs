using MlGates.Data;
using MlGates.Features;
using MlGates.Profiles;
using MlGates.Snapshots;
using MlGates.Testing;

namespace MlGates.Fronts.Tests.Xunit;

public sealed class SnapshotFrontTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlgates-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static DatasetProfile Fares(double last) => ProfileBuilder.Build(Source(new[] { new { Fare = 1.0 }, new { Fare = last } }));

    private static ObjectSource<T> Source<T>(IEnumerable<T> rows) => new(rows, "fares");

    [Fact]
    public void Match_FirstRun_FailsWithTheAcceptCommand()
    {
        var match = () => Snapshot.Match(Fares(3), new SnapshotOptions { Folder = _folder, Parameters = "month=1" });

        var e = match.Should().Throw<SnapshotException>().Which;
        e.Message.Should().StartWith("MLG7002: SnapshotFrontTests.Match_FirstRun_FailsWithTheAcceptCommand_month=1 has no verified snapshot yet.").And.Contain("\n  mv \"");
        Directory.GetFiles(_folder).Select(Path.GetFileName).Should().Equal("SnapshotFrontTests.Match_FirstRun_FailsWithTheAcceptCommand_month=1.received.json");
    }

    [Fact]
    public void Match_AfterAccepting_PassesUntilAStatisticMoves()
    {
        var options = new SnapshotOptions { Folder = _folder };
        var match = (double last) => Snapshot.Match(Fares(last), options, member: "Fares");
        match.Invoking(m => m(3)).Should().Throw<SnapshotException>();
        File.Move(Path.Combine(_folder, "SnapshotFrontTests.Fares.received.json"), Path.Combine(_folder, "SnapshotFrontTests.Fares.verified.json"));

        match.Invoking(m => m(3)).Should().NotThrow();
        var e = match.Invoking(m => m(4)).Should().Throw<SnapshotException>().Which;

        e.Message.Should().StartWith("MLG7001: SnapshotFrontTests.Fares differs").And.Contain("Fare: mean 2 → 2.5 (+25 %)");
        e.Result!.Findings.Should().OnlyContain(f => f.Rule == RuleIds.SnapshotChanged);
    }

    [Fact]
    public void Match_FeaturesOfATransform_PassesUntilTheTransformChanges()
    {
        var options = new SnapshotOptions { Folder = _folder };
        double[] rows = [1, 2, 3, 4];
        var match = (Func<double, float[]> transform) => Snapshot.Match(FeatureTransform.From(transform, slotNames: ["fare", "square"]), rows, options, member: "Squares");
        match.Invoking(m => m(x => [(float)x, (float)(x * x)])).Should().Throw<SnapshotException>().WithMessage("MLG7002*");
        File.Move(Path.Combine(_folder, "SnapshotFrontTests.Squares.received.json"), Path.Combine(_folder, "SnapshotFrontTests.Squares.verified.json"));

        match.Invoking(m => m(x => [(float)x, (float)(x * x)])).Should().NotThrow();
        match.Invoking(m => m(x => [(float)x, (float)(x * x * x)])).Should().Throw<SnapshotException>().WithMessage("MLG7001*square: mean 7.5 → 25*");
        match.Invoking(m => m(x => [(float)x, x < 3 ? 1 : throw new InvalidOperationException("no such fare")])).Should().Throw<SnapshotException>().WithMessage("MLG1106*row 3*no such fare*");
    }

    // Accepted for real, and found from the caller's path, on a developer's machine as well as where CI maps that path away.
    [Fact]
    public void Match_AcceptedBesideThisFile_Passes() => Snapshot.Match(Fares(3), new SnapshotOptions { Tolerances = [new SnapshotTolerance("columns/*/mean", 0.1)] });

    [Theory]
    [InlineData("/_/tests/Taxi/TaxiTests.cs")]
    [InlineData("/_1/tests/Taxi/TaxiTests.cs")]
    [InlineData("/_/tests\\Taxi\\TaxiTests.cs")]
    public void SourceFile_MappedByCi_IsFoundAboveTheOutputFolder(string mapped)
    {
        var tests = Directory.CreateDirectory(Path.Combine(_folder, "tests", "Taxi")).FullName;
        var output = Directory.CreateDirectory(Path.Combine(tests, "bin", "Release", "net10.0")).FullName;
        File.WriteAllText(Path.Combine(tests, "TaxiTests.cs"), "");

        SourceFile.FindFolder(mapped, output).Should().Be(tests);
        SourceFile.FindFolder("/_/tests/Other/TaxiTests.cs", output).Should().BeNull();
    }

    [Fact]
    public void SourceFile_FolderInARepository_IsShownRelativeToIt()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".git"));
        var tests = Directory.CreateDirectory(Path.Combine(_folder, "tests", "Taxi")).FullName;

        SourceFile.FromRepository(tests).Should().Be("tests/Taxi");
        SourceFile.FromRepository(_folder).Should().BeEmpty();
    }

    [Fact]
    public void Match_FolderNotFound_SaysWhatToSet()
    {
        var match = () => Snapshot.Match(Fares(3), sourceFile: "/_/nowhere/TaxiTests.cs");

        match.Should().Throw<SnapshotException>().WithMessage("MLG0003: The folder of '/_/nowhere/TaxiTests.cs' was not found above the test's output folder; set SnapshotOptions.Folder.");
    }
}
