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
        var top = CommonOptions.Top();
        var (output, threads, csv) = (CommonOptions.Output(), CommonOptions.Threads(), new CsvArguments());
        var command = new Command("profile", "Profiles a dataset: counts, missing values, moments, quantiles, categories; what is suspicious first.\n\nExample: mlgates profile data/train.csv -o baselines/train.profile.json")
        {
            data, file, top, output, threads,
        };
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(data)!;
            var start = context.Time.GetTimestamp();
            var source = DataFile.Open(path, new DataFileOptions { Csv = csv.Read(parsed), Folder = context.Folder });
            var progress = new ProfileProgressBar(context.ErrorIsTerminal ? context.Error : null, context.Time, context.Ascii);
            DatasetProfile profile;
            try
            {
                profile = ProfileBuilder.Build(source, new ProfileOptions { Threads = parsed.GetValue(threads), Progress = progress });
            }
            finally
            {
                progress.Clear();
            }

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
                ProfileReport.Write(profile, context.Output, new ProfileReportOptions { Width = context.Width, Ascii = context.Ascii, Top = parsed.GetValue(top) });
            }

            var seconds = context.Time.GetElapsedTime(start).TotalSeconds;
            context.Error.Write(Rate(profile.Rows, progress.Bytes, seconds));
            return 0;
        });
        return command;
    }

    private static string Rate(long rows, long bytes, double seconds)
    {
        var pace = Math.Max(seconds, 1e-9);
        var megabytes = bytes > 0 ? string.Create(CultureInfo.InvariantCulture, $", {bytes / pace / 1e6:0.0} MB/s") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{rows} rows in {seconds:0.00} s ({rows / pace:0} rows/s{megabytes})\n");
    }
}
