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
            .And.MatchRegex(@"fare +scale +×[\d.]+ +×1\.1: [^×]+×1\.5: [^×]+×2: 5  ×10: 5").And.MatchRegex(@"payment_type +swapped +").And.EndWith("not tried: loss: only drift checks are\n");
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

    [Fact]
    public void Sensitivity_OfOneColumn_IsThisText()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 4_000, 0.6).Write("mlgates.json", """
            { "data": { "train": "train.csv", "serving": "nowhere.csv" }, "checks": [
              { "id": "pay", "check": "drift", "baseline": "train", "candidate": "serving", "features": { "payment_type": { "measure": "l-infinity", "atMost": 0.05 } } },
              { "id": "rest", "check": "drift", "baseline": "train", "candidate": "serving", "features": { "fare": {}, "vendor": { "measure": "psi", "atMost": 0.1 } } } ] }
            """);

        folder.Run("sensitivity", "--rows", "4000", "--repeats", "4").Should().Be(0);
        folder.Output.Split("\n\nrest: ")[0].Should().Be("""
            pay: 4 candidates of 4000 rows for each shift, drawn from the baseline; one column is shifted at a time, beside 2 tests of other drift checks
            no change: blocked in 0 of 4 runs, passed in 4, inconclusive in 0

            column        shift         found from (in 90 % of runs)  blocked in (? inconclusive in)
            payment_type  missing       not found                     1 %: 0  5 %: 0  20 %: 0
            payment_type  new category  20 %                          1 %: 0  5 %: 0  20 %: 4
            payment_type  swapped       50 %                          10 %: 0  50 %: 4  100 %: 4
            payment_type  stuck         20 %                          5 %: 0  20 %: 4  100 %: 4

            not tried: fare, the check does not look at it
            not tried: vendor, the check does not look at it
            """.ReplaceLineEndings("\n"));
        folder.Run("sensitivity", "--rows", "4000", "--repeats", "4", "--only", "pay").Should().Be(0);
        folder.Output.Should().NotContain("beside", "a check alone has the whole false-block rate");
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

        folder.Run("calibrate", "train.csv", "--rows", "300", "--store", "train.profile.json").Should().Be(0);
        folder.Run("compare", "train.profile.json", "serving.csv", "--output", "json").Should().Be(0);
        folder.Output.Should().Contain("\"storedNoiseFloorRows\": 300");
        folder.Run("calibrate", "train.csv", "--store", "train.json").Should().Be(2);
        folder.Error.Should().Contain("--store takes the path of a profile (*.profile.json), found 'train.json'");
        folder.Run("profile", "train.csv", "-o", "train.profile.json", "--sketches").Should().Be(0);
        folder.Run("calibrate", "train.profile.json", "--store", "train.profile.json").Should().Be(2);
        folder.Error.Should().Contain("'train.profile.sketches' belongs to 'train.profile.json' as it is");
        folder.Run("calibrate", "train.profile.json", "--store", "floors.profile.json").Should().Be(0);
        File.ReadAllText(folder["floors.profile.json"]).Should().Contain("\"noiseFloor\"");

        folder.Run("calibrate", "nope.csv").Should().Be(2);
        folder.Run("calibrate", "train.csv", "--exclude", "*").Should().Be(2);
        (folder.Output + folder.Error).Should().Contain("has no column that a drift check judges");
    }
}
