using BenchmarkDotNet.Attributes;
using MlGates.Statistics;

namespace MlGates.Benchmarks;

/// <summary>States of several columns and of rows in memory; times are for one value or pair.</summary>
[MemoryDiagnoser]
public class PairKernels
{
    private const int Rows = 8192;

    private readonly double[] _x = new double[Rows];
    private readonly double[] _y = new double[Rows];
    private readonly bool[][] _missing = new bool[20][];
    private readonly PairMomentState _pairs = new();
    private readonly TimestampState _times = new();
    private readonly MissingPatternState _patterns = new();
    private readonly RowSampleState _sample = new(2);
    private readonly ListLengthState _lengths = new();
    private readonly int[] _ends = new int[Rows];
    private long _block;

    /// <summary>Makes the values, the same each time: 20 columns with 5 % missing.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        for (var i = 0; i < Rows; i++)
        {
            (_x[i], _y[i]) = (random.NextDouble(), random.NextDouble());
            _ends[i] = (i == 0 ? 0 : _ends[i - 1]) + random.Next(5);
        }

        for (var c = 0; c < _missing.Length; c++)
        {
            _missing[c] = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(20) == 0)];
        }

        Array.Sort(_x);
    }

    /// <summary>Covariance and correlation.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Pairs() => _pairs.Add(_x, _y);

    /// <summary>Order and gaps of times.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Times() => _times.Add(_x);

    /// <summary>Which of 20 columns are missing together, for each cell.</summary>
    [Benchmark(OperationsPerInvoke = 20 * Rows)]
    public void MissingTogether()
    {
        _patterns.Begin(Rows);
        for (var c = 0; c < _missing.Length; c++)
        {
            _patterns.Add(c, _missing[c]);
        }

        _patterns.End();
    }

    /// <summary>A sample of 10,000 rows.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Sample() => _sample.Add(_block++, 0, Rows, [_x, _y]);

    /// <summary>Values per row.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void ListLengths() => _lengths.Add(_ends, []);
}
