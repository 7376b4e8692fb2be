using System.Globalization;

namespace MlGates.Skew;

/// <summary>What most of a column's mismatches have in common, in words: what there is to mend.</summary>
internal static class SkewPattern
{
    private const double Most = 0.9;
    // Values are often written with six digits.
    private const double Near = 1e-5;
    private const int MostDigits = 6;

    /// <summary>A pattern of at least nine in ten pairs; null when there is none. O(n log n).</summary>
    /// <param name="pairs">Cells that do not match.</param>
    /// <param name="hide">Whether no value may be shown.</param>
    internal static string? Of(IReadOnlyCollection<Mismatch> pairs, bool hide = false)
    {
        bool Holds(Func<Mismatch, bool> rule) => pairs.Count(rule) >= Most * pairs.Count;
        if (pairs.Count == 0)
        {
            return null;
        }

        if (Holds(p => p.After.Kind == CellKind.Missing))
        {
            return "missing in the candidate";
        }

        if (Holds(p => p.Before.Kind == CellKind.Missing))
        {
            return "missing in the baseline";
        }

        if (Holds(p => p.Before.Kind == CellKind.Text && p.After.Kind == CellKind.Text && p.Before.Loose == p.After.Loose))
        {
            return "upper and lower case or outer blanks only";
        }

        if (Holds(p => p.Before.Kind != p.After.Kind && p.Before.Kind != CellKind.Missing && p.After.Kind != CellKind.Missing))
        {
            return "values of another kind, such as text in the place of numbers";
        }

        (double Before, double After)[] numbers = [.. pairs.Where(p => p.Before.Kind == CellKind.Number && p.After.Kind == CellKind.Number && double.IsFinite(p.Before.Number) && double.IsFinite(p.After.Number)).Select(p => (p.Before.Number, p.After.Number))];
        return numbers.Length < Most * pairs.Count ? null : OfNumbers(numbers, Most * pairs.Count, hide);
    }

    private static string? OfNumbers((double Before, double After)[] pairs, double most, bool hide)
    {
        bool Holds(Func<(double Before, double After), bool> rule) => pairs.Count(rule) >= most;
        string Shown(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
        if (pairs.Length > 1 && Holds(p => p.After == pairs[0].After) && !Holds(p => p.Before == pairs[0].Before))
        {
            return $"{(hide ? "one value" : Shown(pairs[0].After))} in the candidate";
        }

        var factors = pairs.Where(p => p.Before != 0).Select(p => p.After / p.Before).Order().ToArray();
        if (factors.Length > 0 && factors[factors.Length / 2] is var factor && factor != 0 && pairs.Select(p => p.Before).Distinct().Take(2).Count() > 1
            && Holds(p => Math.Abs(p.After - (factor * p.Before)) <= Near * Math.Abs(p.After)))
        {
            return $"{Shown(factor)} times the baseline";
        }

        var offset = pairs.Select(p => p.After - p.Before).Order().ElementAt(pairs.Length / 2);
        if (pairs.Length > 1 && Holds(p => Math.Abs(p.After - p.Before - offset) <= Near * Math.Max(Math.Abs(offset), Math.Abs(p.Before))))
        {
            return $"the baseline {(offset < 0 ? "less" : "plus")} {Shown(Math.Abs(offset))}";
        }

        for (var digits = 0; digits <= MostDigits; digits++)
        {
            if (Holds(p => Rounded(p.Before, digits, p.After)))
            {
                return string.Create(CultureInfo.InvariantCulture, $"rounded to {digits} decimals in the candidate");
            }

            if (Holds(p => Rounded(p.After, digits, p.Before)))
            {
                return string.Create(CultureInfo.InvariantCulture, $"rounded to {digits} decimals in the baseline");
            }
        }

        return null;
    }

    private static bool Rounded(double value, int digits, double rounded) =>
        Math.Abs(rounded - Math.Round(rounded, digits)) <= 1e-9 * Math.Abs(rounded) && Math.Abs(value - rounded) <= 0.5 * Math.Pow(10, -digits) * (1 + Near);
}
