using System.Text.Json;

namespace MlGates.Fronts.Tests.Tool;

public sealed class SensitivityCommandTests
{
    private static ToolFolder Folder() => new ToolFolder().WriteTrips("train.csv", 4_000, 0.6).WriteTrips("serving.csv", 3_000, 0.6).Write("history.csv", "train\n1\n2\n").Write("mlgates.json", """
        { "data": { "train": "train.csv", "serving": "serving.csv" }, "histories": { "fit": { "path": "history.csv", "train": "train" } },
          "checks": [ { "id": "skew", "check": "drift", "baseline": "train", "candidate": "serving" }, { "id": "loss", "check": "convergence", "history": "fit" } ] }
        """);

    [Fact]
    public void Sensitivity_OfAPlan_SaysWhatItCatches()
    {
        using var folder = Folder();

        folder.Run("sensitivity", "--repeats", "5").Should().Be(0);
        folder.Output.Should().StartWith("skew: 5 candidates of 3000 rows for each shift, drawn from the baseline; one column is shifted at a time\nno change: blocked in 0 of 5 runs, passed in ")
            .And.MatchRegex(@"fare +scale +×[\d.]+ +×1\.1: \d  ×1\.5: \d  ×2: 5  ×10: 5").And.MatchRegex(@"payment_type +swapped +").And.EndWith("not tried: loss: only drift checks are\n");
        var first = folder.Output;
        folder.Run("sensitivity", "mlgates.json", "--repeats", "5", "--threads", "2").Should().Be(0);
        folder.Output.Should().Be(first, "threads change nothing");

        folder.Run("sensitivity", "--repeats", "5", "--rows", "50", "--output", "json").Should().Be(0);
        using var json = JsonDocument.Parse(folder.Output);
        var check = json.RootElement.GetProperty("checks")[0];
        check.GetProperty("rows").GetInt32().Should().Be(50);
        check.GetProperty("shifts").EnumerateArray().Should().OnlyContain(s => s.GetProperty("runs").GetInt32() == 5);
        json.RootElement.GetProperty("otherChecks")[0].GetString().Should().Be("loss");
    }

    [Theory]
    [InlineData("No check of these is a drift check, and only those can be tried; there is 'loss'.", "--only", "loss")]
    [InlineData("The plan has no check 'skw'", "--only", "skw")]
    [InlineData("lies.json", "lies.json")]
    [InlineData("is not a number from 1 to 100000", "--repeats", "0")]
    [InlineData("nope.csv", "--input", "train=nope.csv")]
    public void Sensitivity_BadInput_IsOneErrorAndExit2(string part, params string[] arguments)
    {
        using var folder = Folder();

        folder.Run(["sensitivity", .. arguments]).Should().Be(2);
        (folder.Output + folder.Error).Should().Contain(part).And.NotContain("   at ");
    }

    [Fact]
    public void Calibrate_WritesLimitsThatAPlanTakes()
    {
        using var folder = Folder();

        folder.Run("calibrate", "train.csv", "serving.csv", "--rows", "300", "--repeats", "10", "-o", "limits.json").Should().Be(0);
        folder.Output.Should().MatchRegex(@"^column +measure +limit +now +noise +accepted +detectable +rows needed\n").And.MatchRegex(@"payment_type +l-infinity +0\.\d+ +0\.0500");
        var features = JsonDocument.Parse(File.ReadAllText(folder["limits.json"])).RootElement.GetProperty("features").GetRawText();
        folder.Write("mlgates.json", $$"""{ "data": { "train": "train.csv", "serving": "serving.csv" }, "checks": [ { "check": "drift", "baseline": "train", "candidate": "serving", "features": {{features}} } ] }""");
        folder.Run("check").Should().Be(0);

        folder.Run("calibrate", "nope.csv").Should().Be(2);
        folder.Run("calibrate", "train.csv", "--exclude", "*").Should().Be(2);
        (folder.Output + folder.Error).Should().Contain("has no column that a drift check judges");
    }
}
