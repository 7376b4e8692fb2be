using MlGates.Comparison;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Metrics;

namespace MlGates.Acceptance.Metrics;

public class RealPredictionTests
{
    // Expected values are scikit-learn's, given to six decimals in the table of data/README.md.
    private const double Tolerance = 5e-7;

    [SharedTheory]
    [InlineData("fivethirtyeight/nba_games.csv", "prob1_outcome", "prob1", null, 8886, 0.711303, 0.660702)]
    [InlineData("fivethirtyeight/nhl_games.csv", "prob1_outcome", "prob1", null, 1401, 0.665550, 0.624554)]
    [InlineData("mlnet/LightGBM-Test-breast-cancer.tsv", "Label", "Probability", null, 699, 0.996313, 0.982833)]
    [InlineData("mlnet/LightGBMDart-TrainTest-breast-cancer.dart.tsv", "Label", "Probability", null, 699, 0.999085, 0.982833)]
    [InlineData("modeldata/two_class_example.csv", "truth", "Class1", "Class1", 500, 0.939314, 0.838000)]
    public void Metrics_OfRealPredictions_AgreeWithTheTable(string file, string label, string score, string? positive, int rows, double auc, double accuracy)
    {
        var evaluation = Read(file, new EvaluationOptions { Label = label, Score = score, Positive = positive });

        evaluation.Rows.Should().Be(rows);
        evaluation.RocArea().Value.Should().BeApproximately(auc, Tolerance);
        evaluation.Confusion().Accuracy.Value.Should().BeApproximately(accuracy, Tolerance);
    }

    [SharedFact]
    public void Metrics_OfFootballWithoutTies_AgreeWithTheTable()
    {
        var table = ColumnValues.Read(new CsvSource(Shared.Path("data", "predictions", "fivethirtyeight", "nfl_games.csv")), ["prob1", "prob1_outcome"], []);
        var decided = table.Numbers("prob1_outcome").Values.Zip(table.Numbers("prob1").Values).Where(r => r.First != 0.5).ToArray();
        var evaluation = new BinaryEvaluation("nfl", Array.ConvertAll(decided, r => r.First == 1), Array.ConvertAll(decided, r => r.Second));

        evaluation.Rows.Should().Be(1882);
        evaluation.RocArea().Value.Should().BeApproximately(0.691782, Tolerance);
        evaluation.Confusion().Accuracy.Value.Should().BeApproximately(0.643996, Tolerance);
    }

    [SharedFact]
    public void Football_WithTies_IsRefusedWithTheRow() =>
        FluentActions.Invoking(() => Read("fivethirtyeight/nfl_games.csv", new EvaluationOptions { Label = "prob1_outcome", Score = "prob1" }))
            .Should().Throw<InputException>().Where(e => e.Rule == RuleIds.EvaluationUnusable && e.Message.Contains("'0.5'") && e.Location!.Line > 1);

    [SharedFact]
    public void PredictedLabels_AreThoseOfTheModel()
    {
        var options = new EvaluationOptions { Label = "truth", Score = "Class1", Positive = "Class1" };
        var byThreshold = Read("modeldata/two_class_example.csv", options);
        var byColumn = Read("modeldata/two_class_example.csv", options with { Predicted = "predicted" });

        byColumn.Confusion().Should().Be(byThreshold.Confusion());
    }

    [SharedTheory]
    [InlineData("auc", 0.68, Outcome.Passed)]
    [InlineData("auc", 0.73, Outcome.Failed)]
    [InlineData("accuracy", 0.64, Outcome.Passed)]
    [InlineData("accuracy", 0.70, Outcome.Failed)]
    public void Basketball_IsJudgedAgainstItsThreshold(string metric, double atLeast, Outcome outcome)
    {
        var check = new MetricCheck { Id = "nba", Metric = metric, AtLeast = atLeast };
        var evaluation = Read("fivethirtyeight/nba_games.csv", new EvaluationOptions { Label = "prob1_outcome", Score = "prob1" });

        GateDecision.Judge(check, check.Examine(evaluation)).Outcome.Should().Be(outcome);
    }

    [SharedFact]
    public void BreastCancer_TwoBoosters_AreComparedRowByRow()
    {
        // Both files score the same 699 rows; the second was scored on its own training rows.
        var options = new EvaluationOptions { Label = "Label", Score = "Probability", Key = "Instance" };
        var plain = Read("mlnet/LightGBM-Test-breast-cancer.tsv", options);
        var dart = Read("mlnet/LightGBMDart-TrainTest-breast-cancer.dart.tsv", options);
        var check = new MetricCheck { Id = "booster", Metric = "auc", AllowedLoss = 0.01 };

        var result = GateDecision.Judge(check, check.Examine(plain, dart), new JudgementSettings());

        result.Findings.Should().ContainSingle().Which.Observed!.Value.Should().BeApproximately(0.999085 - 0.996313, 2 * Tolerance);
        result.Outcome.Should().Be(Outcome.Passed);
    }

    private static BinaryEvaluation Read(string file, EvaluationOptions options) => EvaluationReader.ReadBinary(
        new CsvSource(Shared.Path("data", "predictions", file), new CsvOptions { Delimiter = file.EndsWith(".tsv", StringComparison.Ordinal) ? '\t' : null }), options);
}
