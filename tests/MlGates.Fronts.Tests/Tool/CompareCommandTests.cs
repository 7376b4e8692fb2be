using System.Text.Json;

namespace MlGates.Fronts.Tests.Tool;

public sealed class CompareCommandTests
{
    [Fact]
    public void Compare_SameShares_Passes()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 20_000, 0.6).WriteTrips("serving.csv", 15_000, 0.6);

        folder.Run("compare", "train.csv", "serving.csv").Should().Be(0);
        folder.Output.Should().Contain("PASSED: 3 passed (false-block rate 5 %)");
        folder.Error.Should().BeEmpty();
    }

    [Fact]
    public void Compare_MovedShare_BlocksAndNamesTheMove()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 20_000, 0.6).WriteTrips("serving.csv", 20_000, 0.8);

        folder.Run("compare", "train.csv", "serving.csv").Should().Be(1);
        folder.Output.Should().Contain("FAILED MLG2001").And.Contain("payment_type drifted from train to serving").And.Contain("BLOCKED: 1 failed, 2 passed");
    }

    [Fact]
    public void Compare_MovedShare_ShowsWhatCarriesItInTextAndJson()
    {
        using var folder = new ToolFolder().Write("a.csv", "kind\n" + string.Concat(Enumerable.Range(0, 4000).Select(i => i % 4 == 0 ? "b\n" : "a\n")))
            .Write("b.csv", "kind\n" + string.Concat(Enumerable.Range(0, 4000).Select(i => i % 2 == 0 ? "b\n" : "a\n")));

        folder.Run("compare", "a.csv", "b.csv").Should().Be(1);
        folder.Output.Should().Contain(
            "    a  0.750 ████████████████ → 0.500 ███████████·····  50 % of the distance\n" +
            "    b  0.250 █████··········· → 0.500 ███████████·····  50 % of the distance\n");
        folder.Run("compare", "a.csv", "b.csv", "--output", "json").Should().Be(1);
        using var json = JsonDocument.Parse(folder.Output);
        var carriers = json.RootElement.GetProperty("checks")[0].GetProperty("carriers");
        carriers.GetArrayLength().Should().Be(2);
        carriers[0].ToString().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Should().Be("""{"name":"a","baseline":0.75,"candidate":0.5,"part":0.5}""");
        folder.Run("compare", "a.csv", "a.csv").Should().Be(0);
        folder.Output.Should().NotContain("of the distance");
    }

    [Fact]
    public void Compare_MaxFailing_LetsAColumnDriftAsAWarningInToolAndPlan()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 20_000, 0.6).WriteTrips("serving.csv", 20_000, 0.8).Write("mlgates.json", """
            { "data": { "train": "train.csv", "serving": "serving.csv" },
              "checks": [ { "check": "drift", "baseline": "train", "candidate": "serving", "maxFailing": 1 } ] }
            """);

        folder.Run("compare", "train.csv", "serving.csv", "--max-failing", "1").Should().Be(0);
        folder.Output.Should().Contain("payment_type drifted from train to serving").And.Contain("let through: 1 of at most 1 that may fail").And.Contain("PASSED: 1 warned, 2 passed");
        folder.Run("check", "--report", "markdown=report.md").Should().Be(0);
        folder.Output.Should().Contain("let through: 1 of at most 1 that may fail").And.Contain("% of the distance");
        File.ReadAllText(folder["report.md"]).Should().Contain("<summary>What moved</summary>").And.Contain("| drift | payment\\_type | Cash | 0.6").And.Contain(" % |");
        folder.Run("compare", "train.csv", "serving.csv", "--max-failing", "-1").Should().Be(2);
    }

    // 40 users of 50 rows: what 2000 independent rows would prove, 40 users do not.
    [Fact]
    public void Compare_GroupedAndWeightedRows_ByCommandAndPlan()
    {
        static string Trips(int vouchers) => "user,w,paid\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"u{i / 50},{1 + (i % 2)},{(i / 50 < vouchers ? "voucher" : "cash")}\n"));
        using var folder = new ToolFolder().Write("train.csv", Trips(4)).Write("serving.csv", Trips(9)).Write("mlgates.json", """
            { "data": { "train": "train.csv", "serving": "serving.csv" },
              "checks": [ { "check": "drift", "baseline": "train", "candidate": "serving", "features": { "paid": { } }, "group": "user", "weight": "w" } ] }
            """);

        folder.Run("compare", "train.csv", "serving.csv", "--feature", "paid=l-infinity").Should().Be(1);
        folder.Run("compare", "train.csv", "serving.csv", "--feature", "paid=l-infinity", "--group", "user", "--weight", "w").Should().Be(0);
        folder.Output.Should().Contain("paid may have drifted from train to serving: L-infinity 0.1250").And.Contain("(n = 2000, 2000; telling as much as 39, 39 independent rows)");
        var said = folder.Output.Split('\n').Single(l => l.Contains("paid may have drifted", StringComparison.Ordinal));
        folder.Run("check").Should().Be(0);
        folder.Output.Should().Contain(said[said.IndexOf("L-infinity", StringComparison.Ordinal)..].TrimEnd());

        folder.Run("compare", "train.csv", "serving.csv", "--group", "usr").Should().Be(2);
        folder.Output.Should().Contain("MLG0007").And.Contain("usr");
        folder.Run("profile", "train.csv", "-o", "train.profile.json").Should().Be(0);
        folder.Run("compare", "train.profile.json", "serving.csv", "--group", "user").Should().Be(2);
        folder.Output.Should().Contain("is a stored profile, which does not know its rows' groups; give the rows");
    }

    // From May on everybody pays by card.
    [Fact]
    public void Compare_Windows_ByCommandAndPlan()
    {
        static string Trips(bool changes) => "day,paid\n" + string.Concat(Enumerable.Range(0, 3650).Select(i => $"{new DateTime(2016, 1, 1).AddDays(i / 10):yyyy-MM-dd},{(i % 10 < (changes && i >= 1210 ? 9 : 4) ? "card" : "cash")}\n"));
        using var folder = new ToolFolder().Write("train.csv", Trips(false)).Write("serving.csv", Trips(true)).Write("mlgates.json", """
            { "data": { "train": "train.csv", "serving": "serving.csv" },
              "checks": [ { "check": "drift", "baseline": "train", "candidate": "serving", "windows": { "by": "day", "every": "1mo" } } ] }
            """);

        folder.Run("compare", "train.csv", "serving.csv", "--windows-by", "day", "--every", "1mo").Should().Be(1);
        folder.Output.Should().Contain("over 12 windows it changed most at 2016-05-01: 0.0000 on average before, 0.5000 from then on")
            .And.MatchRegex(@"FAILED +compare +paid @ 2016-05-01").And.NotMatchRegex(@"FAILED +compare +paid @ 2016-04-01");
        var said = folder.Output.Split('\n').Single(l => l.StartsWith("FAILED MLG2001 paid drifted from train to serving:", StringComparison.Ordinal));
        folder.Run("check").Should().Be(1);
        folder.Output.Should().Contain(said[said.IndexOf("L-infinity", StringComparison.Ordinal)..]);

        folder.Run("compare", "train.csv", "serving.csv", "--windows-by", "day", "--every", "1mo", "--feature", "paid=l-infinity<=0.02").Should().Be(1);
        folder.Output.Should().Contain("paid is undecided in 4 windows by themselves; take longer windows to tell");
        folder.Run("compare", "train.csv", "serving.csv", "--window-rows", "1000").Should().Be(1);
        folder.Output.Should().Contain("paid @ row 1001").And.Contain("paid @ row 3001");
        folder.Run("compare", "train.csv", "serving.csv", "--windows-by", "day").Should().Be(2);
        folder.Run("compare", "train.csv", "serving.csv", "--windows-by", "day", "--every", "fortnight").Should().Be(2);
        folder.Run("compare", "train.csv", "serving.csv", "--windows-by", "paid", "--every", "1d").Should().Be(2);
        folder.Run("compare", "train.csv", "serving.csv", "--windows-by", "dya", "--every", "1d").Should().Be(2);
        folder.Run("compare", "train.csv", "serving.csv", "--windows-by", "day", "--every", "1d", "--group", "day").Should().Be(2);
        (folder.Output + folder.Error).Should().Contain("Windows are compared row by row, without weights and groups");
        folder.Run("profile", "serving.csv", "-o", "serving.profile.json").Should().Be(0);
        folder.Run("compare", "train.csv", "serving.profile.json", "--window-rows", "100").Should().Be(2);
        folder.Output.Should().Contain("is a stored profile, which cannot be cut into windows; give the rows");
    }

    [Fact]
    public void Compare_Slices_ByCommandAndPlan()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 4_000, 0.6).WriteTrips("serving.csv", 4_000, 0.8).Write("mlgates.json", """
            { "data": { "train": "train.csv", "serving": "serving.csv" },
              "checks": [ { "check": "drift", "baseline": "train", "candidate": "serving", "slices": ["payment_type"] } ] }
            """);

        folder.Run("compare", "train.csv", "serving.csv", "--slice", "payment_type").Should().Be(1);
        folder.Output.Should().Contain("    in payment_type=C").And.Contain("Without payment_type, compare would be passed.");
        folder.Run("check", "--results", "results.json").Should().Be(1);
        folder.Output.Should().Contain("    in payment_type=C").And.Contain("Without payment_type, drift would be passed.");
        folder.Results().GetProperty("without")[0].GetProperty("columns")[0].GetString().Should().Be("payment_type");
        folder.Run("compare", "train.csv", "serving.csv", "--slice", "fare:4").Should().Be(2);
        folder.Output.Concat(folder.Error).Should().NotBeEmpty();
        folder.Run("compare", "train.csv", "serving.csv", "--slice", "payment").Should().Be(2);
    }

    [Fact]
    public void Compare_FilesOfOneNameInTwoFolders_AreToldApart()
    {
        using var folder = new ToolFolder().WriteTrips("old/trips.csv", 20_000, 0.6).WriteTrips("new/trips.csv", 20_000, 0.8);

        folder.Run("compare", "old/trips.csv", "new/trips.csv").Should().Be(1);
        folder.Output.Should().Contain("payment_type drifted from old/trips.csv to new/trips.csv");
    }

    [Fact]
    public void Compare_TokenForMissing_MakesAColumnNumbersAgain()
    {
        using var folder = new ToolFolder().Write("a.csv", "x\n1\n2\n\"\"\n").Write("b.csv", "x\n1\nNA\n\"\"\n");

        folder.Run("compare", "a.csv", "b.csv").Should().Be(2);
        folder.Output.Should().Contain("where 1 of 2 values are no numbers, such as 'NA'; mend them, or list them among the missing values");

        folder.Run("compare", "a.csv", "b.csv", "--missing", "", "--missing", "NA").Should().Be(0);
    }

    [Fact]
    public void Compare_ShiftedNumber_BlocksWithJensenShannon()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 5_000, 0.6).WriteTrips("serving.csv", 5_000, 0.6, shift: 3);

        folder.Run("compare", "train.csv", "serving.csv", "--feature", "fare=jensen-shannon<=0.02").Should().Be(1);
        folder.Output.Should().Contain("fare drifted").And.NotContain("payment_type");
    }

    [Fact]
    public void Compare_FewRows_IsInconclusiveAndSaysHowManyWouldDecide()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 200, 0.6).WriteTrips("serving.csv", 150, 0.66);
        string[] args = ["compare", "train.csv", "serving.csv", "--feature", "payment_type=l-infinity<=0.05"];

        folder.Run(args).Should().Be(0, "inconclusive warns");
        folder.Output.Should().Contain("INCONCLUSIVE (does not block)").And.Contain("rows");
        folder.Run([.. args, "--on-inconclusive", "fail"]).Should().Be(2);
        folder.Run([.. args, "--decision", "point"]).Should().Be(1, "the observed value is over the limit");
    }

    [Fact]
    public void Compare_Json_IsTheOnlyOutputAndComplete()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 20_000, 0.6).WriteTrips("serving.csv", 20_000, 0.8);

        folder.Run("compare", "train.csv", "serving.csv", "--output", "json").Should().Be(1);
        var json = JsonDocument.Parse(folder.Output).RootElement;
        json.GetProperty("verdict").GetString().Should().Be("failed");
        json.GetProperty("checks").GetArrayLength().Should().Be(3);
        json.GetProperty("inputs").GetArrayLength().Should().Be(2);
        json.GetProperty("inputs")[0].GetProperty("rows").GetInt64().Should().Be(20_000);
    }

    [Fact]
    public void Compare_StoredBaseline_GivesWhatRowsGive()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 20_000, 0.6).WriteTrips("serving.csv", 20_000, 0.62, shift: 0.1);
        folder.Run("profile", "train.csv", "-o", "train.profile.json").Should().Be(0);

        folder.Run("compare", "train.csv", "serving.csv", "--output", "json");
        var rows = Checks(folder.Output);
        folder.Run("compare", "train.profile.json", "serving.csv", "--output", "json");
        Checks(folder.Output).Should().Be(rows);

        static string Checks(string json) => JsonDocument.Parse(json).RootElement.GetProperty("checks").GetRawText();
    }

    [Fact]
    public void Compare_OneAndTwoThreads_GiveTheSameBytes()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 50_000, 0.6).WriteTrips("serving.csv", 40_000, 0.61);
        folder.Run("compare", "train.csv", "serving.csv", "--output", "json", "--threads", "1");
        var one = folder.Output.Split("\"environment\"")[0];
        folder.Run("compare", "train.csv", "serving.csv", "--output", "json", "--threads", "2");

        folder.Output.Split("\"environment\"")[0].Should().Be(one);
    }

    [Theory]
    [InlineData("payment_type<=0.1", "--feature takes NAME=MEASURE<=LIMIT")]
    [InlineData("payment_type=l-infinty<=0.1", "did you mean \"l-infinity\"?")]
    [InlineData("payment_type=l-infinity<=x", "A limit of l-infinity is a number of at least 0 and at most 1")]
    public void Compare_WrongFeatureOption_IsAUsageError(string feature, string part)
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 10, 0.6);

        folder.Run("compare", "train.csv", "train.csv", "--feature", feature).Should().Be(2);
        folder.Error.Should().StartWith("mlgates: error MLG0001: ").And.Contain(part);
        folder.Output.Should().BeEmpty();
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("compare a.csv")]
    [InlineData("compar a.csv b.csv")]
    [InlineData("compare a.csv b.csv --atmost 1")]
    [InlineData("compare a.csv b.csv --false-block-rate 2")]
    [InlineData("compare a.csv b.csv --output yaml")]
    [InlineData("compare a.csv b.csv --threads 0")]
    public void Tool_WrongUsage_IsExitCode2WithOneLine(string line)
    {
        using var folder = new ToolFolder();

        folder.Run(line.Split(' ')).Should().Be(2);
        folder.Error.Should().StartWith("mlgates: error MLG0001: ").And.EndWith("\n");
        folder.Error.Count(c => c == '\n').Should().Be(1);
    }

    [Theory]
    [InlineData("--help", "check")]
    [InlineData("check --help", "Example: mlgates check")]
    [InlineData("compare --help", "Example: mlgates compare")]
    [InlineData("profile --help", "Example: mlgates profile")]
    [InlineData("--version", "0.1.0")]
    public void Tool_HelpAndVersion_AreExitCode0(string line, string part)
    {
        using var folder = new ToolFolder();

        folder.Run(line.Split(' ')).Should().Be(0);
        folder.Output.Should().Contain(part);
    }
}
