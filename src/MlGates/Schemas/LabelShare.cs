namespace MlGates.Schemas;

/// <summary>
/// How much of a label groups of rows tell, out of sample: each row's label is guessed from the other rows of its group, so that groups of one row, such as those of an identifier,
/// tell nothing (leave one out; Allen 1974, The relationship between variable selection and data augmentation and a method for prediction).
/// </summary>
internal static class LabelShare
{
    /// <summary>
    /// Of the wrong guesses that the most frequent class makes, the share that are right where each row gets the most frequent class among the others of its group (Goodman and
    /// Kruskal 1954, Measures of association for cross classifications, out of sample). Of classes that are as frequent the one that is more frequent in all rows is taken, else none.
    /// O(groups · classes).
    /// </summary>
    /// <param name="counts">Rows by group and class, the classes of a group one after the other.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <returns>Wrong guesses without and with the groups, and the number of rows.</returns>
    internal static (long Without, long With, long Rows) OfClasses(ReadOnlySpan<long> counts, int classes)
    {
        var totals = new long[classes];
        for (var i = 0; i < counts.Length; i++)
        {
            totals[i % classes] += counts[i];
        }

        long rows = 0, most = 0;
        var isShared = false;
        foreach (var total in totals)
        {
            rows += total;
            isShared = total == most || (isShared && total < most);
            most = Math.Max(most, total);
        }

        long right = 0;
        for (var start = 0; start < counts.Length; start += classes)
        {
            var group = counts.Slice(start, classes);
            long size = 0;
            foreach (var count in group)
            {
                size += count;
            }

            for (var c = 0; c < classes; c++)
            {
                // One alone is guessed as without groups, by the one class that is most frequent.
                right += group[c] > 0 && (size == 1 ? totals[c] == most && !isShared : IsGuessed(group, totals, c)) ? group[c] : 0;
            }
        }

        return (rows - most, rows - right, rows);
    }

    /// <summary>
    /// The share of the variance of numbers that the means of the others of their group account for (the correlation ratio, Pearson 1905, out of sample); below 0 where
    /// they mislead. NaN where numbers do not vary. A row alone in its group is guessed by the mean of all. O(groups).
    /// </summary>
    /// <param name="groups">Of each group the number of rows, the sum of their numbers and of the squares.</param>
    internal static double OfNumbers(ReadOnlySpan<(long Rows, Int128 Sum, Int128 Squares)> groups)
    {
        (long Rows, Int128 Sum, Int128 Squares) all = default;
        foreach (var (rows, sum, squares) in groups)
        {
            all = (all.Rows + rows, all.Sum + sum, all.Squares + squares);
        }

        // What the mean of the others is further away than the mean of all.
        var apart = all.Rows / (double)(all.Rows - 1);
        var error = 0.0;
        foreach (var group in groups)
        {
            error += group.Rows switch
            {
                0 => 0,
                1 => Square(((double)group.Sum - ((double)all.Sum / all.Rows)) * apart),
                _ => Spread(group) * Square(group.Rows / (double)(group.Rows - 1)),
            };
        }

        return Spread(all) is > 0 and var whole ? 1 - (error / (whole * Square(apart))) : double.NaN;
    }

    // Sum of squares about the mean; the products are exact.
    private static double Spread((long Rows, Int128 Sum, Int128 Squares) group) => (double)((group.Rows * group.Squares) - (group.Sum * group.Sum)) / group.Rows;

    private static double Square(double value) => value * value;

    // Whether the others of its group are most often of its class.
    private static bool IsGuessed(ReadOnlySpan<long> group, long[] totals, int own)
    {
        for (var c = 0; c < group.Length; c++)
        {
            var ahead = group[own] - 1 - group[c];
            if (c != own && (ahead < 0 || (ahead == 0 && totals[c] >= totals[own])))
            {
                return false;
            }
        }

        return true;
    }
}
