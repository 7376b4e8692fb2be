using System.Globalization;

namespace MlGates.Schemas;

/// <summary>The known values of a column.</summary>
public sealed record ValueDomain
{
    /// <summary>
    /// The values, distinct: in numerical order where all are whole numbers within 64 bits (1, 2, 10), else in ordinal order. Whole numbers are in decimal, truth
    /// values <c>true</c> and <c>false</c>.
    /// </summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The largest share of a column's values that may be others; 0 for a closed domain, 1 for an open one.</summary>
    public double MaxOutside { get; init; }

    /// <summary>Why the domain is taken to be closed, or not, in words; null when written by hand.</summary>
    public string? Evidence { get; init; }

    /// <summary>The values in the order of <see cref="Values"/>.</summary>
    internal static IReadOnlyList<string> Sort(IEnumerable<string> values)
    {
        string[] sorted = [.. values];
        Array.Sort(sorted, StringComparer.Ordinal);
        var numbers = new long[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            if (!long.TryParse(sorted[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return sorted;
            }
        }

        // 1 and 01 are one number: the texts decide, so that the order is always the same.
        return [.. sorted.Zip(numbers).OrderBy(v => v.Second).ThenBy(v => v.First, StringComparer.Ordinal).Select(v => v.First)];
    }
}
