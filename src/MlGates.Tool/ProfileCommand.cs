using System.CommandLine;
using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Reporting;

namespace MlGates.Cli;

/// <summary><c>mlgates profile</c>: statistics of a dataset, to look at or to keep in git.</summary>
internal static class ProfileCommand
{
    private const string ProfileEnding = ".profile.json";

    public static Command Create(ToolContext context)
    {
        var data = new Argument<string[]>("DATA") { Arity = ArgumentArity.OneOrMore, Description = "Rows: CSV, Parquet, Arrow IPC or JSON Lines, or a stored profile to show; several files, or a pattern such as \"data/*.parquet\", are one dataset" };
        var file = new Option<string?>("-o") { Description = "Writes the profile here, as canonical JSON; a name that ends in .profile.json can be a baseline of a plan", HelpName = "FILE" };
        var top = CommonOptions.Top();
        var sketches = ProfileMergeCommand.Sketches();
        var (output, threads, csv, arguments) = (CommonOptions.Output("is the profile itself, as -o writes it"), CommonOptions.Threads(), new CsvArguments(), new ProfileArguments());
        var command = new Command("profile", "Profiles a dataset: counts, missing values, moments, quantiles, categories; what is suspicious first.\n\nExample: mlgates profile data/train.csv -o baselines/train.profile.json")
        {
            data, file, sketches, top, output, threads,
        };
        command.Subcommands.Add(ProfileMergeCommand.Create(context));
        arguments.AddTo(command);
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(data)!;
            var target = parsed.GetValue(file);
            ProfileMergeCommand.RequireTarget(parsed.GetValue(sketches), target);
            if (parsed.GetValue(sketches))
            {
                arguments.CheckSketches(parsed);
            }

            if (paths is [var stored] && stored.EndsWith(ProfileEnding, StringComparison.OrdinalIgnoreCase))
            {
                if (target is not null)
                {
                    throw new InputException(RuleIds.Usage, $"'{stored}' is a stored profile, which is only shown; -o keeps the profile of rows, and 'mlgates profile merge' that of several profiles.");
                }

                Show(ProfileFile.Read(context.FullPath(stored), stored));
                return 0;
            }

            var start = context.Time.GetTimestamp();
            var progress = new ProfileProgressBar(context.ErrorIsTerminal ? context.Error : null, context.Time, context.Ascii);
            var options = arguments.Read(parsed, new ProfileOptions { Threads = parsed.GetValue(threads), Progress = progress });
            var source = DataFile.Open(paths, new DataFileOptions
            {
                Csv = arguments.Read(parsed, csv.Read(parsed)),
                Folder = context.Folder,
                // The table does not show it.
                HashFiles = target is not null || parsed.GetValue(output) == "json",
            });
            var sketch = Build(arguments.Draw(parsed, source, options), options, progress);
            if (target is not null)
            {
                ProfileMergeCommand.Write(sketch, context.FullPath(target), parsed.GetValue(sketches));
            }

            Show(sketch.Profile);
            context.Error.Write(Rate(sketch.Profile, progress.Bytes, context.Time.GetElapsedTime(start).TotalSeconds));
            return 0;

            void Show(DatasetProfile shown) => ProfileCommand.Show(shown, parsed.GetValue(output)!, parsed.GetValue(top), context);
        });
        return command;
    }

    public static void Show(DatasetProfile shown, string output, int top, ToolContext context)
    {
        if (output == "json")
        {
            context.Output.Write(ProfileFile.ToJson(shown));
        }
        else
        {
            ProfileReport.Write(shown, context.Output, new ProfileReportOptions { Width = context.Width, Ascii = context.Ascii, Top = top });
        }
    }

    private static DatasetSketch Build(DataSource source, ProfileOptions options, ProfileProgressBar progress)
    {
        try
        {
            return ProfileBuilder.BuildSketch(source, options);
        }
        finally
        {
            progress.Clear();
        }
    }

    private static string Rate(DatasetProfile profile, long bytes, double seconds)
    {
        var pace = Math.Max(seconds, 1e-9);
        var refused = profile.RowsRefused > 0 ? string.Create(CultureInfo.InvariantCulture, $", {profile.RowsRefused} refused,") : "";
        var megabytes = bytes > 0 ? string.Create(CultureInfo.InvariantCulture, $", {bytes / pace / 1e6:0.0} MB/s") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{profile.Rows} {(profile.Rows == 1 ? "row" : "rows")}{refused} in {seconds:0.00} s ({profile.Rows / pace:0} rows/s{megabytes})\n");
    }
}
