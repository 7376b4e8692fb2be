using System.Globalization;
using System.Text;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>
/// Which rows are in a slice, as a slice's name says: <c>payment_type=Cash, fare=[3.25, 6.5)</c>. All parts must hold. A value is compared as it is written;
/// <c>(missing)</c> is a missing one; what holds a quote or a comma and a blank is quoted, with quotes doubled.
/// </summary>
internal sealed class SliceCondition
{
    private const string Missing = "(missing)";

    private readonly Part[] _parts;
    private readonly byte[] _number = new byte[64];

    private SliceCondition(Part[] parts)
    {
        _parts = parts;
        Columns = [.. parts.Select(p => p.Column)];
    }

    /// <summary>The columns it looks at, each once.</summary>
    internal IReadOnlyList<string> Columns { get; }

    /// <summary>Reads a slice's name.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static SliceCondition Parse(string name)
    {
        var parts = new List<Part>();
        var at = 0;
        while (true)
        {
            var column = Take(name, ref at, '=');
            if (column.Text.Length == 0 || at >= name.Length || name[at] != '=')
            {
                throw Wrong(name);
            }

            at++;
            parts.Add(name.AsSpan(at) is ['[' or '(', ..] && Interval(name, ref at) is { } interval ? interval with { Column = column.Text } : Value(column.Text, Take(name, ref at, ',')));
            if (at == name.Length)
            {
                break;
            }

            at += name.AsSpan(at).StartsWith(", ") ? 2 : throw Wrong(name);
        }

        return parts.DistinctBy(p => p.Column).Count() == parts.Count ? new SliceCondition([.. parts]) : throw new FormatException($"'{Text.OneLine(name, 80)}' names a column twice");
    }

    /// <summary>A condition of the same parts for another thread.</summary>
    internal SliceCondition Copy() => new(_parts);

    /// <summary>Finds the rows of a batch that are in the slice.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="places">The places of <see cref="Columns"/> in it.</param>
    /// <param name="decimalComma">Whether numbers in texts have a decimal comma.</param>
    /// <param name="rows">Takes the places of the rows; as long as the batch.</param>
    /// <returns>How many.</returns>
    /// <exception cref="InputException">MLG0001: a column holds lists.</exception>
    internal int Find(RowBatch batch, int[] places, bool decimalComma, Span<int> rows)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (batch.Columns[places[i]].IsList)
            {
                throw new InputException(RuleIds.Usage, $"Column '{_parts[i].Column}' holds lists, so it cannot be sliced by.");
            }
        }

        var count = 0;
        for (var row = 0; row < batch.Count; row++)
        {
            var isIn = true;
            for (var i = 0; i < places.Length && isIn; i++)
            {
                isIn = Holds(_parts[i], batch.Columns[places[i]], row, decimalComma);
            }

            if (isIn)
            {
                rows[count++] = row;
            }
        }

        return count;
    }

    private bool Holds(Part part, ColumnBatch column, int row, bool decimalComma)
    {
        if (column.Missing[row] || part.IsMissing)
        {
            return column.Missing[row] && part.IsMissing;
        }

        if (part.Value is { } value)
        {
            return SliceValue.Text(column, row, _number).SequenceEqual(value);
        }

        var number = SliceValue.Number(column, row, decimalComma);
        return (part.IncludesLow ? number >= part.Low : number > part.Low) && (part.IncludesHigh ? number <= part.High : number < part.High);
    }

    private static Part Value(string column, (string Text, bool IsQuoted) value) =>
        value is { Text: Missing, IsQuoted: false } ? new Part(column) { IsMissing = true } : new Part(column) { Value = Encoding.UTF8.GetBytes(value.Text) };

    // A quoted text, or one up to the end that a sign marks: "=", or a comma and a blank.
    private static (string Text, bool IsQuoted) Take(string name, ref int at, char end)
    {
        if (at < name.Length && name[at] == '"')
        {
            var text = new StringBuilder();
            for (at++; at < name.Length; at++)
            {
                if (name[at] == '"' && (at + 1 == name.Length || name[at + 1] != '"'))
                {
                    at++;
                    return (text.ToString(), true);
                }

                at += name[at] == '"' ? 1 : 0;
                text.Append(name[at]);
            }

            throw Wrong(name);
        }

        var length = end == '=' ? name.AsSpan(at).IndexOf('=') : name.AsSpan(at).IndexOf(", ");
        length = length < 0 ? name.Length - at : length;
        var plain = name.Substring(at, length);
        at += length;
        return plain.Contains('"', StringComparison.Ordinal) ? throw Wrong(name) : (plain, false);
    }

    // Null where a text only begins like one.
    private static Part? Interval(string name, ref int at)
    {
        var end = name.AsSpan(at).IndexOfAny(')', ']');
        var text = end < 0 ? "" : name.Substring(at + 1, end - 1);
        if (text.Split(", ") is not [var low, var high] || !TryBound(low, double.NegativeInfinity, out var from) || !TryBound(high, double.PositiveInfinity, out var to))
        {
            return null;
        }

        var part = new Part("") { Low = from, High = to, IncludesLow = name[at] == '[', IncludesHigh = name[at + end] == ']' };
        at += end + 1;
        return part;
    }

    private static bool TryBound(string text, double infinity, out double bound)
    {
        bound = infinity;
        return text is "∞" or "-∞" ? (text == "∞") == (infinity > 0) : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out bound) && !double.IsNaN(bound);
    }

    private static FormatException Wrong(string name) =>
        new($"'{Text.OneLine(name, 80)}' names no slice; write a value as in payment_type=Cash, a range as in fare=[10, 20), a missing value as in company=(missing), several with a comma between, and quote values that hold quotes or commas");

    private sealed record Part(string Column)
    {
        public byte[]? Value { get; init; }

        public bool IsMissing { get; init; }

        public double Low { get; init; }

        public double High { get; init; }

        public bool IncludesLow { get; init; }

        public bool IncludesHigh { get; init; }
    }
}
