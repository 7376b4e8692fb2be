using MlGates.Artifacts;
using MlGates.Data;
using MlGates.Features;
using MlGates.Gates;
using MlGates.MLNet;
using MlGates.Profiles;
using MlGates.Running;
using MlGates.Serving;
using MlGates.Tests.MLNet;

namespace MlGates.Tests.Features;

public sealed class FeatureTableTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Csv_GivesOneSlotPerColumn()
    {
        File.WriteAllText(_folder.File("f.csv"), "a,b,name\n1,7,x\n,2.5,y\n");
        var features = FeatureTable.Read(new CsvSource(_folder.File("f.csv")), except: ["name"]);

        features.SlotNames.Should().Equal("a", "b");
        features[0].ToArray().Should().Equal(1, 7);
        features[1].ToArray().Should().Equal(float.NaN, 2.5f);
        FeatureTable.Read(new CsvSource(_folder.File("f.csv")), ["b*"]).SlotNames.Should().Equal("b");
        FluentActions.Invoking(() => FeatureTable.Read(new CsvSource(_folder.File("f.csv")))).Should().Throw<InputException>().Where(e => e.Rule == RuleIds.InputMalformed && e.Location!.Line == 2);
        FluentActions.Invoking(() => FeatureTable.Read(new CsvSource(_folder.File("f.csv")), ["name"], ["name"])).Should().Throw<InputException>().Where(e => e.Rule == RuleIds.ColumnMissing);
    }

    [Fact]
    public void Source_OfFeatures_ProfilesEachSlot()
    {
        var features = FeatureMatrix.Of("Features", [[1, 2, 3], [3, 4, float.NaN]], ["a", "a", ""]);
        var profile = ProfileBuilder.Build(new FeatureSource(features));

        profile.Columns.Select(c => c.Name).Should().Equal("[2]", "a", "a[1]");
        profile.Columns[1].Numeric!.Mean.Should().Be(2);
        FluentActions.Invoking(() => new FeatureSource(FeatureMatrix.Of("x", [[1], [1, 2]]))).Should().Throw<InputException>().Where(e => e.Rule == RuleIds.FeatureLength);
    }

    [Theory]
    [InlineData(""" "finite": true """, "", Outcome.Passed)]
    [InlineData(""" "ranges": { "miles": { "max": 5 } } """, RuleIds.FeatureRange, Outcome.Failed)]
    [InlineData(""" "length": 3 """, RuleIds.FeatureLength, Outcome.Failed)]
    [InlineData(""" "names": ["card", "mile"] """, RuleIds.FeatureNames, Outcome.Failed)]
    [InlineData(""" "rows": { "exactly": 5 } """, RuleIds.FeatureRowCount, Outcome.Failed)]
    [InlineData(""" "noConstant": true """, RuleIds.FeatureConstant, Outcome.Failed)]
    [InlineData(""" "vocabulary": { "payment": ["Card"] } """, RuleIds.FeatureVocabulary, Outcome.Failed)]
    [InlineData(""" "ranges": { "mile": { "max": 5 } } """, RuleIds.ColumnMissing, Outcome.Error)]
    public void Plan_FeaturesOfATable_AreJudged(string limits, string rule, Outcome outcome)
    {
        File.WriteAllText(_folder.File("f.csv"), "payment,card,miles\nCard,1,2\nCash,1,7\nCard,1,4\n");
        var vocabulary = limits.Contains("vocabulary", StringComparison.Ordinal) ? "" : """, "columns": ["card", "miles"] """;
        var verdict = Run($$"""{ "data": { "f": "f.csv" }, "checks": [ { "check": "features", "data": "f"{{vocabulary}}, {{limits}} } ] }""");

        verdict.Results[0].Outcome.Should().Be(outcome);
        verdict.Results[0].Findings.Where(f => f.Outcome != Outcome.Passed).Select(f => f.Rule).Should().Equal(rule.Length == 0 ? [] : [rule]);
    }

    [Theory]
    [InlineData(""" "rows": "kept", "deterministic": true, "orderIndependent": true, "rowByRow": 1e-6, "length": 4 """, "")]
    [InlineData(""" "ranges": { "Fare": { "max": 5 } } """, RuleIds.FeatureRange)]
    [InlineData(""" "vocabulary": { "Payment": ["Card"] } """, RuleIds.FeatureVocabulary)]
    [InlineData(""" "column": "Feature" """, RuleIds.ColumnMissing)]
    public void Plan_FeaturesOfAModel_AreJudged(string limits, string rule)
    {
        TrainedModel.Save(_folder);
        File.WriteAllText(_folder.File("rows.csv"), "Payment,Miles,Fare\nCard,1,3\nCash,2.5,7\nCash,0,4\n");
        var verdict = Run($$"""{ "data": { "f": "rows.csv" }, "models": { "m": "model.zip" }, "checks": [ { "check": "features", "data": "f", "model": "m", {{limits}} } ] }""");

        verdict.Results[0].Findings.Where(f => f.Outcome != Outcome.Passed).Select(f => f.Rule).Should().Equal(rule.Length == 0 ? [] : [rule]);
    }

    private GateVerdict Run(string plan)
    {
        File.WriteAllText(_folder.File("mlgates.json"), plan);
        return new GateRunner([new MLNetModelLoader()], [new MLNetModelLoader()], TimeProvider.System, "test").Run(new GateRequest { PlanPath = _folder.File("mlgates.json") });
    }
}
