using System.Text.Json;
using MlGates.Artifacts;
using MlGates.Gates;
using MlGates.Plans;

namespace MlGates.Tests.Plans;

public sealed class PlanReaderTests : IDisposable
{
    private const string Inputs = """
          "data": { "train": "train.csv", "serving": { "path": "serving.csv", "missing": ["", "NA"] } },
          "models": { "candidate": "model.zip", "production": "old.zip" },
          "evaluations": { "candidate": { "path": "p.csv", "label": "y", "score": "s" }, "production": { "path": "q.csv", "label": "y", "score": "s" } },
          "histories": { "fit": { "path": "loss.csv", "train": "loss" } },
        """;

    private static readonly Dictionary<string, string> Minimal = new()
    {
        ["drift"] = """ "check": "drift", "baseline": "train", "candidate": "serving" """,
        ["metric"] = """ "check": "metric", "evaluation": "candidate", "metric": "auc", "atLeast": 0.8 """,
        ["convergence"] = """ "check": "convergence", "history": "fit" """,
        ["artifact"] = """ "check": "artifact", "model": "candidate" """,
        ["features"] = """ "check": "features", "data": "train" """,
        ["snapshot"] = """ "check": "snapshot", "data": "train", "verified": "train.verified.json" """,
        ["throughput"] = """ "check": "throughput", "model": "candidate", "data": "serving", "atLeast": 100 """,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("mlgates").FullName;

    public static TheoryData<string> Kinds => [.. Minimal.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Kinds))]
    public void Read_MinimalCheck_IsRead(string kind)
    {
        var plan = Read($"{{ {Inputs} \"checks\": [ {{ {Minimal[kind]} }} ] }}");

        plan.Checks.Should().ContainSingle().Which.Id.Should().Be(kind, "the kind is the default id");
        plan.FalseBlockRate.Should().Be(0.05);
        plan.OnInconclusive.Should().Be(InconclusivePolicy.Warn);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Read_CheckMembers_AreThoseOfThePublishedSchema(string kind)
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("docs", "mlgates.schema.json")));
        var published = schema.RootElement.GetProperty("properties").GetProperty("checks").GetProperty("items").GetProperty("oneOf").EnumerateArray()
            .Single(c => c.GetProperty("properties").GetProperty("check").GetProperty("const").GetString() == kind)
            .GetProperty("properties").EnumerateObject().Select(p => p.Name);

        Known(Refuse($"{{ {Inputs} \"checks\": [ {{ {Minimal[kind]}, \"qqqqqqqqqqqq\": 1 }} ] }}")).Should().BeEquivalentTo(published);
    }

    [Fact]
    public void Csv_AllKeys_AreRead()
    {
        var plan = Read("""
            { "data": { "a": { "path": "a.csv", "delimiter": "\t", "quote": "none", "comment": "#", "decimalComma": true, "encoding": "windows-1252",
                "maxRefusedRows": 3, "header": false, "columns": ["x"], "missing": ["NA"] } },
              "checks": [ { "check": "snapshot", "data": "a", "verified": "a.verified.json" } ] }
            """);

        var csv = plan.Data["a"].Csv;
        (csv.Delimiter, csv.Quote, csv.Comment, csv.DecimalComma, csv.Encoding!.CodePage, csv.MaxRefusedRows, csv.HasHeader)
            .Should().Be(('\t', null, '#', true, 1252, 3L, false));
    }

    [Theory]
    [InlineData("evaluations", """ "path": "p.csv", "label": "y" """)]
    [InlineData("histories", """ "path": "p.csv", "train": "y" """)]
    public void Read_InputMembers_AreThoseOfThePublishedSchema(string section, string minimal)
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("docs", "mlgates.schema.json")));
        var published = schema.RootElement.GetProperty("properties").GetProperty(section).GetProperty("additionalProperties").GetProperty("properties").EnumerateObject().Select(p => p.Name);

        Known(Refuse($"{{ \"{section}\": {{ \"x\": {{ {minimal}, \"qqqqqqqqqqqq\": 1 }} }}, \"checks\": [] }}")).Should().BeEquivalentTo(published);
    }

    [Fact]
    public void Read_PlanMembers_AreThoseOfThePublishedSchema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("docs", "mlgates.schema.json")));
        var published = schema.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name);

        Known(Refuse("{ \"checks\": [], \"qqqqqqqqqqqq\": 1 }")).Should().BeEquivalentTo(published);
    }

    [Theory]
    [InlineData("{ \"cheks\": [] }", RuleIds.InvalidPlan, "The plan has no \"cheks\"; did you mean \"checks\"?")]
    [InlineData("{ \"data\": { } }", RuleIds.InvalidPlan, "lacks \"checks\"")]
    [InlineData("{ \"checks\": [] }", RuleIds.NothingJudged, "no checks")]
    [InlineData("{ \"checks\": {} }", RuleIds.InvalidPlan, "must be a list, found an empty object")]
    [InlineData("[]", RuleIds.InvalidPlan, "must be an object, found an empty list")]
    [InlineData("{ \"checks\": [ 1 ] }", RuleIds.InvalidPlan, "A check must be an object, found 1")]
    [InlineData("{ \"checks\": [ { \"check\": \"drfit\" } ] }", RuleIds.InvalidPlan, "did you mean \"drift\"?")]
    [InlineData("{ \"checks\": [], \"falseBlockRat\": 1 }", RuleIds.InvalidPlan, "did you mean \"falseBlockRate\"?")]
    [InlineData("{ \"checks\": [], \"falseBlockRate\": 0.7 }", RuleIds.InvalidPlan, "must be a number from 0.000000001 to 0.5, found 0.7")]
    [InlineData("{ \"checks\": [], \"falseBlockRate\": \"0.1\" }", RuleIds.InvalidPlan, "found \"0.1\"")]
    [InlineData("{ \"checks\": [], \"onInconclusive\": \"wran\" }", RuleIds.InvalidPlan, "did you mean \"warn\"?")]
    [InlineData("{ \"checks\": [], \"onInconclusive\": \"never\" }", RuleIds.InvalidPlan, "must be \"fail\", \"pass\" or \"warn\", found \"never\".")]
    [InlineData("{ \"evaluations\": { \"e\": { \"path\": \"p.csv\", \"label\": \"y\" } }, \"checks\": [] }", RuleIds.InvalidPlan, "\"e\" needs \"score\"")]
    [InlineData("{ \"data\": { \"a\": { \"path\": \"a.csv\", \"columns\": [\"x\"] } }, \"checks\": [] }", RuleIds.InvalidPlan, "set \"header\" to false")]
    [InlineData("{ \"data\": { \"a\": { \"path\": \"a.csv\", \"delimiter\": \"x\" } }, \"checks\": [] }", RuleIds.InvalidPlan, "found \"x\"")]
    [InlineData("{ \"data\": { \"a\": { \"path\": \"a.csv\", \"delimiter\": \"é\" } }, \"checks\": [] }", RuleIds.InvalidPlan, "one character such as")]
    [InlineData("{ \"data\": { \"a\": { \"path\": \"a.csv\", \"comment\": \"##\" } }, \"checks\": [] }", RuleIds.InvalidPlan, "one character such as")]
    [InlineData("{ \"data\": { \"a\": { \"path\": \"a.csv\", \"quote\": \"q\" } }, \"checks\": [] }", RuleIds.InvalidPlan, "one character such as")]
    [InlineData("{ \"data\": { \"a\": { \"path\": \"a.csv\", \"comment\": \",\", \"delimiter\": \",\" } }, \"checks\": [] }", RuleIds.InvalidPlan, "must be different")]
    [InlineData("{ \"data\": { \"a\": { \"path\": \"a.csv\", \"encoding\": \"latin77\" } }, \"checks\": [] }", RuleIds.InvalidPlan, "\"windows-1252\"")]
    [InlineData("{ \"data\": { \"a\": { \"path\": \"a.csv\", \"maxRefusedRows\": -1 } }, \"checks\": [] }", RuleIds.InvalidPlan, "maxRefusedRows")]
    [InlineData("{ \"data\": { \"a\": { \"path\": \"a.csv\", \"decimalComma\": \"yes\" } }, \"checks\": [] }", RuleIds.InvalidPlan, "true or false")]
    [InlineData("{ \"data\": { \"a\": \"a\\u0000.csv\" }, \"checks\": [] }", RuleIds.InvalidPlan, "holds the character NUL")]
    [InlineData("{ \"evaluations\": { \"e\": { \"path\": \"p.csv\", \"label\": \"y\", \"score\": \"s\", \"threshold\": 1e999 } }, \"checks\": [] }", RuleIds.InvalidPlan, "found 1e999")]
    [InlineData("{ \"data\": { \"a\": 3 }, \"checks\": [] }", RuleIds.InvalidPlan, "\"a\"")]
    [InlineData("{ \"data\": { \"a\": \"${env:NOT_SET}\" }, \"checks\": [] }", RuleIds.InvalidPlan, "'NOT_SET' is not set")]
    [InlineData("{ \"data\": { \"a\": \"a.csv\" }, \"checks\": [ { \"check\": \"drift\", \"baseline\": \"a\", \"candidate\": \"b\" } ] }", RuleIds.InvalidPlan, "\"data\" has no \"b\"")]
    public void Read_InvalidPlan_SaysWhatIsAllowed(string json, string rule, string part)
    {
        var error = Refuse(json);

        error.Rule.Should().Be(rule);
        error.Message.Should().Contain(part);
        error.Location!.Line.Should().Be(1);
    }

    [Theory]
    [InlineData(""" "check": "metric", "evaluation": "candidate", "metric": "auc" """, "has no limit")]
    [InlineData(""" "check": "metric", "evaluation": "candidate", "metric": "auc", "against": "production" """, "\"allowedLoss\" together")]
    [InlineData(""" "check": "metric", "evaluation": "candidate", "metric": "acu", "atLeast": 0.8 """, "did you mean \"auc\"?")]
    [InlineData(""" "check": "metric", "evaluation": "candidate", "metric": "auc", "atLeast": 80 """, "from 0 to 1, found 80")]
    [InlineData(""" "check": "metric", "evaluation": "candidate", "metric": "auc", "against": "production", "allowedLoss": 0.1, "detect": 0.1 """, "needs \"atLeast\"")]
    [InlineData(""" "check": "throughput", "model": "candidate", "data": "serving" """, "has no limit")]
    [InlineData(""" "check": "features", "data": "train", "finite": false """, "asks for nothing")]
    [InlineData(""" "check": "features", "data": "train", "rowByRow": 1e-6 """, "needs \"model\"")]
    [InlineData(""" "check": "features", "data": "train", "rows": "kept" """, "needs \"model\"")]
    [InlineData(""" "check": "features", "data": "train", "rows": { "exactly": 1, "atMost": 2 } """, "needs one of")]
    [InlineData(""" "check": "features", "data": "train", "model": "candidate", "columns": ["f*"] """, "name its \"column\"")]
    [InlineData(""" "check": "features", "data": "train", "min": 2, "max": 1 """, "must not be less than")]
    [InlineData(""" "check": "features", "data": "train", "ranges": { "fare": { "min": 2, "max": 1 } } """, "not less than")]
    [InlineData(""" "check": "features", "data": "train", "ranges": { "fare": { "mim": 2 } } """, "did you mean \"min\"?")]
    [InlineData(""" "check": "features", "data": "train", "vocabulary": { "payment": [] } """, "at least one")]
    [InlineData(""" "check": "throughput", "model": "candidate", "data": "serving", "atLeast": 1, "allowedSlowdown": 0.1 """, "needs \"against\"")]
    [InlineData(""" "check": "snapshot", "data": "train", "verified": "train.json" """, "must end in .verified.json")]
    [InlineData(""" "check": "snapshot", "data": "train", "verified": "t.verified.json", "tolerances": { "rows": { "relativ": 1 } } """, "did you mean \"relative\"?")]
    [InlineData(""" "check": "artifact", "model": "candidate", "maxBytes": "20 XB" """, "such as \"20 MB\"")]
    [InlineData(""" "check": "artifact", "model": "candidate", "sha256": "abc" """, "64 hexadecimal digits")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "features": {} """, "found an empty object; leave it out")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidat": "serving" """, "did you mean \"candidate\"?")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "train" """, "always passes")]
    [InlineData(""" "check": "metric", "evaluation": "candidate", "metric": "auc", "against": "candidate", "allowedLoss": 0.1 """, "always passes")]
    [InlineData(""" "check": "throughput", "model": "candidate", "data": "serving", "against": "candidate" """, "always passes")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "features": { "a": { "atMots": 1 } } """, "did you mean \"atMost\"?")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "features": { "a": { "measure": "l-infinty" } } """, "did you mean \"l-infinity\"?")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "features": { "a": { "measure": "hellinger", "atMost": 1.5 } } """, "from 0 to 1, found 1.5")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "maxFailing": 1.5 """, "must be a whole number of columns, found 1.5")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "maxFailing": -1 """, "found -1")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "multivariate": { } """, "\"multivariate\" must be an object of measures (correlation, domain-classifier, mmd, pca-reconstruction)")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "multivariate": { "domain-clasifier": { } } """, "domain-classifier")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "multivariate": { "domain-classifier": { "atMost": 0.4 } } """, "0.5")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "slices": ["fare:4"] """, "\"slices\": 'fare:4' is by quantiles, which are not the same in both datasets; slice by values.")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "slices": ["a*"] """, "\"slices\": 'a*' names no slices")]
    [InlineData(""" "check": "skew", "baseline": "train", "candidate": "serving" """, "lacks \"key\" (the column, or a list of columns")]
    [InlineData(""" "check": "skew", "baseline": "train", "candidate": "serving", "key": [] """, "\"key\" must be a column or a list of columns")]
    [InlineData(""" "check": "skew", "baseline": "train", "candidate": "serving", "key": "id", "steps": ["fare"] """, "\"steps\" must be a list of lists of at least two columns")]
    [InlineData(""" "check": "skew", "baseline": "train", "candidate": "serving", "key": "id", "columns": { "fare": { "atMost": 0.7 } } """, "0.5")]
    [InlineData(""" "check": "skew", "baseline": "train", "candidate": "train", "key": "id" """, "itself")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "attribution": { "baseline": "train", "candidate": "train" } """, "itself")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "attribution": { "baseline": "train", "candidate": "serving", "atMost": 3 } """, "found 3")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "windows": { "by": "time" } """, "\"windows\" needs either \"by\" (a column of times) with \"every\"")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "windows": { "by": "time", "every": "7days" } """, "\"every\" must be a whole number of hours, days, months or years")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "windows": { "rows": 1.5 } """, "must be a whole number of rows")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "windows": { "rows": 10 }, "group": "user" """, "\"group\" does not go with \"windows\"")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "features": { "fare": { "bins": "evidentally" } } """, "\"evidently\"")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "group": 3 """, "\"group\" must be")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "wieght": "w" """, "\"weight\"")]
    [InlineData(""" "check": "drift", "baseline": "train", "candidate": "serving", "features": { "a": { "measure": "psi", "atMost": 1e999 } } """, "of at least 0, found 1e999")]
    public void Read_InvalidCheck_SaysWhatIsAllowed(string check, string part)
    {
        var error = Refuse($"{{ {Inputs} \"checks\": [\n {{ {check} }} ] }}");

        error.Rule.Should().Be(RuleIds.InvalidPlan);
        error.Message.Should().Contain(part);
        error.Location!.Line.Should().Be(5);
    }

    [Fact]
    public void Read_TwoChecksWithOneId_IsAnError() =>
        Refuse($"{{ {Inputs} \"checks\": [ {{ {Minimal["drift"]} }}, {{ {Minimal["drift"]} }} ] }}").Message.Should().Contain("Two checks have the id \"drift\"");

    [Fact]
    public void Read_NoFile_IsAnError() =>
        FluentActions.Invoking(() => GatePlan.Read(Path.Combine(_folder, "none.json"))).Should().Throw<InputException>().Which.Rule.Should().Be(RuleIds.InvalidPlan);

    [Theory]
    [InlineData("20 MB", 20_000_000)]
    [InlineData("1.5KiB", 1536)]
    [InlineData("7 B", 7)]
    public void Read_Sizes_HaveUnits(string text, long bytes) =>
        ((PlannedArtifact)Read($"{{ {Inputs} \"checks\": [ {{ {Minimal["artifact"]}, \"maxBytes\": \"{text}\" }} ] }}").Checks[0]).Artifact.MaxBytes.Should().Be(bytes);

    [Fact]
    public void Read_TwoLimitsOfOneCheck_KeepTheirPlaces()
    {
        var check = ((PlannedArtifact)Read($$"""
            { {{Inputs}} "checks": [ { "check": "artifact", "model": "candidate",
              "maxBytes": 5,
              "sha256": "{{new string('0', 64)}}" } ] }
            """).Checks[0]).Artifact;
        var first = check.Location!.Line;

        check.LimitLocations[RuleIds.ArtifactTooLarge].Line.Should().Be(first + 1);
        check.LimitLocations[RuleIds.ArtifactHash].Line.Should().Be(first + 2);
        string file = Path.Combine(_folder, "model.zip");
        File.WriteAllText(file, "no model at all");
        var findings = GateDecision.Judge(check, check.Examine(ModelArtifact.At(file))).Findings;
        findings.ToDictionary(f => f.Rule, f => f.Location!.Line - first).Should().BeEquivalentTo(
            new Dictionary<string, int> { [RuleIds.ArtifactNotLoadable] = 0, [RuleIds.ArtifactTooLarge] = 1, [RuleIds.ArtifactHash] = 2 });
    }

    [Fact]
    public void Read_Detect_IsTheDistanceToFind()
    {
        const string check = "\"check\": \"metric\", \"evaluation\": \"candidate\", \"metric\": \"auc\", \"atLeast\": 0.8";

        ((PlannedMetric)Read($"{{ {Inputs} \"checks\": [ {{ {check}, \"detect\": 0.02 }} ] }}").Checks[0]).Metric.Detect.Should().Be(0.02);
        ((PlannedMetric)Read($"{{ {Inputs} \"checks\": [ {{ {check} }} ] }}").Checks[0]).Metric.Detect.Should().Be(0.05);
    }

    [Fact]
    public void Read_EnvironmentInPath_IsReplaced()
    {
        var plan = Read("{ \"models\": { \"m\": \"${env:DIR}/m-${env:DIR}.zip\" }, \"checks\": [ { \"check\": \"artifact\", \"model\": \"m\" } ] }", new PlanBindings { Environment = n => n == "DIR" ? "out" : null });

        plan.Models["m"].Path.Should().Be("out/m-out.zip");
    }

    [Fact]
    public void Read_Bindings_ReplacePathsByNameAndSection()
    {
        var bindings = new PlanBindings
        {
            Inputs = new SortedDictionary<string, string> { ["serving"] = Path.Combine(_folder, "june.csv"), ["models.candidate"] = Path.Combine(_folder, "new", "m.zip") },
        };
        var plan = Read($"{{ {Inputs} \"checks\": [ {{ {Minimal["drift"]} }} ] }}", bindings);

        plan.Data["serving"].Path.Should().Be("june.csv", "paths are shown relative to the plan");
        plan.Data["serving"].Csv.Missing.Should().Equal("", "NA");
        plan.Models["candidate"].Path.Should().Be("new/m.zip");
    }

    [Theory]
    [InlineData("srving", "did you mean \"serving\"?")]
    [InlineData("candidate", "\"evaluations.candidate\"")]
    public void Read_BindingThatFitsNothingOrTwo_IsAUsageError(string name, string part)
    {
        var bindings = new PlanBindings { Inputs = new SortedDictionary<string, string> { [name] = Path.Combine(_folder, "x") } };
        var error = FluentActions.Invoking(() => Read($"{{ {Inputs} \"checks\": [ {{ {Minimal["drift"]} }} ] }}", bindings)).Should().Throw<InputException>().Which;

        error.Rule.Should().Be(RuleIds.Usage);
        error.Message.Should().Contain(part);
    }

    private static string[] Known(InputException error) =>
        error.Message.Should().Contain("known: ").And.Subject.Split("known: ")[1].TrimEnd('.').Split(", ");

    private GatePlan Read(string json, PlanBindings? bindings = null)
    {
        var path = Path.Combine(_folder, "mlgates.json");
        File.WriteAllText(path, json);
        return GatePlan.Read(path, bindings);
    }

    private InputException Refuse(string json) => FluentActions.Invoking(() => Read(json)).Should().Throw<InputException>().Which;
}
