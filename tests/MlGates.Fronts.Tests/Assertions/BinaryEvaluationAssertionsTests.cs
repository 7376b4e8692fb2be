using FluentAssertions.Execution;
using MlGates.Comparison;
using MlGates.Gates;
using MlGates.Metrics;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Assertions;

public sealed class BinaryEvaluationAssertionsTests
{
    [Fact]
    public void AtLeast_Below_FailsWithRuleReasonAndTheFindingsMessage()
    {
        var evaluation = Evaluation("candidate", 1000, wrong: 300);
        var check = new MetricCheck { Id = "auc", Metric = "auc", AtLeast = 0.8 };
        var finding = GateDecision.Judge(check, check.Examine(evaluation), new JudgementSettings()).Findings[0];
        var act = () => evaluation.Should().HaveMetric("auc").AtLeast(0.80, "tips are {0}", "money");

        act.Should().Throw<XunitException>().Which.Message.Should()
            .EndWith($" to have auc of at least 0.8 because tips are money, but found MLG3001: {finding.Message}");
    }

    [Fact]
    public void GoodModel_ChainsOverBothLimits()
    {
        var model = Evaluation("candidate", 3000, wrong: 150);

        model.Should().HaveMetric("auc").AtLeast(0.80).And.NotBeWorseThan(model, "auc", by: 0.01);
    }

    [Fact]
    public void NotBeWorseThan_Worse_Fails()
    {
        var act = () => Evaluation("candidate", 2000, wrong: 300).Should().NotBeWorseThan(Evaluation("production", 2000, wrong: 100), "accuracy", by: 0.01);

        act.Should().Throw<XunitException>().WithMessage("Expected * not to be worse than production, but found MLG3002: accuracy of candidate 0.8500, of production 0.9500: loss 0.1000*");
    }

    [Fact]
    public void AtLeast_FewRows_FailsUnlessAllowed()
    {
        var few = Evaluation("candidate", 60, wrong: 10);
        var act = () => few.Should().HaveMetric("accuracy").AtLeast(0.8);

        act.Should().Throw<XunitException>().WithMessage("*but cannot tell, MLG3001*rows would decide*");
        few.Should().HaveMetric("accuracy").AtLeast(0.8, InconclusivePolicy.Pass, c => c);
    }

    [Fact]
    public void AtLeast_PointDecision_IsTheCallersChoice() =>
        Evaluation("candidate", 60, wrong: 10).Should().HaveMetric("accuracy").AtLeast(0.8, InconclusivePolicy.Fail, c => c with { Decision = Decision.Point });

    [Fact]
    public void HaveMetric_OneClass_SaysItCouldNotJudgeOnce()
    {
        var act = () =>
        {
            using var scope = new AssertionScope();
            new BinaryEvaluation("candidate", new bool[30], new double[30]).Should().HaveMetric("auc").AtLeast(0.8);
        };

        act.Should().Throw<XunitException>().Which.Message.Split("MLG3003").Should().HaveCount(2);
    }

    [Fact]
    public void HaveMetric_Unknown_ThrowsAndSuggests()
    {
        var act = () => Evaluation("candidate", 60, wrong: 0).Should().HaveMetric("aucc");
        act.Should().Throw<ArgumentException>().WithMessage("*did you mean 'auc'?*");
    }

    [Fact]
    public void NotBeWorseThan_NameWithBraces_IsPrinted()
    {
        var act = () => Evaluation("{0}", 2000, wrong: 300).Should().NotBeWorseThan(Evaluation("{prod}", 2000, wrong: 100), "accuracy", by: 0.01);
        act.Should().Throw<XunitException>().WithMessage("*not to be worse than {prod}, but found MLG3002: accuracy of {0} 0.8500, of {prod} 0.9500*");
    }

    [Fact]
    public void Null_Fails()
    {
        var act = () => ((BinaryEvaluation?)null).Should().HaveMetric("auc").AtLeast(0.8);
        act.Should().Throw<XunitException>().WithMessage("*but found <null>*");
        act = () => ((BinaryEvaluation?)null).Should().NotBeWorseThan(Evaluation("production", 60, 0), "auc", 0.01);
        act.Should().Throw<XunitException>().WithMessage("*but found <null>*");
    }

    // Half the rows positive; the first rows are wrong; scores are 0.9 and 0.1.
    private static BinaryEvaluation Evaluation(string name, int rows, int wrong)
    {
        var labels = new bool[rows];
        var scores = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            labels[i] = i % 2 == 0;
            scores[i] = labels[i] == (i >= wrong) ? 0.9 : 0.1;
        }

        return new BinaryEvaluation(name, labels, scores);
    }
}
