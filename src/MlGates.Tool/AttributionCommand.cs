using System.CommandLine;
using System.Globalization;
using MlGates.Comparison;
using MlGates.Gates;
using MlGates.Running;

namespace MlGates.Cli;

/// <summary><c>mlgates attribution BASELINE CANDIDATE</c>: whether a model goes by its features as it did.</summary>
internal static class AttributionCommand
{
    public static Command Create(ToolContext context)
    {
        var baseline = new Argument<string>("BASELINE") { Description = "Attributions of the accepted model: a column for each feature, a row for each prediction" };
        var candidate = new Argument<string>("CANDIDATE") { Description = "Attributions to judge" };
        var most = new Option<string?>("--at-most") { Description = "Largest change of a feature's share of all attributions (default 0.05)", HelpName = "X" };
        var feature = new Option<string[]>("--feature") { Description = "A limit of its own, such as fare<=0.1; repeatable", HelpName = "NAME<=X" };
        var exclude = new Option<string[]>("--exclude") { Description = "Column or glob that is no attribution; repeatable", HelpName = "COL" };
        var (output, rate, policy, csv) = (CommonOptions.Output(), CommonOptions.FalseBlockRate(), CommonOptions.OnInconclusive(), new CsvArguments());
        var command = new Command("attribution", "Compares two tables of attributions (SHAP values, feature contributions) and blocks a model that goes by other features than it did.\n\nExample: mlgates attribution accepted.csv candidate.csv --at-most 0.05")
        {
            baseline, candidate, most, feature, exclude, rate, policy, output,
        };
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var features = new OrderedDictionary<string, double>();
            foreach (var text in parsed.GetValue(feature) ?? [])
            {
                var split = text.IndexOf("<=", StringComparison.Ordinal);
                if (split < 1 || !features.TryAdd(text[..split], Limit("--feature", text[(split + 2)..])))
                {
                    throw new InputException(RuleIds.Usage, $"--feature takes NAME<=X, each name once, found '{text}'.");
                }
            }

            var verdict = Runner.Create(context).Attribution(new AttributionRequest
            {
                Baseline = parsed.GetValue(baseline)!,
                Candidate = parsed.GetValue(candidate)!,
                Folder = context.Folder,
                Options = csv.Read(parsed),
                Check = new AttributionCheck
                {
                    Id = "attribution",
                    AtMost = parsed.GetValue(most) is { } limit ? Limit("--at-most", limit) : AttributionCheck.DefaultAtMost,
                    Features = features,
                    Exclude = parsed.GetValue(exclude) ?? [],
                },
                FalseBlockRate = parsed.GetValue(rate) ?? new JudgementSettings().FalseBlockRate,
                OnInconclusive = CommonOptions.Policy(parsed.GetValue(policy)) ?? InconclusivePolicy.Warn,
            });
            Reports.Print(verdict, parsed.GetValue(output)!, context.Folder, context);
            return (int)verdict.ExitCode;
        });
        return command;
    }

    private static double Limit(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and < 1 ? limit
            : throw new InputException(RuleIds.Usage, $"{option} takes a change of share above 0 and below 1, found '{text}'.");
}
