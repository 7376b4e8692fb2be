namespace MlGates.Statistics;

/// <summary>
/// Autocorrelation of neighbouring values, mergeable in the order of the rows: <see cref="Merge"/> adds what comes after, so it is associative but
/// not commutative; a new state is its identity. NaN and infinities are left out, the values around them being neighbours. Not safe for concurrent use.
/// </summary>
public sealed class LagState
{
    private readonly MomentState _moments = new();
    private readonly MomentState _part = new();
    private CompensatedSum _products;
    private double _first;
    private double _last;

    /// <summary>Number of finite values.</summary>
    public long Count => _moments.Count;

    /// <summary>
    /// Lag-1 autocorrelation Σ(x[i] − mean)(x[i+1] − mean) / Σ(x[i] − mean)² (Box and Jenkins, "Time Series Analysis", 1976), between −1 and 1: near 0 for shuffled
    /// rows, near 1 for sorted ones. NaN for fewer than two values or equal ones.
    /// </summary>
    public double Autocorrelation => Count >= 2 && _moments.M2 > 0 && double.IsFinite(_moments.M2) ? _products.Value / _moments.M2 : double.NaN;

    /// <summary>Adds the next values. O(n), no allocation.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        Span<double> finite = stackalloc double[MomentKernel.Chunk];
        while (!values.IsEmpty)
        {
            scoped var part = values[..Math.Min(values.Length, MomentKernel.Chunk)];
            values = values[part.Length..];
            var scan = MomentKernel.Scan(part);
            if (scan.Count < part.Length)
            {
                part = finite[..MomentKernel.KeepFinite(part, finite)];
            }

            if (!part.IsEmpty)
            {
                AddPart(part, scan);
            }
        }
    }

    /// <summary>Adds what another state has seen after this one. O(1).</summary>
    public void Merge(LagState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count > 0)
        {
            Append(other._moments, other._products, other._first, other._last);
        }
    }

    /// <summary>Forgets everything: the state is as new.</summary>
    public void Clear()
    {
        _moments.Clear();
        (_products, _first, _last) = (default, 0, 0);
    }

    private void AddPart(ReadOnlySpan<double> values, in MomentScan scan)
    {
        _part.Clear();
        _part.AddFinite(values, scan);
        var (mean, rest) = _part.MeanParts;
        var products = default(CompensatedSum);
        for (var i = 1; i < values.Length; i++)
        {
            products.Add((values[i - 1] - mean) * (values[i] - mean));
        }

        Recenter(ref products, rest, values.Length, values[0] - mean, values[^1] - mean);
        Append(_part, products, values[0], values[^1]);
    }

    private void Append(MomentState moments, in CompensatedSum products, double first, double last)
    {
        if (Count == 0)
        {
            (_products, _first, _last) = (products, first, last);
            _moments.Merge(moments);
            return;
        }

        var (mine, theirs, count) = (_moments.MeanParts, moments.MeanParts, Count);
        _moments.Merge(moments);
        var mean = _moments.MeanParts;
        var added = products;
        Recenter(ref _products, Less(mean.High, mean.Low, mine), count, Less(_first, 0, mine), Less(_last, 0, mine));
        Recenter(ref added, Less(mean.High, mean.Low, theirs), moments.Count, Less(first, 0, theirs), Less(last, 0, theirs));
        _products.Add(added);
        _products.Add(Less(_last, 0, mean) * Less(first, 0, mean));
        _last = last;
    }

    private static double Less(double high, double low, (double High, double Low) mean) => (high - mean.High) + (low - mean.Low);

    // Products around another mean: deviations sum to 0, and each but the first and the last is in two products.
    private static void Recenter(ref CompensatedSum products, double by, long count, double first, double last)
    {
        products.Add(by * (first + last));
        products.Add((count - 1) * by * by);
    }
}
