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
    internal static CountedValue[] Ranked(CategoryProfile categories) => Ranked(Of(categories));

    /// <summary>The first of <see cref="Ranked(CategoryProfile)"/>. O(k).</summary>
    internal static CountedValue Most(CategoryProfile categories)
    {
        CountedValue? most = null;
        foreach (var (value, count) in categories.Counts)
        {
            var next = new CountedValue(value, count);
            most = most is null || next.IsBefore(most) ? next : most;
        }

        return most!;
    }

    /// <summary>All values, in whatever order.</summary>
    internal static CountedValue[] Of(CategoryProfile categories)
    {
        var values = new CountedValue[categories.Counts.Count];
        var n = 0;
        foreach (var (value, count) in categories.Counts)
        {
            values[n++] = new CountedValue(value, count);
        }

        return values;
    }

    /// <summary>The same of values with bounds, by the lower one.</summary>
    internal static CountedValue[] AtLeast(IReadOnlyList<TopValue> frequent)
    {
        var values = new CountedValue[frequent.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new CountedValue(frequent[i].Value, frequent[i].AtLeast);
        }

        return Ranked(values);
    }

    /// <summary>Sorts values.</summary>
    internal static CountedValue[] Ranked(CountedValue[] values)
    {
        Array.Sort(values, Compare);
        return values;
    }

    /// <summary>Whether it ranks before another.</summary>
    internal bool IsBefore(CountedValue other) => Compare(this, other) < 0;

    private static int Compare(CountedValue a, CountedValue b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Value, b.Value);
}
