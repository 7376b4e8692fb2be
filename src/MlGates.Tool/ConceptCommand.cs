using System.CommandLine;
using System.Globalization;
using MlGates.Comparison;
using MlGates.Gates;
using MlGates.Metrics;
using MlGates.Running;

namespace MlGates.Cli;

/// <summary><c>mlgates concept BASELINE CANDIDATE</c>: whether the label still follows the score as it did.</summary>
internal static class ConceptCommand
{
    public static Command Create(ToolContext context)
    {
        var baseline = new Argument<string>("BASELINE") { Description = "Predictions with labels, as the model was accepted on" };
        var candidate = new Argument<string>("CANDIDATE") { Description = "Later predictions of the same model, with labels" };
        var label = new Option<string>("--label") { Description = "Column of the true label", HelpName = "COL", Required = true };
        var score = new Option<string>("--score") { Description = "Column of the score, best a probability", HelpName = "COL", Required = true };
        var positive = new Option<string?>("--positive") { Description = "The label that counts as positive (default: true and 1)", HelpName = "VALUE" };
        var most = new Option<string?>("--at-most") { Description = "Largest change of a band's mean residual (default 0.05)", HelpName = "X" };
        var labels = new Option<string?>("--labels-at-most") { Description = "Largest change of the share of positive labels (default 0.05)", HelpName = "X" };
        var scores = new Option<string?>("--scores-at-most") { Description = "Largest Jensen-Shannon divergence of the scores (default 0.02)", HelpName = "X" };
        var (output, rate, policy, csv) = (CommonOptions.Output(), CommonOptions.FalseBlockRate(), CommonOptions.OnInconclusive(), new CsvArguments());
        var command = new Command("concept", "Compares labelled predictions of one model at two times: labels, scores, and in each band of scores what they mean.\n\nExample: mlgates concept may.csv june.csv --label big_tipper --score probability")
        {
            baseline, candidate, label, score, positive, most, labels, scores, rate, policy, output,
        };
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var check = new ConceptCheck { Id = "concept" };
            var verdict = Runner.Create(context).Concept(new ConceptRequest
            {
                Baseline = parsed.GetValue(baseline)!,
                Candidate = parsed.GetValue(candidate)!,
                Folder = context.Folder,
                Evaluation = new EvaluationOptions { Label = parsed.GetValue(label)!, Score = parsed.GetValue(score), Positive = parsed.GetValue(positive) },
                Options = csv.Read(parsed),
                Check = check with
                {
                    AtMost = Limit("--at-most", parsed.GetValue(most)) ?? check.AtMost,
                    LabelsAtMost = Limit("--labels-at-most", parsed.GetValue(labels)) ?? check.LabelsAtMost,
                    ScoresAtMost = Limit("--scores-at-most", parsed.GetValue(scores)) ?? check.ScoresAtMost,
                },
                FalseBlockRate = parsed.GetValue(rate) ?? new JudgementSettings().FalseBlockRate,
                OnInconclusive = CommonOptions.Policy(parsed.GetValue(policy)) ?? InconclusivePolicy.Warn,
            });
            Reports.Print(verdict, parsed.GetValue(output)!, context.Folder, context);
            return (int)verdict.ExitCode;
        });
        return command;
    }

    private static double? Limit(string option, string? text) => text is null ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= 1 ? limit
        : throw new InputException(RuleIds.Usage, $"{option} takes a number above 0 and at most 1, found '{text}'.");
}
