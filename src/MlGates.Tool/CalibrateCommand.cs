using System.CommandLine;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Reporting;
using MlGates.Running;
using MlGates.Sensitivity;

namespace MlGates.Cli;

/// <summary><c>mlgates calibrate BASELINE [ACCEPTED…]</c>: limits that data without trouble keep.</summary>
internal static class CalibrateCommand
{
    private const string ProfileEnding = ".profile.json";

    public static Command Create(ToolContext context)
    {
        var baseline = new Argument<string>("BASELINE") { Description = "The baseline: rows or a stored profile" };
        var accepted = new Argument<string[]>("ACCEPTED") { Description = "Datasets that were accepted in the past, whose distances limits must let through", Arity = ArgumentArity.ZeroOrMore };
        var feature = new Option<string[]>("--feature") { Description = "A column's measure and smallest limit, as for compare; repeatable", HelpName = "\"NAME=MEASURE<=LIMIT\"" };
        var exclude = new Option<string[]>("--exclude") { Description = "Columns to leave out; repeatable", HelpName = "COL" };
        var file = new Option<string?>("-o") { Description = "Writes the limits here, as \"features\" of a plan's drift check", HelpName = "FILE" };
        var store = new Option<string?>("--store") { Description = "Writes the baseline's profile with the noise floors of its columns here (*.profile.json); findings then show them", HelpName = "FILE" };
        var (rows, repeats, seed) = (SensitivityCommand.Rows(), SensitivityCommand.Repeats(), CommonOptions.Seed());
        var (output, threads, rate, csv) = (CommonOptions.Output("is \"features\" of a plan's drift check"), CommonOptions.Threads(), CommonOptions.FalseBlockRate(), new CsvArguments());
        var command = new Command("calibrate", "Proposes limits for a drift check from draws of the baseline and from datasets that were accepted.\n\nExample: mlgates calibrate train.csv may.csv june.csv --rows 5000 -o limits.json")
        {
            baseline, accepted, feature, exclude, rows, repeats, seed, rate, file, store, output, threads,
        };
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            CheckStore(parsed.GetValue(store), context);
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

            if (parsed.GetValue(store) is { } target)
            {
                var profile = Profile(parsed.GetValue(baseline)!, csv.Read(parsed), parsed.GetValue(threads), context);
                ProfileFile.Write(GateCalibration.Store(profile, limits), context.FullPath(target));
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

    private static void CheckStore(string? target, ToolContext context)
    {
        if (target is null)
        {
            return;
        }

        if (!target.EndsWith(ProfileEnding, StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException(RuleIds.Usage, $"--store takes the path of a profile (*{ProfileEnding}), found '{target}'.");
        }

        if (File.Exists(SketchFile.PathOf(context.FullPath(target))))
        {
            throw new InputException(RuleIds.Usage, $"'{SketchFile.PathOf(target)}' belongs to '{target}' as it is, and could not be merged any more; store the noise floors in a profile of another name.");
        }
    }

    private static DatasetProfile Profile(string path, CsvOptions csv, int threads, ToolContext context) => path.EndsWith(ProfileEnding, StringComparison.OrdinalIgnoreCase)
        ? ProfileFile.Read(context.FullPath(path), path)
        : ProfileBuilder.Build(DataFile.Open(path, new DataFileOptions { Csv = csv, Folder = context.Folder }), new ProfileOptions { Threads = threads });
}
