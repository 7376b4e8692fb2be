using System.Globalization;
using MlGates.Comparison;
using MlGates.Gates;
using MlGates.Metrics;

namespace MlGates.Tests.Gates;

public class MetricCheckTests
{
    [Fact]
    public void Threshold_AccuracyFarBelow_Fails()
    {
        var finding = Single(new MetricCheck { Id = "m", Metric = "accuracy", AtLeast = 0.9 }, Evaluation("candidate", 1000, wrong: 200));

        finding.Rule.Should().Be(RuleIds.MetricThreshold);
        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Subject.Should().Be("accuracy");
        finding.Observed!.Value.Should().Be(0.8);
        finding.Message.Should().Be("accuracy of candidate 0.8000 [0.7784, 0.8200] is below 0.9000: improve the model or lower the limit on purpose (n = 1000)");
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("precision")]
    [InlineData("recall")]
    public void Threshold_ScoresThatAreNoProbabilities_AreAnErrorUntilThresholdOrLabelsAreGiven(string metric)
    {
        bool[] labels = [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0)];
        double[] margins = [.. labels.Select(l => l ? 3.5 : -3.5)];
        var check = new MetricCheck { Id = "m", Metric = metric, AtLeast = 0.9 };

        var finding = Single(check, new BinaryEvaluation("candidate", labels, margins));
        finding.Outcome.Should().Be(Outcome.Error);
        finding.Rule.Should().Be(RuleIds.EvaluationUnusable);
        finding.Message.Should().Contain("no probabilities").And.Contain("threshold");

        Single(check, new BinaryEvaluation("candidate", labels, margins, threshold: 0)).Outcome.Should().Be(Outcome.Passed);
        Single(check, new BinaryEvaluation("candidate", labels, margins, predicted: labels)).Outcome.Should().Be(Outcome.Passed);
        Single(check with { Metric = "auc" }, new BinaryEvaluation("candidate", labels, margins)).Outcome.Should().Be(Outcome.Passed);
    }

    [Fact]
    public void Threshold_AucBelow_Fails()
    {
        var finding = Single(new MetricCheck { Id = "m", Metric = "auc", AtLeast = 0.95 }, Evaluation("candidate", 1000, wrong: 200));

        finding.Rule.Should().Be(RuleIds.MetricThreshold);
        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Message.Should().StartWith("auc of candidate 0.8000 [").And.EndWith("(n = 1000, 500 positive)");
    }

    [Fact]
    public void Threshold_FewRows_IsInconclusiveAndSaysHowManyDecide()
    {
        var finding = Single(new MetricCheck { Id = "m", Metric = "accuracy", AtLeast = 0.8 }, Evaluation("candidate", 50, wrong: 10));

        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.RowsNeeded.Should().BeGreaterThan(400);
        finding.MinimumDetectable.Should().BeLessThan(0.75);
        finding.Message.Should().Contain($"about {finding.RowsNeeded} rows would decide");
    }

    [Fact]
    public void Threshold_WellAbove_Passes()
    {
        var finding = Single(new MetricCheck { Id = "m", Metric = "accuracy", AtLeast = 0.8 }, Evaluation("candidate", 1000, wrong: 100));

        finding.Outcome.Should().Be(Outcome.Passed);
        finding.Message.Should().Contain("is within its limit of at least 0.8000 (n = 1000)");
    }

    [Fact]
    public void Threshold_PointDecision_FailsAtTheFirstRowBelow()
    {
        var check = new MetricCheck { Id = "m", Metric = "accuracy", AtLeast = 0.81, Decision = Decision.Point };

        var finding = Single(check, Evaluation("candidate", 50, wrong: 10));

        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Message.Should().MatchRegex("; judged by the observed value alone: the evidence gives p = 0[.][0-9]+ for being within$");
    }

    [Fact]
    public void Threshold_JustMissedWithPlentyOfRows_PassesAndSaysWhy() =>
        Single(new MetricCheck { Id = "m", Metric = "accuracy", AtLeast = 0.8 }, Evaluation("candidate", 1000, wrong: 202)).Should().Match<Finding>(f =>
            f.Outcome == Outcome.Passed && f.Message.EndsWith("is below 0.8000 by no more than chance (n = 1000)", StringComparison.Ordinal));

    [Fact]
    public void Comparison_LossJustBeyondWithPlentyOfRows_PassesAndSaysWhy()
    {
        var finding = Single(
            new MetricCheck { Id = "m", Metric = "accuracy", AllowedLoss = 0.05 }, Evaluation("candidate", 4000, wrong: 604), Evaluation("production", 4000, wrong: 400));

        finding.Outcome.Should().Be(Outcome.Passed);
        finding.Message.Should().Contain("loss 0.0510 [").And.Contain("exceeds the allowed 0.0500 by no more than chance");
    }

    [Theory]
    [InlineData("precision", "rows predicted positive")]
    [InlineData("recall", "positive rows")]
    public void Threshold_OtherProportions_CountTheirOwnRows(string metric, string counted)
    {
        var finding = Single(new MetricCheck { Id = "m", Metric = metric, AtLeast = 0.95 }, Evaluation("candidate", 1000, wrong: 200));

        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Observed!.Value.Should().Be(0.8);
        finding.Message.Should().EndWith($"(n = 500 {counted} of 1000)");
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("auc")]
    [InlineData("recall")]
    public void Comparison_MoreWrongRowsThanTheBaseline_Fails(string metric)
    {
        var finding = Single(new MetricCheck { Id = "m", Metric = metric, AllowedLoss = 0.01 }, Evaluation("candidate", 2000, wrong: 300), Evaluation("production", 2000, wrong: 100));

        finding.Rule.Should().Be(RuleIds.MetricWorse);
        finding.Outcome.Should().Be(Outcome.Failed);
        finding.Message.Should().StartWith($"{metric} of candidate 0.8500, of production 0.9500: loss 0.1000 [");
        finding.Message.Should().Contain("exceeds the allowed 0.0100");
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("auc")]
    public void Comparison_SameAnswersOnManyRows_Passes(string metric)
    {
        var model = Evaluation("production", 2000, wrong: 100);

        Single(new MetricCheck { Id = "m", Metric = metric, AllowedLoss = 0.01 }, model, model).Outcome.Should().Be(Outcome.Passed);
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("auc")]
    public void Comparison_FewRows_IsInconclusive(string metric)
    {
        var finding = Single(new MetricCheck { Id = "m", Metric = metric, AllowedLoss = 0.01 }, Evaluation("candidate", 60, wrong: 12), Evaluation("production", 60, wrong: 11));

        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.RowsNeeded.Should().BeGreaterThan(60);
        finding.Message.Should().Contain("rows would decide");
    }

    [Fact]
    public void Comparison_KeysInAnotherOrder_GivesTheSameNumbers()
    {
        var check = new MetricCheck { Id = "m", Metric = "auc", AllowedLoss = 0.01 };
        var candidate = Evaluation("candidate", 400, wrong: 60);
        var baseline = Evaluation("production", 400, wrong: 50);
        var inOrder = Single(check, candidate, baseline);
        var shuffled = Single(check, Keyed(candidate, i => i), Keyed(baseline, i => (i + 137) % 400));

        shuffled.Should().BeEquivalentTo(inOrder);
    }

    [Fact]
    public void Comparison_LabelsDiffer_IsAnErrorThatNamesTheRow()
    {
        var candidate = Evaluation("candidate", 100, wrong: 10);
        var labels = candidate.Labels.ToArray();
        labels[6] = !labels[6];
        var baseline = new BinaryEvaluation("production", labels, candidate.Scores.ToArray());

        var finding = Single(new MetricCheck { Id = "m", Metric = "accuracy", AllowedLoss = 0.01 }, candidate, baseline);

        finding.Rule.Should().Be(RuleIds.EvaluationUnusable);
        finding.Outcome.Should().Be(Outcome.Error);
        finding.Message.Should().Be("accuracy cannot be judged: row 7 is labelled positive in 'candidate' and negative in 'production'; pair rows by a key column if their order differs");
    }

    [Fact]
    public void Comparison_OtherNumberOfRows_IsAnError() =>
        Single(new MetricCheck { Id = "m", Metric = "auc", AllowedLoss = 0.01 }, Evaluation("candidate", 100, 10), Evaluation("production", 90, 10))
            .Message.Should().Contain("'candidate' has 100 rows and 'production' has 90");

    [Fact]
    public void Comparison_KeyAbsent_IsAnErrorThatNamesIt()
    {
        var candidate = Keyed(Evaluation("candidate", 100, 10), i => i);
        var baseline = Keyed(Evaluation("production", 100, 10), i => i == 3 ? 1000 : i);

        var finding = Single(new MetricCheck { Id = "m", Metric = "auc", AllowedLoss = 0.01 }, candidate, baseline);

        finding.Outcome.Should().Be(Outcome.Error);
        finding.Message.Should().Contain("key 'k3' (row 4 of 'candidate') is not in 'production'");
    }

    [Fact]
    public void Comparison_KeyTwice_IsAnError()
    {
        var twice = Keyed(Evaluation("candidate", 100, 10), i => i == 3 ? 2 : i);

        Single(new MetricCheck { Id = "m", Metric = "auc", AllowedLoss = 0.01 }, twice, Keyed(Evaluation("production", 100, 10), i => i))
            .Message.Should().Contain("key 'k2' is in rows 3 and 4 of 'candidate'");
    }

    [Fact]
    public void Comparison_KeysOnOneSideOnly_IsAnError() =>
        Single(new MetricCheck { Id = "m", Metric = "auc", AllowedLoss = 0.01 }, Keyed(Evaluation("candidate", 100, 10), i => i), Evaluation("production", 100, 10))
            .Outcome.Should().Be(Outcome.Error);

    [Fact]
    public void Comparison_Precision_IsAnErrorThatSaysWhatToCompare()
    {
        var model = Evaluation("production", 200, 10);

        Single(new MetricCheck { Id = "m", Metric = "precision", AllowedLoss = 0.01 }, model, model).Outcome.Should().Be(Outcome.Error);
    }

    [Fact]
    public void BothLimits_GiveOneFindingEach()
    {
        var check = new MetricCheck { Id = "m", Metric = "auc", AtLeast = 0.7, AllowedLoss = 0.05 };
        var model = Evaluation("production", 2000, wrong: 100);

        Judge(check, model, model).Findings.Select(f => f.Rule).Should().Equal(RuleIds.MetricThreshold, RuleIds.MetricWorse);
    }

    [Fact]
    public void NoRows_IsAnError() =>
        Single(new MetricCheck { Id = "m", Metric = "accuracy", AtLeast = 0.5 }, new BinaryEvaluation("candidate", [], [])).Should()
            .Match<Finding>(f => f.Outcome == Outcome.Error && f.Rule == RuleIds.EvaluationUnusable);

    [Theory]
    [InlineData("accuracy")]
    [InlineData("auc")]
    [InlineData("recall")]
    public void OneClass_IsAnError(string metric)
    {
        var finding = Single(new MetricCheck { Id = "m", Metric = metric, AtLeast = 0.5 }, new BinaryEvaluation("candidate", new bool[30], new double[30]));

        finding.Outcome.Should().Be(Outcome.Error);
        finding.Message.Should().Contain("all 30 rows of 'candidate' are negative");
    }

    [Fact]
    public void Auc_NoScores_IsAnError() =>
        Single(new MetricCheck { Id = "m", Metric = "auc", AtLeast = 0.5 }, new BinaryEvaluation("candidate", [true, false], predicted: [true, false]))
            .Message.Should().Contain("has no scores");

    [Fact]
    public void Precision_NothingPredictedPositive_IsAnError() =>
        Single(new MetricCheck { Id = "m", Metric = "precision", AtLeast = 0.5 }, new BinaryEvaluation("candidate", [true, false], predicted: [false, false]))
            .Outcome.Should().Be(Outcome.Error);

    [Fact]
    public void Auc_FewRowsOfAClass_IsInconclusive()
    {
        var finding = Single(new MetricCheck { Id = "m", Metric = "auc", AtLeast = 0.5 }, Evaluation("candidate", 38, 0));

        finding.Outcome.Should().Be(Outcome.Inconclusive);
        finding.Message.Should().Contain("19 positive and 19 negative rows").And.Contain("20 of each");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(2000)]
    public void Message_InACultureWithCommas_IsTheSame(int rows)
    {
        var check = new MetricCheck { Id = "m", Metric = "auc", AtLeast = 0.8, AllowedLoss = 0.01 };
        var (candidate, baseline) = (Evaluation("candidate", rows, rows / 10), Evaluation("production", rows, rows / 11));
        var messages = Judge(check, candidate, baseline).Findings.Select(f => f.Message).ToArray();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Judge(check, candidate, baseline).Findings.Select(f => f.Message).Should().Equal(messages);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void UnknownMetric_ThrowsAndSuggests() =>
        FluentActions.Invoking(() => new MetricCheck { Id = "m", Metric = "acuracy", AtLeast = 0.5 }.Examine(Evaluation("candidate", 40, 0)))
            .Should().Throw<ArgumentException>().WithMessage("There is no metric 'acuracy'; did you mean 'accuracy'?");

    [Fact]
    public void NoLimit_Throws() =>
        FluentActions.Invoking(() => new MetricCheck { Id = "m", Metric = "auc" }.Examine(Evaluation("candidate", 40, 0))).Should().Throw<ArgumentException>();

    [Fact]
    public void BaselineWithoutAllowedLoss_Throws()
    {
        var model = Evaluation("candidate", 40, 0);

        FluentActions.Invoking(() => new MetricCheck { Id = "m", Metric = "auc", AtLeast = 0.5 }.Examine(model, model)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new MetricCheck { Id = "m", Metric = "auc", AllowedLoss = 0.5 }.Examine(model)).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(1.5, 0.05)]
    [InlineData(double.NaN, 0.05)]
    [InlineData(0.5, 0)]
    public void LimitOutOfRange_Throws(double atLeast, double detect) =>
        FluentActions.Invoking(() => new MetricCheck { Id = "m", Metric = "auc", AtLeast = atLeast, Detect = detect }.Examine(Evaluation("candidate", 40, 0)))
            .Should().Throw<ArgumentException>();

    private static CheckResult Judge(MetricCheck check, BinaryEvaluation candidate, BinaryEvaluation? baseline = null) =>
        GateDecision.Judge(check, check.Examine(candidate, baseline), new JudgementSettings());

    private static Finding Single(MetricCheck check, BinaryEvaluation candidate, BinaryEvaluation? baseline = null) =>
        Judge(check, candidate, baseline).Findings.Should().ContainSingle().Subject;

    // Half the rows positive; the first rows of each class are wrong, half of them each; scores are 0.9 and 0.1.
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

    private static BinaryEvaluation Keyed(BinaryEvaluation evaluation, Func<int, int> source)
    {
        var labels = new bool[evaluation.Rows];
        var scores = new double[evaluation.Rows];
        var keys = new string[evaluation.Rows];
        for (var i = 0; i < evaluation.Rows; i++)
        {
            var from = source(i);
            keys[i] = $"k{from}";
            labels[i] = evaluation.Labels[from % evaluation.Rows];
            scores[i] = evaluation.Scores[from % evaluation.Rows];
        }

        return new BinaryEvaluation(evaluation.Name, labels, scores, keys: keys);
    }
}
