using System.Numerics;

namespace MlGates.Statistics;

/// <summary>
/// How many values the rows of a list column have. Exact and mergeable in any order: lengths up to <see cref="ExactLengths"/> are counted one by
/// one, longer ones in eight steps for each doubling. A column without lists has one value in each row. Not safe for concurrent use.
/// </summary>
public sealed class ListLengthState
{
    /// <summary>The largest length with a count of its own.</summary>
    public const int ExactLengths = 63;

    private const int Steps = 8;
    private const int FirstDoubling = 6;

    private readonly long[] _counts = new long[ExactLengths + 1 + (Steps * (31 - FirstDoubling))];

    /// <summary>Number of rows that have a list, be it empty.</summary>
    public long Rows { get; private set; }

    /// <summary>Number of values in all rows.</summary>
    public long Values { get; private set; }

    /// <summary>The least values in a row; 0 when there is no row.</summary>
    public int Min { get; private set; }

    /// <summary>The most values in a row; 0 when there is no row.</summary>
    public int Max { get; private set; }

    /// <summary>Mean number of values in a row; NaN when there is no row.</summary>
    public double Mean => Rows == 0 ? double.NaN : (double)Values / Rows;

    /// <summary>Adds the rows of a batch. O(rows), no allocation.</summary>
    /// <param name="rowEnds">For each row the number of values up to its end, ascending.</param>
    /// <param name="missing">Which rows are missing and count for nothing; empty when none is.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or the ends descend.</exception>
    public void Add(ReadOnlySpan<int> rowEnds, ReadOnlySpan<bool> missing)
    {
        if (!missing.IsEmpty && missing.Length != rowEnds.Length)
        {
            throw new ArgumentException("There must be one missing flag for each row.", nameof(missing));
        }

        var start = 0;
        for (var i = 0; i < rowEnds.Length; i++)
        {
            var length = rowEnds[i] - start;
            start = rowEnds[i];
            if (length < 0)
            {
                throw new ArgumentException("The ends of rows must ascend.", nameof(rowEnds));
            }

            if (missing.IsEmpty || !missing[i])
            {
                Add(length);
            }
        }
    }

    /// <summary>Adds rows of one length.</summary>
    /// <param name="length">The number of values of each row, at least 0.</param>
    /// <param name="rows">The number of rows, at least 0.</param>
    public void Add(int length, long rows = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (rows > 0)
        {
            Widen(length, length);
            Rows += rows;
            Values += rows * length;
            _counts[Cell(length)] += rows;
        }
    }

    /// <summary>Adds what another state has seen.</summary>
    public void Merge(ListLengthState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Rows == 0)
        {
            return;
        }

        Widen(other.Min, other.Max);
        Rows += other.Rows;
        Values += other.Values;
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>Makes the state new again.</summary>
    public void Clear()
    {
        (Rows, Values, Min, Max) = (0, 0, 0, 0);
        Array.Clear(_counts);
    }

    /// <summary>The rows by length, ascending, without empty cells: from and to are the smallest and largest length in a cell.</summary>
    public IReadOnlyList<(int From, int To, long Rows)> ToHistogram()
    {
        var result = new List<(int, int, long)>();
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0)
            {
                result.Add((First(i), i + 1 < _counts.Length ? First(i + 1) - 1 : int.MaxValue, _counts[i]));
            }
        }

        return result;
    }

    /// <summary>
    /// The length that a share of the rows does not exceed (the smallest one, quantile type 1): exact up to <see cref="ExactLengths"/>, beyond at
    /// most 12.5 % too large. 0 when there is no row.
    /// </summary>
    /// <param name="level">The share, 0 to 1.</param>
    public int Quantile(double level)
    {
        Probability.Check(level);
        var rank = Math.Max(1, (long)Math.Ceiling(level * Rows));
        long seen = 0;
        for (var i = 0; i < _counts.Length && Rows > 0; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return i <= ExactLengths ? i : Math.Min(Max, i + 1 < _counts.Length ? First(i + 1) - 1 : int.MaxValue);
            }
        }

        return 0;
    }

    private static int Cell(int length)
    {
        if (length <= ExactLengths)
        {
            return length;
        }

        var doubling = BitOperations.Log2((uint)length);
        return ExactLengths + 1 + (Steps * (doubling - FirstDoubling)) + ((length >> (doubling - 3)) & (Steps - 1));
    }

    private static int First(int cell)
    {
        if (cell <= ExactLengths)
        {
            return cell;
        }

        var (doubling, step) = Math.DivRem(cell - ExactLengths - 1, Steps);
        return (Steps + step) << (doubling + FirstDoubling - 3);
    }

    private void Widen(int min, int max)
    {
        Min = Rows == 0 ? min : Math.Min(Min, min);
        Max = Math.Max(Max, max);
    }

    internal void Write(StateWriter writer)
    {
        writer.Count(Rows);
        writer.Count(Values);
        writer.Count(Min);
        writer.Count(Max);
        writer.Count(_counts.Length);
        foreach (var count in _counts)
        {
            writer.Count(count);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        (Rows, Values) = (reader.Count(), reader.Count());
        (Min, Max) = ((int)reader.Count(int.MaxValue), (int)reader.Count(int.MaxValue));
        StateReader.Check(Min <= Max && reader.Count() == _counts.Length, "lengths of lists contradict one another");
        long rows = 0;
        foreach (ref var count in _counts.AsSpan())
        {
            count = reader.Count();
            rows += count;
        }

        StateReader.Check(rows == Rows, "lengths of lists contradict one another");
    }
}
