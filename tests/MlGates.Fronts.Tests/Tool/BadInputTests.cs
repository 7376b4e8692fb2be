namespace MlGates.Fronts.Tests.Tool;

/// <summary>Each bad input: exit code 2, its rule, one message, and results.json that says error. Nothing is ever green because it could not run.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string, string, string> Files => new()
    {
        { "missing file", "", RuleIds.InputUnreadable, "does not exist" },
        { "empty file", "\0", RuleIds.InputEmpty, "empty" },
        { "header only", "payment_type,fare,vendor\n", RuleIds.InputEmpty, "row" },
        { "ragged row", "payment_type,fare,vendor\nCash,1,A\nCash,2\n", RuleIds.InputMalformed, "2" },
        { "wrong delimiter", "payment_type;fare;vendor\nCash;1;A\n", RuleIds.InputMalformed, ";" },
        { "duplicate column", "payment_type,fare,fare\nCash,1,A\n", RuleIds.InputMalformed, "fare" },
        { "no common column", "a,b\n1,2\n", RuleIds.NoCommonColumn, "in both train" },
    };

    [Theory, MemberData(nameof(Files))]
    public void Check_BadServingFile_IsAnErrorEverywhere(string what, string content, string rule, string part)
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 1000, 0.6);
        Plan(folder, """ "check": "drift", "baseline": "train", "candidate": "serving" """);
        Serving(folder, content);

        folder.Run("check", "--results", "results.json").Should().Be(2, what);

        Error(folder, rule, part);
    }

    [Theory, MemberData(nameof(Files))]
    public void Compare_BadServingFile_IsAnError(string what, string content, string rule, string part)
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 1000, 0.6);
        Serving(folder, content);

        folder.Run("compare", "train.csv", "serving.csv").Should().Be(2, what);

        folder.Output.Should().Contain(rule).And.Contain(part).And.NotContain("PASSED");
    }

    [Theory]
    [InlineData(""" "features": { "payment_typ": { "atMost": 0.1 } } """, RuleIds.ColumnMissing, "payment_type")]
    [InlineData(""" "features": { "fare": { "measure": "l-infinity", "atMost": 0.1 } } """, RuleIds.MeasureUnfit, "jensen-shannon")]
    [InlineData(""" "exclude": ["payment_typ"] """, RuleIds.ColumnMissing, "payment_type")]
    public void Check_ColumnOrMeasureThatDoesNotFit_IsAnErrorAtItsLine(string member, string rule, string part)
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 1000, 0.6).WriteTrips("serving.csv", 1000, 0.6);
        Plan(folder, $" \"check\": \"drift\", \"baseline\": \"train\", \"candidate\": \"serving\",\n {member} ");

        folder.Run("check", "--results", "results.json").Should().Be(2);

        Error(folder, rule, part);
        folder.Results().GetProperty("checks")[0].GetProperty("location").GetProperty("file").GetString().Should().Be("mlgates.json");
    }

    [Theory]
    [InlineData("{ \"checks\": [] }", RuleIds.NothingJudged, "no checks")]
    [InlineData("{ \"checks\": ", RuleIds.InvalidPlan, "not valid JSON")]
    [InlineData("", RuleIds.InvalidPlan, "empty")]
    [InlineData("{ \"chekcs\": [] }", RuleIds.InvalidPlan, "checks")]
    public void Check_BadPlan_IsAnErrorWithResults(string plan, string rule, string part)
    {
        using var folder = new ToolFolder().Write("mlgates.json", plan);

        folder.Run("check", "--results", "results.json").Should().Be(2);

        Error(folder, rule, part);
    }

    [Fact]
    public void Check_NoPlan_IsAnErrorWithResults()
    {
        using var folder = new ToolFolder();

        folder.Run("check", "--results", "results.json").Should().Be(2);

        Error(folder, RuleIds.InvalidPlan, "no plan");
    }

    [Theory]
    [InlineData("{ \"plan\": \"p.json\", \"falseBlockRate\": 7 }", "The false-block rate is 7; it must be from 1E-09 to 0.5.")]
    [InlineData("{ \"plan\": \"p.json\", \"falseBlokRate\": 0.1 }", "falseBlokRate")]
    [InlineData("null", "The request is null.")]
    public void Check_BadRequestFile_IsAUsageError(string request, string part)
    {
        using var folder = new ToolFolder().Write("request.json", request);

        folder.Run("check", "--request", "request.json").Should().Be(2);

        folder.Error.Should().StartWith("mlgates: error MLG0001: ").And.Contain(part);
    }

    [Fact]
    public void Check_FolderForPlan_SaysSo()
    {
        using var folder = new ToolFolder();

        folder.Run("check", ".").Should().Be(2);

        folder.Output.Should().Contain("is a folder");
    }

    [Theory]
    [InlineData("chek", "There is no command 'chek'; did you mean 'check'?")]
    [InlineData("explain MLG2001", "There is no command 'explain'; there is 'check', 'compare', 'skew', 'attribution', 'concept', 'sensitivity', 'calibrate', 'schema', 'profile'.")]
    [InlineData("--chek", "There is no option '--chek'")]
    [InlineData("", "No command is given")]
    [InlineData("check --threds 2", "There is no option '--threds'; did you mean '--threads'?")]
    [InlineData("check --plan other.json", "There is no option '--plan'")]
    [InlineData("check --output yaml", "Must be one of: 'text' 'json'.")]
    [InlineData("check a.json b.json", "Unrecognized command or argument 'b.json'.")]
    public void Usage_WrongWord_IsOneLineThatNamesIt(string words, string part)
    {
        using var folder = new ToolFolder();

        folder.Run(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Should().Be(2);

        folder.Error.Should().StartWith("mlgates: error MLG0001: ").And.Contain(part).And.EndWith("--help'.\n");
        folder.Error.Count(c => c == '\n').Should().Be(1);
    }

    [Fact]
    public void Help_NamesTheCommandAsItIsTyped()
    {
        using var folder = new ToolFolder();

        folder.Run("check", "--help").Should().Be(0);

        folder.Output.Should().Contain("mlgates check [<PLAN>] [options]");
    }

    [Fact]
    public void Profile_FolderThatCannotBeMade_IsNoInternalError()
    {
        using var folder = new ToolFolder().Write("a.csv", "x\n1\n").Write("file", "");

        folder.Run("profile", "a.csv", "-o", "file/p.profile.json").Should().Be(2);

        folder.Error.Should().Contain("MLG0003").And.Contain("cannot be written");
    }

    [Fact]
    public void Check_ResultsThatCannotBeWritten_StillShowsTheVerdict()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 20_000, 0.6).WriteTrips("serving.csv", 20_000, 0.9).Write("file", "");
        Plan(folder, """ "check": "drift", "baseline": "train", "candidate": "serving" """);

        folder.Run("check", "--results", "file/results.json").Should().Be(2);

        folder.Output.Should().Contain("BLOCKED: 1 failed");
        folder.Error.Should().Contain("MLG0003").And.Contain("cannot be written");
    }

    [Fact]
    public void Check_ColumnRenamedInTheData_IsAnErrorThoughThePlanDoesNotNameIt()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 20_000, 0.6).WriteTrips("serving.csv", 20_000, 0.6);
        folder.Write("serving.csv", File.ReadAllText(folder["serving.csv"]).Replace("fare,", "fares,", StringComparison.Ordinal));
        Plan(folder, """ "check": "drift", "baseline": "train", "candidate": "serving", "features": { "payment_type": {}, "*": {} } """);

        folder.Run("check", "--results", "results.json").Should().Be(2);

        Error(folder, RuleIds.ColumnMissing, "is it 'fares' now?");
    }

    [Fact]
    public void Check_OneThatJudgesNothingBesideOneThatPasses_IsNotGreen()
    {
        using var folder = new ToolFolder().Write("a.csv", "t\n2024-01-01\n2024-01-02\n").WriteTrips("train.csv", 20_000, 0.6);
        folder.Write("mlgates.json", """
            { "data": { "a": "a.csv", "b": "a.csv", "train": "train.csv", "serving": "train.csv" },
              "checks": [ { "id": "idle", "check": "drift", "baseline": "a", "candidate": "b" }, { "id": "skew", "check": "drift", "baseline": "train", "candidate": "serving" } ] }
            """);

        folder.Run("check", "--results", "results.json").Should().Be(2);

        Error(folder, RuleIds.NothingJudged, "check 'idle'");
    }

    [Fact]
    public void Check_OnlyColumnsThatDoNotApply_IsNotGreen()
    {
        using var folder = new ToolFolder().Write("train.csv", "t,u\n2024-01-01,\n2024-01-02,\n").Write("serving.csv", "t,u\n2025-01-01,\n2025-01-02,\n");
        Plan(folder, """ "check": "drift", "baseline": "train", "candidate": "serving" """);

        folder.Run("check", "--results", "results.json").Should().Be(2);

        Error(folder, RuleIds.NothingJudged, "nothing was judged");
    }

    [Fact]
    public void Check_OneFailureAndOneError_IsBlocked()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 20_000, 0.6).WriteTrips("serving.csv", 20_000, 0.9);
        Plan(folder, """ "check": "drift", "baseline": "train", "candidate": "serving", "features": { "payment_type": {}, "none": {} } """);

        folder.Run("check", "--results", "results.json").Should().Be(1);
        folder.Results().GetProperty("verdict").GetString().Should().Be("failed");
        folder.Results().GetProperty("counts").GetProperty("error").GetInt32().Should().Be(1);
    }

    private static void Plan(ToolFolder folder, string check) =>
        folder.Write("mlgates.json", $"{{ \"data\": {{ \"train\": \"train.csv\", \"serving\": \"serving.csv\" }},\n \"checks\": [ {{ \"id\": \"skew\", {check} }} ] }}");

    private static void Serving(ToolFolder folder, string content)
    {
        if (content.Length > 0)
        {
            folder.Write("serving.csv", content == "\0" ? "" : content);
        }
    }

    private static void Error(ToolFolder folder, string rule, string part)
    {
        var results = folder.Results();
        results.GetProperty("verdict").GetString().Should().Be("error");
        var check = results.GetProperty("checks").EnumerateArray().Should().ContainSingle(c => c.GetProperty("outcome").GetString() == "error").Subject;
        check.GetProperty("rule").GetString().Should().Be(rule);
        check.GetProperty("message").GetString().Should().Contain(part);
        (folder.Output + folder.Error).Should().Contain(rule).And.NotContain("PASSED").And.NotContain("   at ");
    }
}
