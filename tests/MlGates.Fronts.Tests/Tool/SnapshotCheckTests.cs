namespace MlGates.Fronts.Tests.Tool;

/// <summary>Snapshots through a plan: the flow of a snapshot in a test.</summary>
public sealed class SnapshotCheckTests
{
    private const string Plan = """
        { "data": { "train": "train.csv" }, "checks": [ { "check": "snapshot", "data": "train", "verified": "baselines/train.verified.json", "tolerances": { "columns/fare/*": { "relative": 0.001 } } } ] }
        """;

    [Fact]
    public void Check_FirstRun_BlocksUntilAcceptedThenPasses()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 1000, 0.6).Write("mlgates.json", Plan);

        folder.Run("check", "--results", "results.json").Should().Be(1);
        folder.Results().GetProperty("checks")[0].GetProperty("rule").GetString().Should().Be(RuleIds.SnapshotNew);
        folder.Output.Should().Contain("mv \"baselines/train.received.json\" \"baselines/train.verified.json\"");
        File.Move(folder["baselines/train.received.json"], folder["baselines/train.verified.json"]);

        folder.Run("check").Should().Be(0, "{0}", folder.Output);
    }

    [Fact]
    public void Check_ChangedStatistic_BlocksAndSaysWhatMoved()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 1000, 0.6).Write("mlgates.json", Plan);
        folder.Run("check");
        File.Move(folder["baselines/train.received.json"], folder["baselines/train.verified.json"]);
        folder.WriteTrips("train.csv", 1000, 0.7, shift: 0.001);

        folder.Run("check", "--results", "results.json").Should().Be(1);
        folder.Results().GetProperty("checks").EnumerateArray().Should().OnlyContain(c => c.GetProperty("rule").GetString() == RuleIds.SnapshotChanged);
        folder.Output.Should().Contain("payment_type");
        File.Exists(folder["baselines/train.received.json"]).Should().BeTrue();
    }
}
