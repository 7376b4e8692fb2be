using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>
/// The values of a domain, as data of a type shows them: a file of which every value reads as a number is a column of numbers, so <c>007</c> and <c>7.0</c> are
/// then the 7 of the domain, and <c>True</c> is its <c>true</c>; texts are compared byte for byte.
/// </summary>
internal sealed class KnownValues
{
    // Beyond it two whole numbers may be one double.
    private const double MostExact = 9007199254740992;

    private readonly ColumnType _type;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<double> _numbers = [];

    internal KnownValues(ValueDomain domain, ColumnType type)
    {
        _type = type;
        foreach (var text in domain.Values)
        {
            var value = CellReader.Classify(Encoding.UTF8.GetBytes(text), decimalComma: false);
            _texts.Add(type is ColumnType.Integer or ColumnType.Boolean ? Canonical(value) : text);
            if (value.IsNumber || value.Kind == CellKind.Timestamp)
            {
                _numbers.Add(value.Number);
            }
        }
    }

    internal int Count => _texts.Count;

    /// <summary>Whether a value as <see cref="CategoryProfile.Counts"/> has it is known.</summary>
    internal bool Contains(string value) => _texts.Contains(value);

    internal bool Contains(double number) => _numbers.Contains(number);

    internal bool Contains(CellValue value) => _type is ColumnType.Float or ColumnType.Timestamp ? _numbers.Contains(value.Number)
        : _texts.Contains(_type is ColumnType.Integer or ColumnType.Boolean ? Canonical(value) : Encoding.UTF8.GetString(value.Text.Span));

    /// <summary>How many finite numbers and NaN are strangers, as far as the distribution tells; null where it does not.</summary>
    internal long? Strangers(NumericProfile? numbers)
    {
        if (numbers?.Histogram is not { IsExact: true } histogram)
        {
            return null;
        }

        long count = 0;
        for (var i = 0; i < histogram.Cells; i++)
        {
            count += _numbers.Contains(histogram.CellStart(i)) ? 0 : histogram.CellCount(i);
        }

        return count
            + (_numbers.Contains(double.NaN) ? 0 : numbers.NaN)
            + (_numbers.Contains(double.PositiveInfinity) ? 0 : numbers.PositiveInfinity)
            + (_numbers.Contains(double.NegativeInfinity) ? 0 : numbers.NegativeInfinity);
    }

    // Whole numbers in decimal, truth values in lower case.
    private static string Canonical(CellValue value) => value.Kind switch
    {
        CellKind.Integer when Math.Abs(value.Number) < MostExact => ((long)value.Number).ToString(CultureInfo.InvariantCulture),
        CellKind.Boolean => Encoding.UTF8.GetString(value.Text.Span).Trim().ToLowerInvariant(),
        _ => Encoding.UTF8.GetString(value.Text.Span),
    };
}
