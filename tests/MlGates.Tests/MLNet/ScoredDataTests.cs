using Microsoft.ML;
using MlGates.MLNet;

namespace MlGates.Tests.MLNet;

public sealed class ScoredDataTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void ToEvaluation_TrainedModel_HasTheMetricsOfMLNet()
    {
        var (ml, model, data) = TrainedModel.Train();
        var scored = model.Transform(data);
        var expected = ml.BinaryClassification.Evaluate(scored);
        var evaluation = scored.ToEvaluation("tips");

        evaluation.Name.Should().Be("tips");
        evaluation.Rows.Should().Be(200);
        evaluation.Confusion().Accuracy.Value.Should().BeApproximately(expected.Accuracy, 1e-12);
        // ML.NET sums the area in another order.
        evaluation.RocArea().Value.Should().BeApproximately(expected.AreaUnderRocCurve, 1e-9);
    }

    [Fact]
    public void ToEvaluation_ScoreOnly_IsCutAtZero()
    {
        var rows = _ml.Data.LoadFromEnumerable(new[] { new Scored { Label = 1, Score = 0.2f }, new Scored { Label = 0, Score = -0.1f } });
        rows.ToEvaluation().Predicted.ToArray().Should().Equal(true, false);
    }

    [Fact]
    public void ToEvaluation_LabelThatIsNone_IsRefusedWithItsRow()
    {
        var rows = _ml.Data.LoadFromEnumerable(new[] { new Scored { Label = 1 }, new Scored { Label = 0.5f } });
        rows.Invoking(r => r.ToEvaluation()).Should().Throw<InputException>().Where(e => e.Rule == RuleIds.InputMalformed).WithMessage("Column 'Label' holds 0.5 in row 2, which is not a label*");
    }

    [Fact]
    public void ToEvaluation_NaNScore_IsRefusedWithItsRow()
    {
        var rows = _ml.Data.LoadFromEnumerable(new[] { new Scored { Label = 1, Score = float.NaN } });
        rows.Invoking(r => r.ToEvaluation()).Should().Throw<InputException>().WithMessage("*'Score' holds NaN in row 1*");
    }

    [Fact]
    public void ToEvaluation_ColumnMissing_IsMLG0007()
    {
        var rows = _ml.Data.LoadFromEnumerable(new[] { new Scored() });
        rows.Invoking(r => r.ToEvaluation(label: "Lable")).Should().Throw<InputException>().Where(e => e.Rule == RuleIds.ColumnMissing).WithMessage("*did you mean 'Label'?*");
    }

    [Fact]
    public void ToEvaluation_NoRows_IsMLG0004()
    {
        var rows = _ml.Data.LoadFromEnumerable(Array.Empty<Scored>());
        rows.Invoking(r => r.ToEvaluation()).Should().Throw<InputException>().Where(e => e.Rule == RuleIds.InputEmpty);
    }

    private sealed class Scored
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
