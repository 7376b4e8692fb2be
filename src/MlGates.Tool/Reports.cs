using System.Globalization;
using MlGates.Gates;
using MlGates.Plans;
using MlGates.Reporting;

namespace MlGates.Cli;

/// <summary>Where reports go.</summary>
internal static class Reports
{
    private static readonly IReportWriter[] All = [new TextReport(), new ResultsJson(), new MarkdownReport()];

    public static IReportWriter Find(string format) =>
        Array.Find(All, r => r.Format == format)
        ?? throw new InputException(RuleIds.Usage, $"There is no report format '{format}'{JsonObject.Nearest(format, All.Select(r => r.Format))}");

    public static void Write(IReportWriter writer, GateVerdict verdict, string path)
    {
        using var text = new StringWriter();
        writer.Write(verdict, text);
        AtomicFile.Write(path, text.ToString());
    }

    /// <summary>Prints to standard output.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="output">text or json.</param>
    /// <param name="folder">Full path of the folder that the verdict's locations are relative to.</param>
    /// <param name="context">The process.</param>
    public static void Print(GateVerdict verdict, string output, string folder, ToolContext context)
    {
        IReportWriter writer = output == "json" ? new ResultsJson() : new TextReport { Color = context.Color, Prefix = Prefix(context.Folder, folder) };
        foreach (var input in verdict.Inputs)
        {
            if (input.RowsRefused > 0)
            {
                context.Error.Write(string.Create(CultureInfo.InvariantCulture, $"mlgates: note: {Text.Line(input.Name)}: rows refused as malformed and left out: {input.RowsRefused}\n"));
            }

            foreach (var note in input.Notes)
            {
                context.Error.Write($"mlgates: note: {Text.Line(input.Name)}: {Text.OneLine(note)}\n");
            }
        }

        writer.Write(verdict, context.Output);
        context.Output.Flush();
    }

    /// <summary>The way from one folder to another, with a trailing slash; empty when they are the same.</summary>
    public static string Prefix(string from, string to)
    {
        var folder = Path.GetRelativePath(from, to).Replace('\\', '/');
        return folder == "." ? "" : folder + "/";
    }
}
