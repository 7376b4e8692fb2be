using System.CommandLine;
using System.Globalization;
using MlGates.Gates;
using MlGates.Running;

namespace MlGates.Cli;

/// <summary><c>mlgates skew BASELINE CANDIDATE --key COL</c>: the same rows as they were computed for training and as they were served.</summary>
internal static class SkewCommand
{
    public static Command Create(ToolContext context)
    {
        var baseline = new Argument<string>("BASELINE") { Description = "Rows as they were computed for training" };
        var candidate = new Argument<string>("CANDIDATE") { Description = "Rows as they were served" };
        var key = new Option<string[]>("--key") { Description = "Column that says which rows are the same; repeatable", HelpName = "COL", Required = true };
        var column = new Option<string[]>("--column") { Description = "A column to compare, with how far numbers may be apart: fare<=0.01, or a share of the baseline's magnitude: fare<=1%; repeatable, * for the rest", HelpName = "NAME[<=X]" };
        var exclude = new Option<string[]>("--exclude") { Description = "Column or glob to leave out; repeatable", HelpName = "COL" };
        var most = new Option<string?>("--at-most") { Description = "Largest share of rows of a column that may differ (default 0)", HelpName = "X" };
        var unmatched = new Option<string?>("--most-unmatched") { Description = "Largest share of rows that only one side may have (default: any, with a warning)", HelpName = "X" };
        var steps = new Option<string[]>("--steps") { Description = "Columns of which each is computed from the one before: fare,fare_filled,fare_scaled; repeatable", HelpName = "COL,COL" };
        var hide = new Option<bool>("--hide-values") { Description = "Hashes in the place of values" };
        var (output, csv) = (CommonOptions.Output(), new CsvArguments());
        var command = new Command("skew", "Compares the rows of two datasets by key, cell by cell, and blocks training-serving skew.\n\nExample: mlgates skew training.csv served.csv --key trip --column \"fare<=0.01\" --column \"*\"")
        {
            baseline, candidate, key, column, exclude, most, unmatched, steps, hide, output,
        };
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var atMost = parsed.GetValue(most) is { } share ? Number("--at-most", share, 0.5) : 0;
            var columns = Columns(parsed.GetValue(column) ?? [], atMost);
            var verdict = Runner.Create(context).Skew(new SkewRequest
            {
                Baseline = parsed.GetValue(baseline)!,
                Candidate = parsed.GetValue(candidate)!,
                Folder = context.Folder,
                Options = csv.Read(parsed),
                Check = new SkewCheck
                {
                    Id = "skew",
                    Key = parsed.GetValue(key)!,
                    Columns = columns,
                    Exclude = parsed.GetValue(exclude) ?? [],
                    MostUnmatched = parsed.GetValue(unmatched) is { } u ? Number("--most-unmatched", u, 1) : null,
                    Steps = [.. (parsed.GetValue(steps) ?? []).Select(s => s.Split(','))],
                    HideValues = parsed.GetValue(hide),
                },
            });
            Reports.Print(verdict, parsed.GetValue(output)!, context.Folder, context);
            return (int)verdict.ExitCode;
        });
        return command;
    }

    private static OrderedDictionary<string, SkewLimit> Columns(string[] texts, double atMost)
    {
        var columns = new OrderedDictionary<string, SkewLimit>();
        foreach (var text in texts)
        {
            var split = text.IndexOf("<=", StringComparison.Ordinal);
            var limit = split < 0 ? "0" : text[(split + 2)..].Trim();
            var isShare = limit.EndsWith('%');
            var number = Number("--column", isShare ? limit[..^1] : limit, 1e300);
            if (!columns.TryAdd(split < 0 ? text : text[..split], isShare ? new SkewLimit { Relative = number / 100, AtMost = atMost } : new SkewLimit { Tolerance = number, AtMost = atMost }))
            {
                throw new InputException(RuleIds.Usage, $"--column names '{text[..split]}' twice.");
            }
        }

        if (columns.Count == 0 && atMost > 0)
        {
            columns.Add(DriftCheck.Rest, new SkewLimit { AtMost = atMost });
        }

        return columns;
    }

    private static double Number(string option, string text, double largest) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= largest ? number
            : throw new InputException(RuleIds.Usage, $"{option} takes a number from 0 to {largest.ToString(CultureInfo.InvariantCulture)}, found '{text}'.");
}
