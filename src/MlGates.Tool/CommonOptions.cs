using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Gates;

namespace MlGates.Cli;

/// <summary>Options that mean the same on every verb.</summary>
internal static class CommonOptions
{
    public static Option<string> Output(string json = "has the shape of results.json") => new Option<string>("--output")
    {
        Description = $"text or json; json {json}",
        DefaultValueFactory = _ => "text",
    }.AcceptOnlyFromAmong("text", "json");

    public static Option<int> Threads() => new("--threads")
    {
        Description = "Threads that read data; the result does not depend on it",
        HelpName = "N",
        DefaultValueFactory = _ => Math.Min(Environment.ProcessorCount, 4),
        CustomParser = r => Number(r, 1, 64) is { } n ? (int)n : 0,
    };

    public static Option<DateTimeOffset?> AsOf() => new("--as-of")
    {
        Description = "When the data was taken, such as 2026-05-31: times more than a day later are in the future (default now)",
        HelpName = "TIME",
        CustomParser = r =>
        {
            if (Timestamp.TryParse(r.Tokens[0].Value, out var time))
            {
                return time;
            }

            r.AddError($"--as-of takes a date or a time as ISO 8601 has them, such as 2026-05-31 or 2026-05-31T12:00Z, found '{r.Tokens[0].Value}'.");
            return null;
        },
    };

    public static Option<int> Top() => new("--top")
    {
        Description = "The largest number of problems, and of columns, to show (default 50); -o and --output json have all",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
        CustomParser = r => Number(r, 1, 1_000_000) is { } n ? (int)n : 0,
    };

    public static Option<double?> FalseBlockRate() => new("--false-block-rate")
    {
        Description = "The largest chance of blocking while every true value is within its limit (default 0.05)",
        HelpName = "A",
        CustomParser = r => Number(r, JudgementSettings.LeastFalseBlockRate, JudgementSettings.MostFalseBlockRate),
    };

    public static Option<string?> OnInconclusive() => new Option<string?>("--on-inconclusive")
    {
        Description = "What an inconclusive check does: warn (default), fail or pass",
    }.AcceptOnlyFromAmong("warn", "fail", "pass");

    public static Option<string[]> Missing() => new("--missing")
    {
        Description = "A token that stands for a missing value, in place of the empty field; may be repeated: --missing \"\" --missing NA",
        HelpName = "TOKEN",
    };

    public static Option<bool> NoHeader() => new("--no-header") { Description = "The first line is data; columns are named c1, c2, …" };

    public static Option<string?> Delimiter() => new("--delimiter") { Description = "The character between fields (default: a comma, in a .tsv a tab, with --decimal-comma a semicolon); \\t for a tab", HelpName = "CHAR" };

    public static Option<string?> Quote() => new("--quote") { Description = "The character around fields that hold a delimiter (default: a double quote); none for no such character", HelpName = "CHAR" };

    public static Option<string?> Comment() => new("--comment") { Description = "The character that begins a line which is no row (default: there are no comments)", HelpName = "CHAR" };

    public static Option<bool> DecimalComma() => new("--decimal-comma") { Description = "Numbers are written with a decimal comma, as in 1,5" };

    public static Option<string?> Encoding() => new("--encoding") { Description = "The encoding of a CSV without a byte order mark (default: utf-8), such as latin1, windows-1252 or utf-16", HelpName = "NAME" };

    public static Option<long> MaxRefused() => new("--max-refused")
    {
        Description = "Malformed CSV rows that may be left out and counted (default 0: the first one is an error)",
        HelpName = "N",
        CustomParser = r => Number(r, 0, int.MaxValue) is { } n ? (long)n : 0,
    };

    public static Option<int?> Sample() => new("--sample")
    {
        Description = "Profiles so many rows only, drawn uniformly from all; the profile says so",
        HelpName = "N",
        CustomParser = r => Number(r, 1, 1_000_000_000) is { } n ? (int)n : null,
    };

    public static Option<long> Seed() => new("--seed")
    {
        Description = "Chooses the rows of --sample (default 0)",
        HelpName = "S",
        DefaultValueFactory = _ => 0,
        CustomParser = r => Number(r, 0, 1L << 53) is { } n ? (long)n : 0,
    };

    public static InconclusivePolicy? Policy(string? word) => word is null ? null : Enum.Parse<InconclusivePolicy>(word, ignoreCase: true);

    internal static double? Number(ArgumentResult result, double min, double max)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a number from {(decimal)min} to {max}."));
        return null;
    }
}
