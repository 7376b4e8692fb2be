using System.Text.Json;
using MlGates.Fronts.Tests.Tool;
using TaxiTips;

namespace MlGates.Fronts.Tests.Example;

/// <summary>Each gate of the example's plan made to fail on purpose, one at a time; what an assertion judges is broken in examples/TaxiTips.Tests.</summary>
public sealed class BrokenExampleTests(TrainedExample trained) : IClassFixture<TrainedExample>, IDisposable
{
    private readonly ToolFolder _folder = Copy(trained.Folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Example_AsItIs_Passes()
    {
        Run("columns", "units", "skew", "accuracy", "auc", "loss", "artifact").Should().Be(0, "{0}", _folder.Output);

        Outcomes().Should().NotContain("failed").And.NotContain("error").And.NotContain("inconclusive");
    }

    [Fact]
    public void Example_UnknownPayment_IsBlockedByTheSchema()
    {
        File.AppendAllText(_folder["out/serving-june.csv"], "Prcard,,2,600,9.5,6,8,1,1,6\n");

        Run("columns").Should().Be(1);
        Failed().Should().Equal(RuleIds.SchemaUnexpectedValues);
        _folder.Output.Should().Contain("payment_type: 1 of 6001 values").And.Contain("row 6001: 'Prcard'");
    }

    [Fact]
    public void Example_OtherFeatures_AreBlockedByTheUnits()
    {
        _folder.Write("mlgates.json", File.ReadAllText(_folder["mlgates.json"]).Replace("\"length\": 30", "\"length\": 31", StringComparison.Ordinal));

        Run("units").Should().Be(1);
        Failed().Should().Equal(RuleIds.FeatureLength);
    }

    [Fact]
    public void Example_DriftedMonth_IsBlockedByDrift()
    {
        File.Copy(_folder["out/serving-drifted.csv"], _folder["out/serving-june.csv"], overwrite: true);

        Run("skew").Should().Be(1);
        Failed().Should().Equal(RuleIds.Drift);
        _folder.Output.Should().Contain("payment_type drifted from train to serving: L-infinity").And.Contain("exceeds 0.0500").And.Contain("Cash");
    }

    [Fact]
    public void Example_ModelOfOneSplit_IsBlockedByTheMetric()
    {
        Retrain(new TipModelSettings { Trees = 1, Leaves = 2 });

        Run("accuracy", "auc").Should().Be(1);
        Failed().Should().Contain(RuleIds.MetricWorse);
    }

    [Fact]
    public void Example_LearningRateFarTooHigh_IsBlockedByConvergence()
    {
        Retrain(new TipModelSettings { LearningRate = 4 });

        Run("loss").Should().Be(1);
        Failed().Should().Contain(RuleIds.LossDiverging);
    }

    [Theory]
    [InlineData("\"rows\": \"kept\", \"rowByRow\": 1e-6, \"deterministic\": true, \"orderIndependent\": true, \"noConstant\": true, \"noDuplicate\": true, \"length\": 30", null, "passed")]
    [InlineData("\"length\": 29", RuleIds.FeatureLength, "30")]
    [InlineData("\"ranges\": { \"fare\": { \"max\": 20 } }", RuleIds.FeatureRange, "'fare' =")]
    [InlineData("\"rows\": { \"times\": 2 }", RuleIds.FeatureRowCount, "6000")]
    [InlineData("\"vocabulary\": { \"payment_type\": [\"Cash\", \"Credit Card\"] }", RuleIds.FeatureVocabulary, "'No Charge'")]
    public void Example_FeaturesOfTheModel_AreJudgedByThePlan(string limits, string? rule, string says)
    {
        _folder.Write("features.json", $$"""
            { "data": { "serving": "out/serving-june.csv" }, "models": { "candidate": "out/model.zip" },
              "checks": [ { "id": "units", "check": "features", "model": "candidate", "data": "serving", {{limits}} } ] }
            """);

        _folder.Run("check", "features.json", "--results", "results.json").Should().Be(rule is null ? 0 : 1, "{0}", _folder.Output + _folder.Error);

        Failed().Should().Equal(rule is null ? [] : [rule]);
        _folder.Output.Should().Contain(says);
    }

    [Fact]
    public void Example_TruncatedModel_IsBlockedByArtifact()
    {
        using (var file = File.OpenWrite(_folder["out/model.zip"]))
        {
            file.SetLength(file.Length / 2);
        }

        Run("artifact").Should().Be(1);
        Failed().Should().Equal(RuleIds.ArtifactNotLoadable);
    }

    [Fact]
    public void Example_MissingModel_IsBlockedByArtifactAndAnErrorOfThroughput()
    {
        File.Delete(_folder["out/model.zip"]);

        Run("artifact", "speed").Should().Be(1);
        Checks().Select(c => (c.GetProperty("rule").GetString(), c.GetProperty("outcome").GetString()))
            .Should().Equal((RuleIds.ArtifactMissing, "failed"), (RuleIds.InputUnreadable, "error"));
    }

    [Fact]
    public void Example_ModelOfManyMoreTrees_IsBlockedByThroughput()
    {
        Retrain(new TipModelSettings { Trees = 1_000, Leaves = 32, LearningRate = 0.01 });

        Run("speed").Should().Be(1, "{0}", _folder.Output);
        Failed().Should().Contain(RuleIds.ThroughputSlower);
    }

    private static ToolFolder Copy(string trained)
    {
        var folder = new ToolFolder();
        foreach (var name in new[] { "mlgates.json", "trips.schema.json" })
        {
            folder.Write(name, File.ReadAllText(Path.Combine(RepositoryRoot(), "examples", "TaxiTips", name)));
        }

        Directory.CreateDirectory(folder["out"]);
        foreach (var file in Directory.EnumerateFiles(trained))
        {
            File.Copy(file, folder["out/" + Path.GetFileName(file)]);
        }

        return folder;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "MlGates.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    private void Retrain(TipModelSettings settings) => TaxiMonths.Write(_folder["out"], settings);

    private int Run(params string[] only) =>
        _folder.Run(["check", "--results", "results.json", .. only.SelectMany(id => new[] { "--only", id })]);

    private string[] Outcomes() => [.. Checks().Select(c => c.GetProperty("outcome").GetString()!)];

    private string[] Failed() => [.. Checks().Where(c => c.GetProperty("outcome").GetString() == "failed").Select(c => c.GetProperty("rule").GetString()!).Distinct()];

    private IEnumerable<JsonElement> Checks() => _folder.Results().GetProperty("checks").EnumerateArray();
}
