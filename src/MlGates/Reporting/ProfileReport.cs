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
        Line(writer, options, string.Create(CultureInfo.InvariantCulture, $"{Text.Line(profile.Name)}: {profile.Rows} {(profile.Rows == 1 ? "row" : "rows")}, {profile.Columns.Count} {(profile.Columns.Count == 1 ? "column" : "columns")}"));
        writer.Write('\n');
        WriteProblems(problems, writer, options);
        WriteColumns(profile, problems, writer, options);
    }

    private static void WriteProblems(IReadOnlyList<ProfileProblem> problems, TextWriter writer, ProfileReportOptions options)
    {
        if (problems.Count == 0)
        {
            Line(writer, options, "Nothing suspicious.");
            writer.Write('\n');
            return;
        }

        var lines = new List<(string Column, string Message)>();
        foreach (var kind in problems.GroupBy(p => p.Kind))
        {
            var all = kind.ToArray();
            if (all.Length > MostLinesOfAKind)
            {
                lines.Add(($"{all.Length.ToString(CultureInfo.InvariantCulture)} columns", $"{Words(kind.Key)}: {string.Join(", ", all.Select(p => Name(p.Column)))}"));
            }
            else
            {
                lines.AddRange(all.Select(p => (Name(p.Column), p.Message)));
            }
        }

        Line(writer, options, string.Create(CultureInfo.InvariantCulture, $"{problems.Count} {(problems.Count == 1 ? "thing" : "things")} to look at, worst first:"));
        var width = Math.Min(lines.Take(options.Top).Max(l => TerminalText.Width(l.Column)), options.Width / 3);
        foreach (var (column, message) in lines.Take(options.Top))
        {
            Line(writer, options, $"  {TerminalText.PadRight(TerminalText.Cut(column, width), width)}  {message}");
        }

        if (lines.Count > options.Top)
        {
            Line(writer, options, string.Create(CultureInfo.InvariantCulture, $"  … and {lines.Count - options.Top} more: --top {lines.Count} shows all"));
        }

        writer.Write('\n');
    }

    private static void WriteColumns(DatasetProfile profile, IReadOnlyList<ProfileProblem> problems, TextWriter writer, ProfileReportOptions options)
    {
        // All columns in the profile's order where they fit; else those with problems come first, worst on top.
        IEnumerable<ColumnProfile> order = profile.Columns;
        if (profile.Columns.Count > options.Top)
        {
            var rank = problems.Select(p => p.Column).Distinct(StringComparer.Ordinal).Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
            order = profile.Columns.OrderBy(c => rank.GetValueOrDefault(c.Name, int.MaxValue));
        }

        var columns = order.Take(options.Top).ToArray();
        var rows = columns.Select(c => Row(c, options)).Prepend(Header).ToArray();
        var widths = Enumerable.Range(0, Header.Length - 1).Select(i => rows.Max(r => TerminalText.Width(r[i]))).ToArray();
        var rest = options.Width - widths.Sum() - (2 * widths.Length);
        for (var r = 0; r < rows.Length; r++)
        {
            var cells = rows[r].Take(widths.Length).Select((cell, i) => i is 2 or 3 ? TerminalText.PadLeft(cell, widths[i]) : TerminalText.PadRight(cell, widths[i]));
            Line(writer, options, string.Join("  ", cells.Append(r == 0 ? Header[^1] : ProfileValues.Of(columns[r - 1], rest))));
        }

        if (profile.Columns.Count > columns.Length)
        {
            var named = problems.Select(p => p.Column).ToHashSet(StringComparer.Ordinal);
            var hidden = profile.Columns.Count - columns.Length;
            var suspicious = named.Count - columns.Count(c => named.Contains(c.Name));
            Line(writer, options, string.Create(CultureInfo.InvariantCulture, $"… and {hidden} more columns, {(suspicious == 0 ? "none" : suspicious)} of them suspicious: --top {profile.Columns.Count} shows all, -o FILE keeps all"));
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
        ProfileProblemKind.AllMissing => "all values are missing",
        ProfileProblemKind.MixedType => "numbers mixed with other values",
        ProfileProblemKind.InvalidText => "invalid UTF-8",
        ProfileProblemKind.Infinite => "infinite values",
        ProfileProblemKind.NaN => "NaN",
        ProfileProblemKind.Constant => "constant",
        ProfileProblemKind.MostlyMissing => "half of the values or more are missing",
        ProfileProblemKind.Sentinel => "a number that looks like a stand-in for missing",
        ProfileProblemKind.MissingWords => "words that read like missing",
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
