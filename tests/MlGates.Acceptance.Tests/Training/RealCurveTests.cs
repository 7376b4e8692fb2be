using MlGates.Data;
using MlGates.Gates;
using MlGates.Training;

namespace MlGates.Acceptance.Training;

/// <summary>Evaluation curves of real training runs, labelled in curves/LABELS.csv; see its README for the labelling rule.</summary>
public class RealCurveTests
{
    // The noisiest collapse: it ends 1.3 times above its best, but its level jumps about by a sixth.
    private const string NoisiestCollapse = "schedule_free_adamw_study_0_imagenet_resnet_pytorch_trial_3.csv";

    [SharedTheory]
    [InlineData("converged", 4)]
    [InlineData("overfitting", 4)]
    [InlineData("still_improving", 3)]
    [InlineData("late_collapse", 3)]
    [InlineData("diverged", 2)]
    [InlineData("never_learned", 1)]
    [InlineData("evaluation_missing", 1)]
    public void EveryLabelledCurve_IsJudgedAsLabelled(string label, int curves)
    {
        var judged = Curves(label);

        judged.Should().HaveCount(curves);
        foreach (var (file, findings) in judged)
        {
            var rules = findings.Where(f => f.Outcome == Outcome.Failed).Select(f => f.Rule).ToArray();
            switch (label)
            {
                case "converged":
                    findings.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Passed, file);
                    break;
                case "overfitting":
                    rules.Should().Equal([RuleIds.LossOverfitting], file);
                    break;
                case "still_improving":
                    findings.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Inconclusive, file);
                    break;
                case "late_collapse" when file.EndsWith(NoisiestCollapse, StringComparison.Ordinal):
                    findings.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Inconclusive, file);
                    break;
                case "late_collapse" or "diverged":
                    rules.Should().Contain(RuleIds.LossCollapsed, file);
                    break;
                case "never_learned":
                    rules.Should().Equal([RuleIds.LossNotLearning], file);
                    break;
                default:
                    rules.Should().Equal([RuleIds.LossEvaluationMissing], file);
                    break;
            }
        }
    }

    [SharedFact]
    public void StillImprovingCurves_FailWhereConvergenceIsRequired() =>
        Curves("still_improving", new ConvergenceCheck { Id = "loss", RequireConverged = true }).Select(c => c.Findings.Single())
            .Where(f => f.Rule == RuleIds.LossNotConverged && f.Outcome == Outcome.Failed).Should().ContainSingle("one of the three is proven at 5 %, one too noisy, one too short");

    [SharedFact]
    public void RunThatStoppedItsEvaluation_IsReportedToo() =>
        Curves("diverged").SelectMany(c => c.Findings).Where(f => f.Rule == RuleIds.LossEvaluationMissing).Should().ContainSingle()
            .Which.Message.Should().Contain("(row 62 of 185)");

    private static IReadOnlyList<(string File, IReadOnlyList<Finding> Findings)> Curves(string label, ConvergenceCheck? check = null)
    {
        check ??= new ConvergenceCheck { Id = "loss" };
        var table = ColumnValues.Read(new CsvSource(Shared.Path("data", "curves", "LABELS.csv")), [], ["file", "train", "validation", "step", "label"]);
        var curves = new List<(string, IReadOnlyList<Finding>)>();
        for (var i = 0; i < table.Rows; i++)
        {
            string Cell(string column) => table.Texts(column).Values[i]!;
            if (Cell("label") == label && Cell("file").StartsWith("algoperf/", StringComparison.Ordinal))
            {
                var options = new HistoryOptions { Train = Cell("train"), Validation = Cell("validation"), Step = Cell("step") };
                var history = LossHistoryReader.Read(new CsvSource(Shared.Path("data", "curves", Cell("file"))), options);
                curves.Add((Cell("file"), GateDecision.Judge(check, check.Examine(history)).Findings));
            }
        }

        return curves;
    }
}
