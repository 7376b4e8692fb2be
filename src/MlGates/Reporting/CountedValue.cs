using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>
/// A value and how often it occurs. A class and arrays of it, here and in the rest of the profile's report, because collections of pairs are compiled
/// anew at each start of the tool and took a third of its time on a small file.
/// </summary>
internal sealed class CountedValue(string value, long count)
{
    internal string Value => value;

    internal long Count => count;

    /// <summary>The most frequent first, ordinal order among equals. O(k log k).</summary>
    internal static CountedValue[] Ranked(CategoryProfile categories)
    {
        var values = new CountedValue[categories.Counts.Count];
        var n = 0;
        foreach (var (value, count) in categories.Counts)
        {
            values[n++] = new CountedValue(value, count);
        }

        return Sort(values);
    }

    /// <summary>The same of values with bounds, by the lower one.</summary>
    internal static CountedValue[] AtLeast(IReadOnlyList<TopValue> frequent)
    {
        var values = new CountedValue[frequent.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new CountedValue(frequent[i].Value, frequent[i].AtLeast);
        }

        return Sort(values);
    }

    private static CountedValue[] Sort(CountedValue[] values)
    {
        Array.Sort(values, (a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Value, b.Value));
        return values;
    }
}
