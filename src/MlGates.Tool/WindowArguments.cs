using System.CommandLine;
using MlGates.Profiles;

namespace MlGates.Cli;

/// <summary>The options that cut a candidate into windows.</summary>
internal sealed class WindowArguments
{
    private readonly Option<string?> _by = new("--windows-by") { Description = "Also holds each window of the candidate to the limits, by the times in this column", HelpName = "COL" };
    private readonly Option<string?> _every = new("--every") { Description = "The length of a window of --windows-by, such as 6h, 7d, 1mo or 1y (UTC)", HelpName = "PERIOD" };
    private readonly Option<int?> _rows = new("--window-rows") { Description = "Windows of so many rows in their order, in place of --windows-by", HelpName = "N", CustomParser = r => (int?)CommonOptions.Number(r, 1, int.MaxValue) };
    private readonly Option<int?> _least = new("--window-min-rows") { Description = $"A window of fewer rows is not judged (default {RowWindows.DefaultMinRows})", HelpName = "N", CustomParser = r => (int?)CommonOptions.Number(r, 1, int.MaxValue) };

    public void AddTo(Command command)
    {
        command.Add(_by);
        command.Add(_every);
        command.Add(_rows);
        command.Add(_least);
    }

    public RowWindows? Read(ParseResult parsed)
    {
        var (by, every, rows, least) = (parsed.GetValue(_by), parsed.GetValue(_every), parsed.GetValue(_rows), parsed.GetValue(_least));
        if (by is null && every is null && rows is null && least is null)
        {
            return null;
        }

        if ((by is null) != (every is null) || (by is null) == (rows is null))
        {
            throw new InputException(RuleIds.Usage, "Windows need either --windows-by with --every, or --window-rows.");
        }

        var windows = by is null
            ? RowWindows.OfRows(rows!.Value)
            : RowWindows.ByTime(by, TimePeriod.Find(every!) ?? throw new InputException(RuleIds.Usage, $"--every takes a whole number of hours, days, months or years, such as 6h, 7d, 1mo or 1y, found '{every}'."));
        return least is { } rowsAtLeast ? windows with { MinRows = rowsAtLeast } : windows;
    }
}
