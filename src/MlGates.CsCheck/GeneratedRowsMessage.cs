using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace MlGates.Generators;

/// <summary>What is said of rows on which a property does not hold.</summary>
/// <param name="columns">The columns.</param>
/// <param name="rows">The rows.</param>
/// <param name="tried">Number of rows that were generated.</param>
/// <param name="seed">The seed that gave them.</param>
internal sealed class GeneratedRowsMessage(IReadOnlyList<ColumnGenerator> columns, IReadOnlyList<IReadOnlyList<GeneratedCell>> rows, int tried, ulong seed)
{
    private const int MostRows = 5;
    private const int Longest = 80;

    public string Smallest(Exception cause)
    {
        string[] causes = [.. rows.SelectMany(r => r.Select((cell, i) => (Cell: cell, Column: columns[i]))).Where(c => !IsPlain(c.Cell, c.Column)).Take(4).Select(c => $"{Text.Line(c.Column.Name)} = {Show(c.Cell)}")];
        var why = causes.Length == 0 ? "any row of the schema does" : $"{string.Join(", ", causes)} is enough";
        return Write(Invariant($"Does not hold on {Rows(rows.Count)} of {tried} generated: {why}"), cause);
    }

    public string NotRepeatable(Exception cause) =>
        Write(Invariant($"Did not hold on {tried} generated rows, and then did on some of the same rows: it is not deterministic"), cause);

    private string Write(string first, Exception cause)
    {
        var text = new StringBuilder(first).Append("\n\n").Append(cause.Message.Trim()).Append("\n\n");
        var width = columns.Max(c => Text.Line(c.Name).Length);
        for (var i = 0; i < rows.Count && i < MostRows; i++)
        {
            text.Append(rows.Count == 1 ? "The smallest row:\n" : Invariant($"Row {i + 1} of the smallest {rows.Count}:\n"));
            for (var c = 0; c < columns.Count; c++)
            {
                text.Append(IsPlain(rows[i][c], columns[c]) ? "    " : "  * ").Append(Text.Line(columns[c].Name).PadRight(width)).Append("  ").Append(Show(rows[i][c])).Append('\n');
            }
        }

        return text.Append(Invariant($"Seed {seed}: the same seed gives the same rows.")).ToString();
    }

    private static bool IsPlain(GeneratedCell cell, ColumnGenerator column) => cell.Hostile == HostileKinds.None && Same(cell.Value, column.Plain);

    private static bool Same(object? a, object? b) => a is Array first && b is Array second ? first.Cast<object?>().SequenceEqual(second.Cast<object?>()) : Equals(a, b);

    private static string Show(GeneratedCell cell)
    {
        var value = Show(cell.Value);
        return cell.Hostile == HostileKinds.None ? value : $"{value} ({Name(cell.Hostile)})";
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        string or ReadOnlyMemory<char> => Quoted(value.ToString()!),
        Array list => Invariant($"[{string.Join(", ", list.Cast<object?>().Take(5).Select(Show))}{(list.Length > 5 ? ", …" : "")}]") + (list.Length > 5 ? Invariant($" of {list.Length} values") : ""),
        IFormattable number => number.ToString(number is DateTime or DateTimeOffset or DateOnly ? "O" : null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Quoted(string text) => text.Length > Longest ? Invariant($"'{Text.OneLine(text, 20)}' of {text.Length} characters") : $"'{Text.OneLine(text)}'";

    private static string Name(HostileKinds kind) => kind switch
    {
        HostileKinds.NaN => "not a number",
        HostileKinds.OutOfRange => "out of range",
        HostileKinds.Unseen => "not in the domain",
        HostileKinds.Variant => "another form of a known value",
        HostileKinds.Infinity => "infinite",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Rows(int count) => count == 1 ? "one row" : Invariant($"{count} rows");
}
