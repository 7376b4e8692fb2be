namespace MlGates.Statistics;

/// <summary>
/// All statistics of a numeric column in one pass over the values: moments, quantiles, the exactly mergeable histogram and, unless counted elsewhere, distinct values.
/// The same results as from the four states apart, but each value is looked at less often. Merged in a fixed order. Not safe for concurrent use.
/// </summary>
/// <param name="countDistinct">Whether <see cref="Distinct"/> is fed with the values; false for a caller that knows integers a double cannot hold.</param>
public sealed class NumberState(bool countDistinct = true)
{
    /// <summary>Counts, sum, mean, spread, shape and range.</summary>
    public MomentState Moments { get; } = new();

    /// <summary>Quantiles with a stated rank error.</summary>
    public QuantileState Quantiles { get; } = new();

    /// <summary>Counts on the grid that two columns can be compared on.</summary>
    public ValueHistogramState Histogram { get; } = new();

    /// <summary>Number of distinct values, NaN and infinities among them.</summary>
    public DistinctState Distinct { get; } = new();

    /// <summary>Adds a batch. Expected O(n), no allocation once the states have their memory.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        Span<double> finite = stackalloc double[MomentKernel.Chunk];
        while (!values.IsEmpty)
        {
            scoped var part = values[..Math.Min(values.Length, MomentKernel.Chunk)];
            values = values[part.Length..];
            if (countDistinct)
            {
                Distinct.Add(part);
            }

            var scan = MomentKernel.Scan(part);
            if (scan.Count < part.Length)
            {
                Moments.AddNonFinite(scan);
                Histogram.AddNonFinite(scan);
                part = finite[..MomentKernel.KeepFinite(part, finite)];
            }

            if (scan.Count > 0)
            {
                Moments.AddFinite(part, scan);
                Histogram.AddFinite(part, scan);
                Quantiles.AddFinite(part, scan);
            }
        }
    }

    /// <summary>Adds a value that occurs several times.</summary>
    /// <param name="value">Any number.</param>
    /// <param name="count">At least 0.</param>
    public void Add(double value, long count)
    {
        Moments.Add(value, count);
        Histogram.Add(value, count);
        Quantiles.Add(value, count);
        if (countDistinct && count > 0)
        {
            Distinct.Add(ValueHash.Of(value));
        }
    }

    /// <summary>Adds what another state has seen.</summary>
    public void Merge(NumberState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Moments.Merge(other.Moments);
        Histogram.Merge(other.Histogram);
        Quantiles.Merge(other.Quantiles);
        Distinct.Merge(other.Distinct);
    }

    /// <summary>Forgets everything: the state is as new, but keeps its memory.</summary>
    public void Clear()
    {
        Moments.Clear();
        Histogram.Clear();
        Quantiles.Clear();
        Distinct.Clear();
    }

    /// <summary>Forgets everything, for values that will be merged into <paramref name="whole"/>: see <see cref="ValueHistogramState.Clear(ValueHistogramState)"/> and <see cref="QuantileState.Clear(long)"/>.</summary>
    /// <param name="whole">What this will be merged into; read, so nobody may change it meanwhile.</param>
    /// <param name="before">About how many values come before; from the data alone, like the first row of a block.</param>
    public void Clear(NumberState whole, long before)
    {
        ArgumentNullException.ThrowIfNull(whole);
        Moments.Clear();
        Histogram.Clear(whole.Histogram);
        Quantiles.Clear(before);
        Distinct.Clear(whole.Distinct);
    }

    internal void Write(StateWriter writer)
    {
        Moments.Write(writer);
        Quantiles.Write(writer);
        Histogram.Write(writer);
        Distinct.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        Moments.Read(ref reader);
        Quantiles.Read(ref reader);
        var finite = Histogram.Read(ref reader);
        Distinct.Read(ref reader);
        StateReader.Check(Quantiles.Count == Moments.Count && finite == Moments.Count, "states of the same numbers differ in their count");
    }
}
