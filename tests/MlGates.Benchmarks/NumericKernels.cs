using BenchmarkDotNet.Attributes;
using MlGates.Statistics;

namespace MlGates.Benchmarks;

/// <summary>
/// The numeric states on a column in memory, in batches of 8,192 values as readers give them: moments, quantiles, histogram, distinct values apart, then all in one pass as
/// a profile does it. Divide by <see cref="Values"/> for the time of a value; what is allocated is the states' own memory.
/// </summary>
[MemoryDiagnoser]
public class NumericKernels
{
    private const int Batch = 8192;
    private double[] _values = [];
    private long[] _integers = [];

    /// <summary>Number of values.</summary>
    public const int Values = 5_000_000;

    /// <summary>The shape of the column, see <see cref="NumericColumn"/>.</summary>
    [Params("normal", "lognormal", "whole", "decimals", "nan")]
    public string Shape { get; set; } = "normal";

    /// <summary>Makes the column, the same each time.</summary>
    [GlobalSetup]
    public void Make()
    {
        _values = NumericColumn.Make(Shape, Values, 1);
        _integers = Array.ConvertAll(_values, v => double.IsFinite(v) ? (long)(v * 1000) : 0);
    }

    /// <summary>Count, sum, mean, deviation, skewness, kurtosis, range, zeros, negatives, non-finite.</summary>
    [Benchmark(OperationsPerInvoke = Values)]
    public double Moments()
    {
        var state = new MomentState();
        for (var i = 0; i < Values; i += Batch)
        {
            state.Add(_values.AsSpan(i, Math.Min(Batch, Values - i)));
        }

        return state.Kurtosis;
    }

    /// <summary>Exact sum and range of integers.</summary>
    [Benchmark(OperationsPerInvoke = Values)]
    public Int128 Integers()
    {
        var state = new IntegerState();
        for (var i = 0; i < Values; i += Batch)
        {
            state.Add(_integers.AsSpan(i, Math.Min(Batch, Values - i)));
        }

        return state.Sum;
    }

    /// <summary>The quantile sketch.</summary>
    [Benchmark(OperationsPerInvoke = Values)]
    public double Quantiles()
    {
        var state = new QuantileState();
        for (var i = 0; i < Values; i += Batch)
        {
            state.Add(_values.AsSpan(i, Math.Min(Batch, Values - i)));
        }

        return state.Quantile(0.5);
    }

    /// <summary>The exactly mergeable histogram.</summary>
    [Benchmark(OperationsPerInvoke = Values)]
    public ValueHistogram Histogram()
    {
        var state = new ValueHistogramState();
        for (var i = 0; i < Values; i += Batch)
        {
            state.Add(_values.AsSpan(i, Math.Min(Batch, Values - i)));
        }

        return state.ToHistogram();
    }

    /// <summary>Distinct values.</summary>
    [Benchmark(OperationsPerInvoke = Values)]
    public long Distinct()
    {
        var state = new DistinctState();
        for (var i = 0; i < Values; i += Batch)
        {
            state.Add(_values.AsSpan(i, Math.Min(Batch, Values - i)));
        }

        return state.Estimate();
    }

    /// <summary>All of it in one pass: what a profile does for each value.</summary>
    [Benchmark(OperationsPerInvoke = Values)]
    public double AllStatistics()
    {
        var state = new NumberState();
        for (var i = 0; i < Values; i += Batch)
        {
            state.Add(_values.AsSpan(i, Math.Min(Batch, Values - i)));
        }

        return state.Quantiles.Quantile(0.5);
    }
}
