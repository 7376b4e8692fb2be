namespace MlGates.Statistics;

/// <summary>How strongly two columns of the same rows depend on each other, from their values, such as those of a <see cref="RowSampleState"/>.</summary>
public static class Association
{
    /// <summary>The largest default number of bins.</summary>
    public const int MaxBins = 20;

    /// <summary>
    /// Spearman's rank correlation with ties sharing the mean of their ranks, −1 to 1; NaN when either side is constant or there are fewer than
    /// two pairs. Pairs in which a number is NaN are left out; infinities have the outermost ranks. O(n log n).
    /// </summary>
    /// <param name="x">The first numbers.</param>
    /// <param name="y">The second numbers, as many.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException("There must be as many second numbers as first ones.", nameof(y));
        }

        var n = 0;
        var (left, right) = (new double[x.Length], new double[x.Length]);
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsNaN(x[i]) && !double.IsNaN(y[i]))
            {
                (left[n], right[n++]) = (x[i], y[i]);
            }
        }

        var state = new PairMomentState();
        state.Add(Ranks(left.AsSpan(0, n)), Ranks(right.AsSpan(0, n)));
        return state.Correlation;
    }

    /// <summary>The number of bins taken for so many pairs when none is given: √(n/5), at least 2 and at most <see cref="MaxBins"/>.</summary>
    public static int DefaultBins(long n) => (int)Math.Clamp(Math.Sqrt(n / 5.0), 2, MaxBins);

    /// <summary>
    /// Numbers against labels: the table of bins of equal mass by label, from which <see cref="CrossTable.MutualInformation"/> follows. A bin ends
    /// where its share of the pairs is reached, and equal numbers share a bin, so that there may be fewer bins than asked for. Pairs whose number
    /// is NaN are left out. O(n log n).
    /// </summary>
    /// <param name="numbers">The numbers; they are the rows of the table.</param>
    /// <param name="labels">The labels as places from 0, as many; those below 0 are missing and left out. They are the columns of the table.</param>
    /// <param name="bins">The number of bins, at least 2; <see cref="DefaultBins"/> when null.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static CrossTable BinnedTable(ReadOnlySpan<double> numbers, ReadOnlySpan<int> labels, int? bins = null)
    {
        if (numbers.Length != labels.Length)
        {
            throw new ArgumentException("There must be as many labels as numbers.", nameof(labels));
        }

        var n = 0;
        var (sorted, codes) = (new double[numbers.Length], new int[numbers.Length]);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.IsNaN(numbers[i]) && labels[i] >= 0)
            {
                (sorted[n], codes[n++]) = (numbers[i], labels[i]);
            }
        }

        var k = bins ?? DefaultBins(n);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2, nameof(bins));
        Array.Sort(sorted, codes, 0, n);
        var cells = new Dictionary<(int Bin, int Label), long>();
        var (bin, last) = (-1, -1);
        for (var i = 0; i < n; i++)
        {
            // The place of the first of equal numbers decides the bin of all of them.
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                var place = (int)((long)i * k / n);
                bin += place > last ? 1 : 0;
                last = place;
            }

            cells[(bin, codes[i])] = cells.GetValueOrDefault((bin, codes[i])) + 1;
        }

        return new CrossTable(cells.Select(c => new CrossCell(c.Key.Bin, c.Key.Label, c.Value)));
    }

    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        var doubled = Midranks.Doubled(values);
        var ranks = new double[doubled.Length];
        for (var i = 0; i < ranks.Length; i++)
        {
            ranks[i] = doubled[i];
        }

        return ranks;
    }
}
