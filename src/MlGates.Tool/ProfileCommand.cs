using System.CommandLine;
using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Reporting;

namespace MlGates.Cli;

/// <summary><c>mlgates profile</c>: statistics of a dataset, to look at or to keep in git.</summary>
internal static class ProfileCommand
{
    public static Command Create(ToolContext context)
    {
        var data = new Argument<string>("DATA") { Description = "Rows: CSV, Parquet, Arrow IPC or JSON Lines; a pattern such as \"data/*.parquet\" reads many files as one" };
        var file = new Option<string?>("-o") { Description = "Writes the profile here, as canonical JSON; a name that ends in .profile.json can be a baseline of a plan", HelpName = "FILE" };
        var (output, threads, csv) = (CommonOptions.Output(), CommonOptions.Threads(), new CsvArguments());
        var command = new Command("profile", "Profiles a dataset: counts, missing values, moments, quantiles, categories.\n\nExample: mlgates profile data/train.csv -o baselines/train.profile.json")
        {
            data, file, output, threads,
        };
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(data)!;
            var start = context.Time.GetTimestamp();
            var source = DataFile.Open(path, new DataFileOptions { Csv = csv.Read(parsed), Folder = context.Folder });
            var profile = ProfileBuilder.Build(source, new ProfileOptions { Threads = parsed.GetValue(threads) });
            if (parsed.GetValue(file) is { } target)
            {
                ProfileFile.Write(profile, context.FullPath(target));
            }

            if (parsed.GetValue(output) == "json")
            {
                context.Output.Write(ProfileFile.ToJson(profile));
            }
            else
            {
                ProfileReport.Write(profile, context.Output);
            }

            var seconds = context.Time.GetElapsedTime(start).TotalSeconds;
            context.Error.Write(string.Create(CultureInfo.InvariantCulture, $"{profile.Rows} rows in {seconds:0.00} s ({profile.Rows / Math.Max(seconds, 1e-9):0} rows/s)\n"));
            return 0;
        });
        return command;
    }
}
