namespace MlGates.Statistics;

/// <summary>
/// The order of a column's times: range, steps back, repeats, gaps. Mergeable in the order of the rows: the other state's rows follow those of
/// this one, so merging is associative, not commutative. Exact, but for the median step, which is that of a <see cref="ValueHistogram"/>.
/// NaN and infinite times are left out. Not safe for concurrent use.
/// </summary>
public sealed class TimestampState
{
    private const int Chunk = 256;

    private readonly ValueHistogramState _steps = new();

    /// <summary>Number of times.</summary>
    public long Count { get; private set; }

    /// <summary>The first time; NaN when there is none.</summary>
    public double First { get; private set; } = double.NaN;

    /// <summary>The last time; NaN when there is none.</summary>
    public double Last { get; private set; } = double.NaN;

    /// <summary>The earliest time; NaN when there is none.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>The latest time; NaN when there is none.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>How often a time is before the one of the row above.</summary>
    public long StepsBack { get; private set; }

    /// <summary>How often a time equals the one of the row above.</summary>
    public long Repeats { get; private set; }

    /// <summary>How often a time is after the one of the row above.</summary>
    public long StepsForward { get; private set; }

    /// <summary>The largest step forward from one row to the next; NaN when there is none.</summary>
    public double LargestGap { get; private set; } = double.NaN;

    /// <summary>The time before the first of the largest gaps; NaN when there is none.</summary>
    public double LargestGapStart { get; private set; } = double.NaN;

    /// <summary>Whether no time is before the one above.</summary>
    public bool IsAscending => StepsBack == 0;

    /// <summary>The median of the steps forward; NaN when there is none.</summary>
    public double MedianStep => StepsForward == 0 ? double.NaN : _steps.ToHistogram().Quantile(0.5);

    /// <summary>Adds times in the order of their rows. O(n).</summary>
    /// <param name="seconds">The times, such as seconds since 1970; rows that are missing left out.</param>
    public void Add(ReadOnlySpan<double> seconds)
    {
        // Steps that equal the one before, the rule in a regular series, are counted and added at once.
        Span<double> steps = stackalloc double[Chunk];
        var n = 0;
        var last = 0.0;
        long again = 0;
        foreach (var time in seconds)
        {
            if (!double.IsFinite(time))
            {
                continue;
            }

            if (Count == 0)
            {
                (First, Min, Max) = (time, time, time);
            }
            else
            {
                var step = Step(Last, time);
                if (step == last && step > 0)
                {
                    again++;
                }
                else if (step > 0)
                {
                    AddRun(last, again);
                    (last, again) = (step, 0);
                    steps[n++] = step;
                    if (n == Chunk)
                    {
                        _steps.Add(steps);
                        n = 0;
                    }
                }

                Min = Math.Min(Min, time);
                Max = Math.Max(Max, time);
            }

            Last = time;
            Count++;
        }

        AddRun(last, again);
        _steps.Add(steps[..n]);
    }

    /// <summary>Adds what another state has seen, as the rows that follow.</summary>
    public void Merge(TimestampState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
        {
            return;
        }

        // Read before this state changes, for a state may be merged with itself.
        var (count, first, last, min, max) = (other.Count, other.First, other.Last, other.Min, other.Max);
        var (back, repeats, forward, gap, gapStart) = (other.StepsBack, other.Repeats, other.StepsForward, other.LargestGap, other.LargestGapStart);
        var steps = other._steps.ToHistogram();
        if (Count == 0)
        {
            (First, Min, Max) = (first, min, max);
        }
        else if (Step(Last, first) is > 0 and var step)
        {
            _steps.Add([step]);
        }

        Last = last;
        Min = Math.Min(Min, min);
        Max = Math.Max(Max, max);
        Count += count;
        StepsBack += back;
        Repeats += repeats;
        StepsForward += forward;
        _steps.Merge(steps);
        Widen(gap, gapStart);
    }

    /// <summary>Makes the state new again.</summary>
    public void Clear()
    {
        (Count, StepsBack, Repeats, StepsForward) = (0, 0, 0, 0);
        (First, Last, Min, Max, LargestGap, LargestGapStart) = (double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        _steps.Clear();
    }

    private void AddRun(double step, long count)
    {
        if (count > 0)
        {
            _steps.Add(step, count);
        }
    }

    private double Step(double from, double to)
    {
        if (to == from)
        {
            Repeats++;
            return 0;
        }

        if (to < from)
        {
            StepsBack++;
            return 0;
        }

        StepsForward++;
        // An infinite difference of two finite times is the largest double: it is a gap all the same.
        var step = Math.Min(to - from, double.MaxValue);
        Widen(step, from);
        return step;
    }

    private void Widen(double gap, double start)
    {
        if (gap > LargestGap || (double.IsNaN(LargestGap) && !double.IsNaN(gap)))
        {
            (LargestGap, LargestGapStart) = (gap, start);
        }
    }

    internal void Write(StateWriter writer)
    {
        writer.Count(Count);
        writer.Count(StepsBack);
        writer.Count(Repeats);
        writer.Count(StepsForward);
        writer.Doubles([First, Last, Min, Max, LargestGap, LargestGapStart]);
        _steps.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        Count = reader.Count();
        (StepsBack, Repeats, StepsForward) = (reader.Count(Count), reader.Count(Count), reader.Count(Count));
        (First, Last) = (reader.Double(), reader.Double());
        (Min, Max) = reader.Range(Count > 0);
        StateReader.Check(Count == 0 || (double.IsFinite(First) && double.IsFinite(Last)), "a time is not finite");
        (LargestGap, LargestGapStart) = (reader.Double(), reader.Double());
        StateReader.Check(_steps.Read(ref reader) == StepsForward, "a time series contradicts its steps");
    }
}
