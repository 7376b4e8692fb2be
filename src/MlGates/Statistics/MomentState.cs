namespace MlGates.Statistics;

/// <summary>
/// Count, mean, spread, range, zeros and non-finite values of numbers, mergeable. A new state is the identity of <see cref="Merge"/>; counts,
/// minimum and maximum are merged exactly, mean and spread up to rounding, so states are merged in a fixed order. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Within a batch two passes: the mean from a compensated sum (Neumaier 1974), then corrected squares around it (Chan, Golub and LeVeque,
/// "Algorithms for computing the sample variance", 1983); between batches the pairwise update (Chan et al. 1983; Pébay, SAND2008-6212, 2008).
/// This keeps the digits that the sum of squares loses when the mean is large against the spread. Squares are also kept scaled by 2^-1200, so
/// that the standard deviation of numbers beyond 1e154 is finite.
/// </remarks>
public sealed class MomentState
{
    private static readonly double Scale = Math.ScaleB(1, -600);

    private double _scaledM2;

    /// <summary>Number of finite values.</summary>
    public long Count { get; private set; }

    /// <summary>Number of NaN values.</summary>
    public long NaN { get; private set; }

    /// <summary>Number of positive infinities.</summary>
    public long PositiveInfinity { get; private set; }

    /// <summary>Number of negative infinities.</summary>
    public long NegativeInfinity { get; private set; }

    /// <summary>Number of zeros, of either sign.</summary>
    public long Zeros { get; private set; }

    /// <summary>Smallest finite value; NaN when there is none.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>Largest finite value; NaN when there is none.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>Mean of the finite values; NaN when there is none.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>Sum of squared deviations from the mean of the finite values; infinite when it exceeds the largest double.</summary>
    public double M2 { get; private set; }

    /// <summary>Sample standard deviation (divisor n − 1) of the finite values; NaN for fewer than two.</summary>
    public double StandardDeviation => Count < 2 ? double.NaN
        : double.IsFinite(M2) ? Math.Sqrt(M2 / (Count - 1))
        : Math.Sqrt(_scaledM2 / (Count - 1)) / Scale;

    /// <summary>Adds a batch. O(n), no allocation.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        var batch = default(Batch);
        batch.Scan(values);
        NaN += batch.NaN;
        PositiveInfinity += batch.PositiveInfinity;
        NegativeInfinity += batch.NegativeInfinity;
        Zeros += batch.Zeros;
        if (batch.Count > 0)
        {
            var mean = batch.Mean(values);
            var m2 = Squares(values, mean, 1, batch.Count);
            Combine(batch.Count, batch.Min, batch.Max, mean, m2, double.IsFinite(m2) ? m2 * Scale * Scale : Squares(values, mean, Scale, batch.Count));
        }
    }

    /// <summary>Adds what another state has seen.</summary>
    public void Merge(MomentState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        NaN += other.NaN;
        PositiveInfinity += other.PositiveInfinity;
        NegativeInfinity += other.NegativeInfinity;
        Zeros += other.Zeros;
        if (other.Count > 0)
        {
            Combine(other.Count, other.Min, other.Max, other.Mean, other.M2, other._scaledM2);
        }
    }

    private void Combine(long count, double min, double max, double mean, double m2, double scaled)
    {
        if (Count == 0)
        {
            (Count, Min, Max, Mean, M2, _scaledM2) = (count, min, max, mean, m2, scaled);
            return;
        }

        var total = Count + count;
        var oldMean = Mean;
        var delta = mean - Mean;
        var share = count / (double)total;
        // Halves of the range of double can be further apart than the largest double.
        Mean = double.IsInfinity(delta) ? (Mean * (1 - share)) + (mean * share) : Mean + (delta * share);
        M2 += m2 + (delta * delta * share * Count);
        var step = (mean * Scale) - (oldMean * Scale);
        _scaledM2 += scaled + (step * step * share * Count);
        Min = Math.Min(Min, min);
        Max = Math.Max(Max, max);
        Count = total;
    }

    private static double Squares(ReadOnlySpan<double> values, double mean, double scale, long count)
    {
        var center = mean * scale;
        double rest = 0;
        double squares = 0;
        foreach (var x in values)
        {
            if (double.IsFinite(x))
            {
                var d = (x * scale) - center;
                rest += d;
                squares += d * d;
            }
        }

        return double.IsFinite(squares) ? Math.Max(0, squares - (rest * rest / count)) : double.PositiveInfinity;
    }

    private struct Batch
    {
        internal long Count;
        internal long NaN;
        internal long PositiveInfinity;
        internal long NegativeInfinity;
        internal long Zeros;
        internal double Min;
        internal double Max;
        private double _sum;
        private double _lost;

        internal void Scan(ReadOnlySpan<double> values)
        {
            Min = double.PositiveInfinity;
            Max = double.NegativeInfinity;
            foreach (var x in values)
            {
                if (!double.IsFinite(x))
                {
                    NaN += double.IsNaN(x) ? 1 : 0;
                    PositiveInfinity += double.IsPositiveInfinity(x) ? 1 : 0;
                    NegativeInfinity += double.IsNegativeInfinity(x) ? 1 : 0;
                    continue;
                }

                Count++;
                var next = _sum + x;
                _lost += Math.Abs(_sum) >= Math.Abs(x) ? _sum - next + x : x - next + _sum;
                _sum = next;
                // Adding 0.0 makes a negative zero positive, so the sign of zero never shows.
                Min = Math.Min(Min, x + 0.0);
                Max = Math.Max(Max, x + 0.0);
                Zeros += x == 0 ? 1 : 0;
            }
        }

        internal readonly double Mean(ReadOnlySpan<double> values) => double.IsFinite(_sum) ? (_sum + _lost) / Count : Math.Clamp(ScaledMean(values), Min, Max);

        private readonly double ScaledMean(ReadOnlySpan<double> values)
        {
            double mean = 0;
            foreach (var x in values)
            {
                mean += double.IsFinite(x) ? x / Count : 0;
            }

            return mean;
        }
    }
}
