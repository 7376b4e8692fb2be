using MlGates.Gates;
using MlGates.Metrics;

namespace MlGates.Tests.Gates;

public sealed class ConceptCheckTests
{
    // Calibrated: a row of score p is positive with chance p; a shift adds to the chance from a score on.
    private static BinaryEvaluation Evaluation(string name, int rows, double shift = 0, double from = 0, int seed = 1, double power = 1, double scale = 1)
    {
        var random = new Random(seed + name.Length);
        var (labels, scores) = (new bool[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var p = Math.Pow(random.NextDouble(), power);
            labels[i] = random.NextDouble() < p + (p >= from ? shift : 0);
            scores[i] = scale * p;
        }

        return new BinaryEvaluation(name, labels, scores);
    }

    private static CheckResult Judge(BinaryEvaluation baseline, BinaryEvaluation candidate, ConceptCheck? check = null)
    {
        check ??= new ConceptCheck { Id = "concept" };
        return GateDecision.Judge(check, check.Examine(baseline, candidate));
    }

    [Fact]
    public void NoChange_PassesEveryBand()
    {
        var result = Judge(Evaluation("may", 40_000), Evaluation("june", 40_000));

        result.Findings.Should().HaveCount(12).And.OnlyContain(f => f.Outcome == Outcome.Passed);
        result.Findings.Take(2).Select(f => (f.Subject, f.Rule)).Should().Equal(("(labels)", "MLG2040"), ("(scores)", "MLG2041"));
    }

    [Fact]
    public void LabelsThatNoLongerFollow_FailTheirBandsAlone()
    {
        var result = Judge(Evaluation("may", 40_000), Evaluation("june", 40_000, shift: -0.3, from: 0.82));

        result.Findings.Where(f => f.Outcome == Outcome.Failed && f.Rule == "MLG2042").Select(f => f.Subject).Should().HaveCount(2).And.OnlyContain(s => s.StartsWith("score in [0.79", StringComparison.Ordinal) || s.StartsWith("score ≥ 0.89", StringComparison.Ordinal));
        result.Findings.Single(f => f.Rule == "MLG2041").Outcome.Should().Be(Outcome.Passed, "scores are as before");
    }

    [Fact]
    public void OtherRows_MoveScoresAndLabelsAndNotTheConcept()
    {
        var result = Judge(Evaluation("may", 40_000), Evaluation("june", 40_000, power: 2));

        result.Findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Rule).Should().Equal("MLG2040", "MLG2041");
        result.Findings.Where(f => f.Rule == "MLG2042").Should().OnlyContain(f => f.Outcome != Outcome.Failed);
    }

    [Fact]
    public void FewRowsInABand_AreNotJudgedAndSayIt()
    {
        var result = Judge(Evaluation("may", 400), Evaluation("june", 40_000));

        result.Findings.Where(f => f.Rule == "MLG2042").Should().HaveCount(10).And.OnlyContain(f => f.Outcome == Outcome.NotApplicable);
        result.Findings[2].Message.Should().MatchRegex(@"^score < 0\.\d+ is not judged: 40 and \d+ rows are too few, at least 50 a side are needed$");
    }

    [Fact]
    public void ScoresThatAreNoProbabilities_AreJudgedByTheirLabels()
    {
        Judge(Evaluation("may", 40_000, scale: 7), Evaluation("june", 40_000, scale: 7)).Findings.Should().OnlyContain(f => f.Outcome == Outcome.Passed);
        Judge(Evaluation("may", 40_000, scale: 7), Evaluation("june", 40_000, shift: -0.3, from: 0.82, scale: 7)).Findings.Where(f => f.Rule == "MLG2042" && f.Outcome == Outcome.Failed).Should().HaveCount(2);
    }

    [Fact]
    public void WhatCannotBeJudged_IsAnError()
    {
        var labelled = new BinaryEvaluation("labels", [true, false], predicted: [true, true]);
        Judge(labelled, Evaluation("june", 100)).Findings.Should().ContainSingle().Which.Message.Should().Be("labels has no scores, which concept drift is looked for by");
        Judge(new BinaryEvaluation("none", [], []), Evaluation("june", 100)).Findings.Single().Rule.Should().Be("MLG3003");
        FluentActions.Invoking(() => Judge(labelled, labelled, new ConceptCheck { Id = "c", AtMost = 0 })).Should().Throw<ArgumentException>();
    }

    // The order of rows is not looked at.
    [Fact]
    public void ShuffledRows_GiveTheSameFindings()
    {
        var june = Evaluation("june", 5000, shift: 0.1);
        var order = Enumerable.Range(0, 5000).ToArray();
        new Random(4).Shuffle(order);
        var shuffled = new BinaryEvaluation("june", [.. order.Select(i => june.Labels[i])], [.. order.Select(i => june.Scores[i])]);

        Judge(Evaluation("may", 5000), shuffled).Findings.Select(f => (f.Message, f.Outcome, f.PFail)).Should().Equal(Judge(Evaluation("may", 5000), june).Findings.Select(f => (f.Message, f.Outcome, f.PFail)));
    }

    // Every band exactly at the limit: no more than the rate, and twice the limit is found.
    [Fact]
    public void BandsAtTheLimit_FailNoMoreOftenThanTheRate()
    {
        int Failures(double shift) => Enumerable.Range(0, 100).Count(seed => Judge(
            Evaluation("may", 20_000, seed: 1000 + seed), Evaluation("june", 20_000, shift, seed: 5000 + seed), new ConceptCheck { Id = "c", LabelsAtMost = 0.9, ScoresAtMost = 0.9 }).Outcome == Outcome.Failed);

        Failures(0).Should().Be(0);
        Failures(-0.05).Should().BeLessThanOrEqualTo(12, "5 of 100 are allowed; 12 or more have a chance below 0.5 %");
        Failures(-0.1).Should().BeGreaterThan(90);
    }
}
