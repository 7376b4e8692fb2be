using System.Globalization;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>
/// A profile to look at: what is suspicious first, worst on top, then one line a column with the shape of its values. Nothing in a name or
/// value can break a line or steer a terminal.
/// </summary>
public static class ProfileReport
{
    private const int LongestName = 32;
    private const int LeastWidth = 60;

    /// <summary>Problems of one kind in more columns than this share a line.</summary>
    private const int MostLinesOfAKind = 5;

    private static readonly string[] Header = ["column", "type", "missing", "distinct", "shape", "values"];

    /// <summary>Writes problems and table. Lines end in <c>\n</c>. O(columns and counted values).</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="options">Width and length; the defaults of <see cref="ProfileReportOptions"/> when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 60, or there is no line to show.</exception>
    public static void Write(DatasetProfile profile, TextWriter writer, ProfileReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= new ProfileReportOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Width, LeastWidth, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Top, 1, nameof(options));
        var problems = ProfileProblems.Of(profile);
        Line(writer, options, Headline(profile));
        foreach (var note in profile.Notes)
        {
            // Whole, however long: what was left out must not be cut away with the line.
            var line = $"Note: {Text.OneLine(note)}";
            writer.Write((options.Ascii ? TerminalText.Ascii(line) : line) + "\n");
        }

        if (profile.Weights is { } weights)
        {
            Line(writer, options, $"Weights: {Text.Line(weights.Column)}, sum {ProfileNumber.Show(weights.Sum)}");
        }

        writer.Write('\n');
        WriteProblems(problems, writer, options);
        WriteColumns(profile, problems, writer, options);
        foreach (var line in ProfileTogether.Lines(profile))
        {
            Line(writer, options, line);
        }

        WriteSlices(profile, writer, options);
        foreach (var line in ProfilePairs.Lines(profile, options.Top))
        {
            Line(writer, options, line);
        }
    }

    // Rows are never lost silently: what was refused stands beside what was read.
    private static string Headline(DatasetProfile profile)
    {
        var files = profile.Files.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" from {profile.Files.Count} files") : "";
        var (sample, ofAll) = profile.Sample is { } drawn ? ("sample of ", string.Create(CultureInfo.InvariantCulture, $" out of {drawn.Of} (seed {drawn.Seed})")) : ("", "");
        var refused = profile.RowsRefused > 0 ? string.Create(CultureInfo.InvariantCulture, $", {profile.RowsRefused} more refused as malformed") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Text.Line(profile.Name)}: {sample}{Count(profile.Rows, "row")}{ofAll}{files}{refused}, {Count(profile.Columns.Count, "column")}");

        static string Count(long n, string word) => string.Create(CultureInfo.InvariantCulture, $"{n} {word}{(n == 1 ? "" : "s")}");
    }

    private static void WriteSlices(DatasetProfile profile, TextWriter writer, ProfileReportOptions options)
    {
        if (profile.Slices.Count == 0)
        {
            return;
        }

        var lines = ProfileSlices.Lines(profile);
        var shown = Math.Min(lines.Count, options.Top);
        var (name, rows) = (0, 0);
        for (var i = 0; i < shown; i++)
        {
            name = Math.Max(name, TerminalText.Width(lines[i][0]));
            rows = Math.Max(rows, lines[i][1].Length);
        }

        Line(writer, options, "");
        Line(writer, options, string.Create(CultureInfo.InvariantCulture, $"{lines.Count} {(lines.Count == 1 ? "slice" : "slices")}, largest first:"));
        for (var i = 0; i < shown; i++)
        {
            Line(writer, options, $"  {TerminalText.PadRight(lines[i][0], name)}  {TerminalText.PadLeft(lines[i][1], rows)}  {lines[i][2]}");
        }

        if (lines.Count > shown)
        {
            Line(writer, options, string.Create(CultureInfo.InvariantCulture, $"  … and {lines.Count - shown} more: --top {lines.Count} shows all"));
        }
    }

    private static void WriteProblems(IReadOnlyList<ProfileProblem> problems, TextWriter writer, ProfileReportOptions options)
    {
        if (problems.Count == 0)
        {
            Line(writer, options, "Nothing suspicious.");
            writer.Write('\n');
            return;
        }

        var lines = Lines(problems);
        Line(writer, options, string.Create(CultureInfo.InvariantCulture, $"{problems.Count} {(problems.Count == 1 ? "thing" : "things")} to look at, worst first:"));
        var shown = Math.Min(lines.Count, options.Top);
        var width = 0;
        for (var i = 0; i < shown; i++)
        {
            width = Math.Max(width, Math.Min(TerminalText.Width(lines[i][0]), options.Width / 3));
        }

        for (var i = 0; i < shown; i++)
        {
            Line(writer, options, $"  {TerminalText.PadRight(TerminalText.Cut(lines[i][0], width), width)}  {lines[i][1]}");
        }

        if (lines.Count > options.Top)
        {
            Line(writer, options, string.Create(CultureInfo.InvariantCulture, $"  … and {lines.Count - options.Top} more: --top {lines.Count} shows all"));
        }

        writer.Write('\n');
    }

    // Column and message; the problems come by kind.
    private static List<string[]> Lines(IReadOnlyList<ProfileProblem> problems)
    {
        var lines = new List<string[]>();
        for (int start = 0, end; start < problems.Count; start = end)
        {
            var kind = problems[start].Kind;
            for (end = start; end < problems.Count && problems[end].Kind == kind; end++)
            {
                if (end - start < MostLinesOfAKind)
                {
                    lines.Add([Name(problems[end].Column), problems[end].Message]);
                }
            }

            if (end - start > MostLinesOfAKind)
            {
                lines.RemoveRange(lines.Count - MostLinesOfAKind, MostLinesOfAKind);
                var names = new string[end - start];
                for (var i = start; i < end; i++)
                {
                    names[i - start] = Name(problems[i].Column);
                }

                lines.Add([$"{names.Length.ToString(CultureInfo.InvariantCulture)} columns", $"{Words(kind)}: {string.Join(", ", names)}"]);
            }
        }

        return lines;
    }

    private static void WriteColumns(DatasetProfile profile, IReadOnlyList<ProfileProblem> problems, TextWriter writer, ProfileReportOptions options)
    {
        var suspicious = new HashSet<string>(StringComparer.Ordinal);
        var columns = new List<ColumnProfile>(profile.Columns.Count);
        foreach (var problem in problems)
        {
            if (suspicious.Add(problem.Column))
            {
                columns.Add(profile.Find(problem.Column)!);
            }
        }

        // All columns in the profile's order where they fit; else those with problems come first, worst on top.
        if (profile.Columns.Count <= options.Top)
        {
            columns.Clear();
            columns.AddRange(profile.Columns);
        }
        else
        {
            columns.AddRange(profile.Columns.Where(c => !suspicious.Contains(c.Name)));
            columns.RemoveRange(options.Top, columns.Count - options.Top);
        }

        WriteTable(columns, writer, options);
        if (profile.Columns.Count > columns.Count)
        {
            var hidden = Math.Max(0, suspicious.Count - columns.Count);
            Line(writer, options, string.Create(CultureInfo.InvariantCulture, $"… and {profile.Columns.Count - columns.Count} more columns, {(hidden == 0 ? "none" : hidden)} of them suspicious: --top {profile.Columns.Count} shows all, -o FILE keeps all"));
        }
    }

    private static void WriteTable(List<ColumnProfile> columns, TextWriter writer, ProfileReportOptions options)
    {
        var rows = new List<string[]> { Header };
        foreach (var column in columns)
        {
            rows.Add(Row(column, options));
        }

        var widths = new int[Header.Length - 1];
        var rest = options.Width;
        for (var i = 0; i < widths.Length; i++)
        {
            foreach (var row in rows)
            {
                widths[i] = Math.Max(widths[i], TerminalText.Width(row[i]));
            }

            rest -= widths[i] + 2;
        }

        for (var r = 0; r < rows.Count; r++)
        {
            var line = "";
            for (var i = 0; i < widths.Length; i++)
            {
                line += (i is 2 or 3 ? TerminalText.PadLeft(rows[r][i], widths[i]) : TerminalText.PadRight(rows[r][i], widths[i])) + "  ";
            }

            Line(writer, options, line + (r == 0 ? Header[^1] : ProfileValues.Of(columns[r - 1], rest)));
        }
    }

    private static string[] Row(ColumnProfile column, ProfileReportOptions options) =>
    [
        TerminalText.Cut(Name(column.Name), Math.Min(LongestName, options.Width / 4)),
        column.Type.ToString().ToLowerInvariant(),
        ProfileNumber.Percent(column.Missing, column.Present + column.Missing),
        (column.Distinct.Exact ? "" : "≈ ") + column.Distinct.Value.ToString(CultureInfo.InvariantCulture),
        TextShape.Of(column, options.Ascii),
        "",
    ];

    private static string Name(string name) => Text.Line(name);

    private static string Words(ProfileProblemKind kind) => kind switch
    {
        ProfileProblemKind.HeaderIsRow => "the name is one of the values: is the first line a row? Then --no-header",
        ProfileProblemKind.AllMissing => "all values are missing",
        ProfileProblemKind.MixedType => "numbers mixed with other values",
        ProfileProblemKind.InvalidText => "invalid UTF-8",
        ProfileProblemKind.Infinite => "infinite values",
        ProfileProblemKind.NaN => "NaN",
        ProfileProblemKind.Constant => "constant",
        ProfileProblemKind.MostlyMissing => "half of the values or more are missing",
        ProfileProblemKind.Sentinel => "a number that looks like a stand-in for missing",
        ProfileProblemKind.MissingWords => "words that read like missing",
        ProfileProblemKind.DecimalComma => "numbers with a decimal comma",
        ProfileProblemKind.OtherDates => "dates that are not as ISO 8601 has them",
        ProfileProblemKind.OutOfOrder => "times out of order",
        ProfileProblemKind.Blanks => "blanks around values",
        ProfileProblemKind.CaseVariants => "values that differ only by case or blanks",
        ProfileProblemKind.LeadingZeros => "leading zeros",
        ProfileProblemKind.Identifier => "a value of its own in nearly each row",
        _ => "nearly constant",
    };

    private static void Line(TextWriter writer, ProfileReportOptions options, string line)
    {
        var cut = TerminalText.Cut(line, options.Width).TrimEnd();
        writer.Write((options.Ascii ? TerminalText.Ascii(cut) : cut) + "\n");
    }
}
