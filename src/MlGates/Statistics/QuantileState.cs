using System.Runtime.InteropServices;

namespace MlGates.Statistics;

/// <summary>
/// Quantiles and ranks of the finite values of a column, mergeable: exact up to <see cref="ExactLimit"/> values, a sketch with a stated rank
/// error beyond. NaN and infinities are left out. A new state is the identity of <see cref="Merge"/>; merged in a fixed order, the result is the same to the bit.
/// 32 KiB while exact (less for few values), about 110 KiB at most beyond. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// <para>A compactor sketch (Karnin, Lang and Liberty, "Optimal quantile approximation in streams", 2016; merging as Agarwal et al.,
/// "Mergeable summaries", 2012): sorted buffers whose every other number goes up a level with twice the weight. Low levels, which add little
/// to the error, have small buffers: they do the work of that paper's sampler with less error. Four independent columns fill the lanes
/// of a vector. The bits that choose even or odd rows are a fixed sequence.</para>
/// <para>Each halving of a column changes a rank by at most the weight of its numbers, with either sign alike, so the variance of a rank is at most
/// the sum of their squares, which the state adds up.</para>
/// </remarks>
public sealed partial class QuantileState
{
    /// <summary>The largest number of values that are all kept.</summary>
    public const int ExactLimit = 4096;

    // Two-sided 99 % of a normal distribution, which a sum of many independent small errors is near.
    private const double Normal99 = 2.5758293035489;
    private const ulong Seed = 0x8CB92BA72F3D8DD7;
    private const int LargestStart = 3;

    private double[] _values = [];
    private QuantileLevels? _levels;
    private int _start;
    private ulong _seed = Seed;
    private double[]? _sorted;
    private long[]? _before;

    /// <summary>Number of finite values.</summary>
    public long Count { get; private set; }

    /// <summary>Smallest finite value, exact; NaN when there is none.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>Largest finite value, exact; NaN when there is none.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>Whether every value is kept.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>
    /// Bound of the rank error as a share of <see cref="Count"/>, kept with a probability of 99 % for each quantile or rank asked for; 0 when exact. 2.576
    /// times the square root of the largest possible variance (central limit theorem), 0.2 to 0.5 % whatever the count and the order.
    /// </summary>
    public double RankError => IsExact ? 0 : Normal99 * Math.Sqrt(_levels!.SquaredError) / Count;

    /// <summary>Adds a batch. Amortised O(1) a value, no allocation once the buffers are there.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        Span<double> finite = stackalloc double[MomentKernel.Chunk];
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(values.Length, MomentKernel.Chunk)];
            values = values[part.Length..];
            var scan = MomentKernel.Scan(part);
            if (scan.Count > 0)
            {
                AddFinite(scan.Count == part.Length ? part : finite[..MomentKernel.KeepFinite(part, finite)], scan);
            }
        }
    }

    /// <summary>Adds a value that occurs several times; NaN and infinities are left out. Amortised O(log count).</summary>
    /// <param name="value">Any number.</param>
    /// <param name="count">At least 0.</param>
    public void Add(double value, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0 || !double.IsFinite(value))
        {
            return;
        }

        Widen(value, value);
        if (IsExact && Count + count <= ExactLimit)
        {
            Reserve((int)(Count + count));
            _values.AsSpan((int)Count, (int)count).Fill(value + 0.0);
        }
        else
        {
            Levels().Add(value + 0.0, count);
        }

        Count += count;
    }

    /// <summary>Adds what another state has seen. O(what it keeps).</summary>
    public void Merge(QuantileState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
        {
            return;
        }

        if (ReferenceEquals(this, other))
        {
            other = new QuantileState();
            other.Merge(this);
        }

        var (count, theirs) = (other.Count, other._levels);
        Widen(other.Min, other.Max);
        if (other.IsExact)
        {
            AddValues(other._values.AsSpan(0, (int)count));
        }
        else
        {
            Levels().Merge(theirs!);
            Count += count;
        }
    }

    /// <summary>Forgets everything: the state is as new, but keeps its memory.</summary>
    public void Clear() => Clear(0);

    /// <summary>
    /// Forgets everything, for values that will be merged into a whole of at least <paramref name="before"/> more values. The larger that is, the coarser, and
    /// faster, this part may be without being seen in the whole. Parts with different places also draw different bits. The result
    /// depends on the number, so it must come from the data alone, like the first row of a block.
    /// </summary>
    /// <param name="before">At least 0.</param>
    public void Clear(long before)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        (Count, Min, Max, IsExact) = (0, double.NaN, double.NaN, true);
        (_sorted, _before) = (null, null);
        _start = Math.Clamp((before == 0 ? 0 : System.Numerics.BitOperations.Log2((ulong)before)) - 17, 0, LargestStart);
        _seed = before == 0 ? Seed : ValueHash.Mix(Seed ^ (ulong)before);
    }

    /// <summary>
    /// Quantile of the finite values: type 7 of Hyndman and Fan (1996), the default of NumPy and R, when exact; else a value whose rank is off by at most
    /// <see cref="RankError"/> (99 %). Smallest and largest value are exact.
    /// </summary>
    /// <param name="p">Between 0 and 1.</param>
    /// <returns>NaN when there is no finite value. O(log n) after an O(n log n) first call, n being the values kept.</returns>
    public double Quantile(double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile's level is between 0 and 1.");
        }

        if (Count == 0 || p is 0 or 1)
        {
            return p == 0 ? Min : Max;
        }

        var sorted = Sorted();
        var rank = (Count - 1) * p;
        var whole = (long)Math.Floor(rank);
        if (!IsExact)
        {
            return ValueAt(whole);
        }

        var low = sorted[whole];
        var high = sorted[Math.Min(whole + 1, Count - 1)];
        var (step, part) = (high - low, rank - whole);
        return part == 0 ? low : double.IsFinite(step) ? low + (part * step) : (low * (1 - part)) + (high * part);
    }

    /// <summary>Number of finite values that are at most <paramref name="value"/>; exact, or off by at most <see cref="RankError"/> times the count (99 %).</summary>
    /// <returns>O(log n) after an O(n log n) first call, n being the values kept. 0 for NaN.</returns>
    public long Rank(double value)
    {
        if (Count == 0 || !(value >= Min))
        {
            return 0;
        }

        if (value >= Max)
        {
            return Count;
        }

        var sorted = Sorted();
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low == sorted.Length ? Count : _before![low];
    }

    /// <summary>Share of the finite values that are at most <paramref name="value"/>, see <see cref="Rank"/>; NaN when there is none.</summary>
    public double Cdf(double value) => Count == 0 ? double.NaN : Rank(value) / (double)Count;

    /// <summary>The value with so many before it in ascending order, of the kept ones; the largest when there are not that many.</summary>
    internal double ValueAt(long rank)
    {
        if (rank <= 0 || rank >= Count - 1)
        {
            return rank <= 0 ? Min : Max;
        }

        var sorted = Sorted();
        var place = Array.BinarySearch(_before!, 0, sorted.Length, rank);
        return sorted[place >= 0 ? place : ~place - 1];
    }

    /// <summary>Adds finite values that were scanned already.</summary>
    internal void AddFinite(ReadOnlySpan<double> values, in MomentScan scan)
    {
        Widen(scan.Min, scan.Max);
        AddValues(values);
    }

    /// <summary>Gives back the memory that answers took; later ones take it again.</summary>
    internal void Trim() => (_sorted, _before) = (null, null);

    private void AddValues(ReadOnlySpan<double> values)
    {
        if (IsExact)
        {
            // Filled to the brim, so that the sketch depends on the sequence alone and not on its batches.
            var room = Math.Min(values.Length, ExactLimit - (int)Count);
            Reserve((int)Count + room);
            values[..room].CopyTo(_values.AsSpan((int)Count));
            Count += room;
            values = values[room..];
        }

        if (!values.IsEmpty)
        {
            Levels().Add(values);
            Count += values.Length;
        }
    }

    private QuantileLevels Levels()
    {
        _levels ??= new QuantileLevels();
        if (IsExact)
        {
            IsExact = false;
            _levels.Clear(_start, _seed);
            _levels.Add(_values.AsSpan(0, (int)Count));
        }

        return _levels;
    }

    private void Reserve(int capacity)
    {
        if (capacity > _values.Length)
        {
            Array.Resize(ref _values, Math.Clamp(4 * _values.Length, Math.Max(64, capacity), ExactLimit));
        }
    }

    private void Widen(double low, double high)
    {
        (_sorted, _before) = (null, null);
        Min = Min <= low ? Min : low + 0.0;
        Max = Max >= high ? Max : high + 0.0;
    }

    private double[] Sorted()
    {
        if (_sorted is not null)
        {
            return _sorted;
        }

        var n = IsExact ? (int)Count : _levels!.Kept();
        var sorted = new double[n];
        var weights = new long[n];
        if (IsExact)
        {
            _values.AsSpan(0, n).CopyTo(sorted);
            Array.Fill(weights, 1);
        }
        else
        {
            _levels!.CopyTo(sorted, weights);
        }

        // Their bits in order, in the place of the numbers; a negative zero becomes positive.
        var keys = MemoryMarshal.Cast<double, ulong>(sorted.AsSpan());
        OrderedBits.FromEach(sorted, keys);
        KeySort.Sort<long>(keys, weights);
        for (var i = 0; i < n; i++)
        {
            sorted[i] = OrderedBits.ToDouble(keys[i]);
        }

        long sum = 0;
        foreach (ref var weight in weights.AsSpan())
        {
            (weight, sum) = (sum, sum + weight);
        }

        _before = weights;
        return _sorted = sorted;
    }
}
