using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>Two samples of numbers, sorted and counted by distinct value: what the distances and tests of raw values look at. O(n + m) but for the digits that differ.</summary>
public sealed class TwoSamples
{
    private readonly int _count;
    private readonly double[] _values;
    private readonly int[] _firstCounts;
    private readonly int[] _secondCounts;

    /// <summary>Sorts two samples.</summary>
    /// <param name="first">The reference, at least one value. Infinities take part in what looks at the order of values.</param>
    /// <param name="second">The other, at least one value.</param>
    /// <exception cref="ArgumentException">A sample is empty or holds a NaN: leave it out and count it apart.</exception>
    public TwoSamples(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (a, b) = (Sorted(first, nameof(first)), Sorted(second, nameof(second)));
        (First, Second) = (a.Length, b.Length);
        var values = new double[a.Length + b.Length];
        var (left, right) = (new int[values.Length], new int[values.Length]);
        var n = 0;
        for (var (i, j) = (0, 0); i < a.Length || j < b.Length; n++)
        {
            var key = j == b.Length || (i < a.Length && a[i] <= b[j]) ? a[i] : b[j];
            values[n] = OrderedBits.ToDouble(key);
            for (; i < a.Length && a[i] == key; i++)
            {
                left[n]++;
            }

            for (; j < b.Length && b[j] == key; j++)
            {
                right[n]++;
            }
        }

        (_count, _values, _firstCounts, _secondCounts) = (n, values, left, right);
    }

    /// <summary>Size of the first sample.</summary>
    public int First { get; }

    /// <summary>Size of the second sample.</summary>
    public int Second { get; }

    /// <summary>The distinct values, ascending.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, _count);

    /// <summary>How often the first sample has each.</summary>
    public ReadOnlySpan<int> FirstCounts => _firstCounts.AsSpan(0, _count);

    /// <summary>How often the second sample has each.</summary>
    public ReadOnlySpan<int> SecondCounts => _secondCounts.AsSpan(0, _count);

    private static ulong[] Sorted(ReadOnlySpan<double> sample, string name)
    {
        if (sample.IsEmpty)
        {
            throw new ArgumentException("A sample needs at least one value.", name);
        }

        foreach (var value in sample)
        {
            if (double.IsNaN(value))
            {
                throw new ArgumentException("A sample holds NaN: leave it out and count it apart.", name);
            }
        }

        var keys = new ulong[sample.Length];
        OrderedBits.FromEach(sample, keys);
        KeySort.SortLeading(keys, 0);
        return keys;
    }
}
