namespace MlGates.Statistics;

/// <summary>
/// Sums of weights, mean and spread of weighted numbers, mergeable. A new state is the identity of <see cref="Merge"/>; merged in a fixed order, the result
/// is the same to the bit. NaN and infinities count apart, with their weight. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Two passes a batch and updates between batches as in Chan, Golub and LeVeque (1983) with weights in the place of counts (West, "Updating mean and
/// variance estimates: an improved method", 1979). A weight of w has the effect of w equal values.
/// </remarks>
public sealed class WeightedMomentState
{
    private CompensatedSum _weights;
    private CompensatedSum _squares;
    private CompensatedSum _nonFinite;
    private double _mean;
    private double _m2;

    /// <summary>Number of finite values, whatever their weight.</summary>
    public long Count { get; private set; }

    /// <summary>Sum of the weights of finite values.</summary>
    public double SumOfWeights => _weights.Value;

    /// <summary>Sum of the squared weights of finite values.</summary>
    public double SumOfSquaredWeights => _squares.Value;

    /// <summary>Sum of the weights of NaN and infinite values.</summary>
    public double NonFiniteWeight => _nonFinite.Value;

    /// <summary>Kish's effective number of values, (Σw)²/Σw² (Kish, "Survey Sampling", 1965): what as precise an unweighted sample would have. 0 without weight.</summary>
    public double EffectiveCount => SumOfSquaredWeights > 0 ? SumOfWeights / SumOfSquaredWeights * SumOfWeights : 0;

    /// <summary>Weighted mean of the finite values; NaN without weight.</summary>
    public double Mean => SumOfWeights > 0 ? _mean : double.NaN;

    /// <summary>Weighted sum of the finite values, Σwx; 0 without weight.</summary>
    public double Sum => SumOfWeights > 0 ? _mean * SumOfWeights : 0;

    /// <summary>Weighted population variance, Σw(x − mean)²/Σw; NaN without weight, infinite beyond the largest double.</summary>
    public double PopulationVariance => SumOfWeights > 0 ? _m2 / SumOfWeights : double.NaN;

    /// <summary>Weighted population standard deviation; NaN without weight.</summary>
    public double PopulationStandardDeviation => Math.Sqrt(PopulationVariance);

    /// <summary>Variance of the population that rows were drawn from, with <see cref="EffectiveCount"/> in the place of n in n/(n − 1); NaN unless that exceeds 1.</summary>
    public double Variance => EffectiveCount is var n && n > 1 ? PopulationVariance * (n / (n - 1)) : double.NaN;

    /// <summary>Square root of <see cref="Variance"/>.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Adds a batch. O(n), no allocation.</summary>
    /// <param name="values">Any numbers.</param>
    /// <param name="weights">One for each value; finite and at least 0, else nothing is added and an <see cref="ArgumentException"/> tells which.</param>
    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        Weight.Check(values.Length, weights);
        CompensatedSum sum = default, squares = default, products = default, nonFinite = default;
        long count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                count++;
                sum.Add(weights[i]);
                squares.Add(weights[i] * weights[i]);
                products.Add(weights[i] * values[i]);
            }
            else
            {
                nonFinite.Add(weights[i]);
            }
        }

        Count += count;
        _nonFinite.Add(nonFinite);
        if (sum.Value > 0)
        {
            var (mean, m2) = Deviate(values, weights, products.Value / sum.Value, sum.Value);
            Combine(sum, squares, mean, m2);
        }
    }

    /// <summary>Adds what another state has seen. O(1).</summary>
    public void Merge(WeightedMomentState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Count += other.Count;
        _nonFinite.Add(other._nonFinite);
        if (other.SumOfWeights > 0)
        {
            Combine(other._weights, other._squares, other._mean, other._m2);
        }
    }

    /// <summary>Forgets everything: the state is as new.</summary>
    public void Clear()
    {
        (Count, _mean, _m2) = (0, 0, 0);
        (_weights, _squares, _nonFinite) = (default, default, default);
    }

    private static (double Mean, double M2) Deviate(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double mean, double sum)
    {
        double first = 0, second = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                var d = values[i] - mean;
                first += weights[i] * d;
                second += weights[i] * d * d;
            }
        }

        var correction = first / sum;
        return (mean + correction, Math.Max(0, second - (correction * first)));
    }

    private void Combine(in CompensatedSum weights, in CompensatedSum squares, double mean, double m2)
    {
        var (mine, theirs) = (_weights.Value, weights.Value);
        _weights.Add(weights);
        _squares.Add(squares);
        if (mine == 0)
        {
            (_mean, _m2) = (mean, m2);
            return;
        }

        var delta = mean - _mean;
        var share = theirs / (mine + theirs);
        _mean += delta * share;
        _m2 += m2 + (delta * delta * share * mine);
    }

    internal void Write(StateWriter writer)
    {
        writer.Count(Count);
        _weights.Write(writer);
        _squares.Write(writer);
        _nonFinite.Write(writer);
        writer.Double(_mean);
        writer.Double(_m2);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        Count = reader.Count();
        _weights.Read(ref reader);
        _squares.Read(ref reader);
        _nonFinite.Read(ref reader);
        (_mean, _m2) = (reader.Double(), reader.Double());
    }
}
