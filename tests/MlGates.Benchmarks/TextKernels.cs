using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Attributes;
using MlGates.Statistics;

namespace MlGates.Benchmarks;

/// <summary>
/// Texts of a column in memory, as a reader of rows hands them over: 64 batches of 8,192 slices of a buffer, Zipf distributed (exponent 1.1).
/// Times are for one value. <see cref="Distinct"/> 0 means that every text is its own, as in an id column.
/// </summary>
[MemoryDiagnoser]
public class TextKernels
{
    private const int Rows = 8192;
    private const int Batches = 64;

    private readonly List<(byte[] Buffer, int[] Starts, int[] Lengths)> _batches = [];
    private readonly int[] _entries = new int[Rows];
    private readonly TextTable _table = new();
    private readonly HeavyHitterState _hitters = new();
    private readonly TextState _texts = new();
    private readonly TextPatternState _patterns = new();
    private readonly Dictionary<string, long> _dictionary = new(StringComparer.Ordinal);

    /// <summary>Number of distinct texts.</summary>
    [Params(5, 100, 10_000, 0)]
    public int Distinct { get; set; }

    /// <summary>Makes the batches, the same each time.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        var shares = new double[Math.Max(Distinct, 1)];
        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = sum += Math.Pow(i + 1, -1.1);
        }

        var next = 0;
        for (var batch = 0; batch < Batches; batch++)
        {
            var buffer = new List<byte>();
            var (starts, lengths) = (new int[Rows], new int[Rows]);
            for (var row = 0; row < Rows; row++)
            {
                var found = Array.BinarySearch(shares, random.NextDouble() * sum);
                var text = Encoding.UTF8.GetBytes($"value{(Distinct == 0 ? next++ : found < 0 ? ~found : found)},");
                (starts[row], lengths[row]) = (buffer.Count, text.Length - 1);
                buffer.AddRange(text);
            }

            buffer.AddRange(new byte[64]);
            _batches.Add(([.. buffer], starts, lengths));
        }
    }

    /// <summary>Numbers and counts of the texts.</summary>
    [Benchmark(OperationsPerInvoke = Rows * Batches)]
    public int Table()
    {
        _table.Clear();
        foreach (var (buffer, starts, lengths) in _batches)
        {
            _table.Add(buffer, starts, lengths, [], _entries);
        }

        return _table.Count;
    }

    /// <summary>The same, text by text.</summary>
    [Benchmark(OperationsPerInvoke = Rows * Batches)]
    public int TableOneByOne()
    {
        _table.Clear();
        foreach (var (buffer, starts, lengths) in _batches)
        {
            for (var i = 0; i < starts.Length; i++)
            {
                _table.Add(buffer.AsSpan(starts[i], lengths[i]));
            }
        }

        return _table.Count;
    }

    /// <summary>What the library's dictionary takes for the same, without making strings.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Rows * Batches)]
    public int Dictionary()
    {
        _dictionary.Clear();
        var lookup = _dictionary.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> text = stackalloc char[64];
        foreach (var (buffer, starts, lengths) in _batches)
        {
            for (var i = 0; i < starts.Length; i++)
            {
                var n = Encoding.UTF8.GetChars(buffer.AsSpan(starts[i], lengths[i]), text);
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, text[..n], out _)++;
            }
        }

        return _dictionary.Count;
    }

    /// <summary>Frequent texts with bounds.</summary>
    [Benchmark(OperationsPerInvoke = Rows * Batches)]
    public long HeavyHitters()
    {
        _hitters.Clear();
        foreach (var (buffer, starts, lengths) in _batches)
        {
            _hitters.Add(buffer, starts, lengths, []);
        }

        return _hitters.Error;
    }

    /// <summary>Lengths, blanks and validity of every text, as for a column without a table.</summary>
    [Benchmark(OperationsPerInvoke = Rows * Batches)]
    public long Lengths()
    {
        _texts.Clear();
        foreach (var (buffer, starts, lengths) in _batches)
        {
            _texts.Add(buffer, starts, lengths, []);
        }

        return _texts.Bytes;
    }

    /// <summary>What every text looks like, as for a column without a table.</summary>
    [Benchmark(OperationsPerInvoke = Rows * Batches)]
    public long Patterns()
    {
        _patterns.Clear();
        foreach (var (buffer, starts, lengths) in _batches)
        {
            for (var i = 0; i < starts.Length; i++)
            {
                _patterns.Add(buffer.AsSpan(starts[i], lengths[i]));
            }
        }

        return _patterns.Count;
    }
}
