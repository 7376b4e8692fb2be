namespace MlGates.Statistics;

/// <summary>
/// Whether a column of values and the column of their weights go together: rows in which one of them is missing, and by how many the weights
/// outnumber the values. Rows in which both are missing count for nothing; a missing list counts as empty beside one that is there (as in
/// TensorFlow Data Validation). Exact and mergeable in any order. Not safe for concurrent use.
/// </summary>
public sealed class WeightedFeatureState
{
    /// <summary>Number of rows in which at least one of them is there.</summary>
    public long Rows { get; private set; }

    /// <summary>Number of rows with a weight and no value.</summary>
    public long MissingValue { get; private set; }

    /// <summary>Number of rows with a value and no weight.</summary>
    public long MissingWeight { get; private set; }

    /// <summary>The least of weights − values in a row; 0 when there is no row.</summary>
    public long MinLengthDifference { get; private set; }

    /// <summary>The most of weights − values in a row; 0 when there is no row.</summary>
    public long MaxLengthDifference { get; private set; }

    /// <summary>Adds the rows of a batch. O(rows), no allocation.</summary>
    /// <param name="values">The number of values of each row; −1 where they are missing.</param>
    /// <param name="weights">The number of weights of each row; −1 where they are missing.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public void Add(ReadOnlySpan<int> values, ReadOnlySpan<int> weights)
    {
        if (values.Length != weights.Length)
        {
            throw new ArgumentException("Values and weights must have equally many rows.", nameof(weights));
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < 0 && weights[i] < 0)
            {
                continue;
            }

            MissingValue += values[i] < 0 ? 1 : 0;
            MissingWeight += weights[i] < 0 ? 1 : 0;
            var difference = (long)Math.Max(weights[i], 0) - Math.Max(values[i], 0);
            Widen(difference, difference);
            Rows++;
        }
    }

    /// <summary>Adds what another state has seen.</summary>
    public void Merge(WeightedFeatureState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Rows > 0)
        {
            Widen(other.MinLengthDifference, other.MaxLengthDifference);
            Rows += other.Rows;
            MissingValue += other.MissingValue;
            MissingWeight += other.MissingWeight;
        }
    }

    /// <summary>Makes the state new again.</summary>
    public void Clear() => (Rows, MissingValue, MissingWeight, MinLengthDifference, MaxLengthDifference) = (0, 0, 0, 0, 0);

    private void Widen(long min, long max)
    {
        MinLengthDifference = Rows == 0 ? min : Math.Min(MinLengthDifference, min);
        MaxLengthDifference = Rows == 0 ? max : Math.Max(MaxLengthDifference, max);
    }
}
