using System.CommandLine;
using MlGates.Comparison;
using MlGates.Gates;
using MlGates.Reporting;
using MlGates.Running;
using MlGates.Sensitivity;

namespace MlGates.Cli;

/// <summary><c>mlgates calibrate BASELINE [ACCEPTED…]</c>: limits that data without trouble keep.</summary>
internal static class CalibrateCommand
{
    public static Command Create(ToolContext context)
    {
        var baseline = new Argument<string>("BASELINE") { Description = "The baseline: rows or a stored profile" };
        var accepted = new Argument<string[]>("ACCEPTED") { Description = "Datasets that were accepted in the past, whose distances limits must let through", Arity = ArgumentArity.ZeroOrMore };
        var feature = new Option<string[]>("--feature") { Description = "A column's measure and smallest limit, as for compare; repeatable", HelpName = "\"NAME=MEASURE<=LIMIT\"" };
        var exclude = new Option<string[]>("--exclude") { Description = "Columns to leave out; repeatable", HelpName = "COL" };
        var file = new Option<string?>("-o") { Description = "Writes the limits here, as \"features\" of a plan's drift check", HelpName = "FILE" };
        var (rows, repeats, seed) = (SensitivityCommand.Rows(), SensitivityCommand.Repeats(), CommonOptions.Seed());
        var (output, threads, rate, csv) = (CommonOptions.Output("is \"features\" of a plan's drift check"), CommonOptions.Threads(), CommonOptions.FalseBlockRate(), new CsvArguments());
        var command = new Command("calibrate", "Proposes limits for a drift check from draws of the baseline and from datasets that were accepted.\n\nExample: mlgates calibrate train.csv may.csv june.csv --rows 5000 -o limits.json")
        {
            baseline, accepted, feature, exclude, rows, repeats, seed, rate, file, output, threads,
        };
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var features = CompareCommand.Features(parsed.GetValue(feature) ?? [], null, null);
            if (features.Count > 0)
            {
                features.TryAdd(DriftCheck.Rest, new FeatureLimit());
            }

            var limits = GateRunner.Calibrate(
                new CompareRequest
                {
                    Baseline = parsed.GetValue(baseline)!,
                    Candidate = "",
                    Folder = context.Folder,
                    Options = csv.Read(parsed),
                    Check = new DriftCheck { Id = "calibrate", Features = features, Exclude = parsed.GetValue(exclude) ?? [] },
                    FalseBlockRate = parsed.GetValue(rate) ?? new JudgementSettings().FalseBlockRate,
                    Threads = parsed.GetValue(threads),
                },
                parsed.GetValue(accepted) ?? [],
                new SensitivityOptions { Rows = parsed.GetValue(rows), Repeats = parsed.GetValue(repeats), Seed = (ulong)parsed.GetValue(seed) });
            if (limits.Count == 0)
            {
                throw new InputException(RuleIds.NothingJudged, $"'{parsed.GetValue(baseline)}' has no column that a drift check judges; check its header, delimiter and exclusions.");
            }

            if (parsed.GetValue(file) is { } path)
            {
                AtomicFile.Write(context.FullPath(path), SensitivityReport.Features(limits));
            }

            if (parsed.GetValue(output) == "json")
            {
                context.Output.Write(SensitivityReport.Features(limits));
            }
            else
            {
                SensitivityReport.Write(limits, context.Output);
            }

            return 0;
        });
        return command;
    }
}
