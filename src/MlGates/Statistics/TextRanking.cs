namespace MlGates.Statistics;

/// <summary>
/// Which texts of a table occur most often. Among equal counts the larger text in byte order comes first, as in TensorFlow Data Validation, so
/// the order depends on the counts alone. O(entries log entries).
/// </summary>
public static class TextRanking
{
    /// <summary>The most frequent texts, most frequent first. The first ones are also what a rank histogram shows.</summary>
    /// <param name="table">The counts.</param>
    /// <param name="most">The largest number of texts, at least 0.</param>
    public static IReadOnlyList<TextCount> Top(TextTable table, int most)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return Take(table, ByCount(table).AsSpan(0, Math.Min(most, table.Count)));
    }

    /// <summary>The texts of the largest weight, largest first.</summary>
    /// <param name="table">The texts.</param>
    /// <param name="weights">Their weights, by the table's entries; none may be NaN.</param>
    /// <param name="most">The largest number of texts, at least 0.</param>
    public static IReadOnlyList<WeightedText> Top(TextTable table, EntryWeights weights, int most)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var order = Entries(table);
        Array.Sort(order, (a, b) => weights.WeightAt(b).CompareTo(weights.WeightAt(a)) is var c and not 0 ? c : table.TextAt(b).SequenceCompareTo(table.TextAt(a)));
        var result = new WeightedText[Math.Min(most, order.Length)];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = new WeightedText(table.TextAt(order[i]).ToArray(), weights.WeightAt(order[i]));
        }

        return result;
    }

    /// <summary>
    /// The counts of at most so many texts, the most frequent ones, in ordinal order, and what is left. Nothing is lost: the counts and
    /// <see cref="TextCounts.OtherCount"/> add up to all that the table has counted.
    /// </summary>
    /// <param name="table">The counts.</param>
    /// <param name="most">The largest number of texts, at least 0.</param>
    public static TextCounts Ordinal(TextTable table, int most)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var order = table.Count <= most ? Entries(table) : ByCount(table);
        var kept = order.AsSpan(0, Math.Min(most, order.Length));
        kept.Sort((a, b) => table.TextAt(a).SequenceCompareTo(table.TextAt(b)));
        long others = 0;
        foreach (var entry in order.AsSpan(kept.Length))
        {
            others += table.CountAt(entry);
        }

        return new TextCounts(Take(table, kept), order.Length - kept.Length, others);
    }

    internal static int[] ByCount(TextTable table)
    {
        var order = Entries(table);
        Array.Sort(order, (a, b) => table.CountAt(b).CompareTo(table.CountAt(a)) is var c and not 0 ? c : table.TextAt(b).SequenceCompareTo(table.TextAt(a)));
        return order;
    }

    private static int[] Entries(TextTable table)
    {
        var entries = new int[table.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = i;
        }

        return entries;
    }

    private static TextCount[] Take(TextTable table, ReadOnlySpan<int> entries)
    {
        var result = new TextCount[entries.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var count = table.CountAt(entries[i]);
            result[i] = new TextCount(table.TextAt(entries[i]).ToArray(), count, count);
        }

        return result;
    }
}
