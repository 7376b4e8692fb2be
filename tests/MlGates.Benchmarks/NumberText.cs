using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using MlGates.Data;

namespace MlGates.Benchmarks;

/// <summary>Reading numbers from text, against the framework.</summary>
public class NumberText
{
    private const int Count = 100_000;
    private byte[][] _texts = [];
    private byte[] _buffer = [];
    private int[] _starts = [];

    /// <summary>How the numbers are written.</summary>
    [Params("integer", "three decimals", "shortest")]
    public string Form { get; set; } = "";

    /// <summary>Writes the numbers, the same each time.</summary>
    [GlobalSetup]
    public void Write()
    {
        var random = new Random(1);
        _texts = new byte[Count][];
        for (var i = 0; i < Count; i++)
        {
            _texts[i] = Encoding.ASCII.GetBytes(Form switch
            {
                "integer" => random.Next(5000).ToString(CultureInfo.InvariantCulture),
                "three decimals" => (random.NextDouble() * 1000).ToString("F3", CultureInfo.InvariantCulture),
                _ => random.NextDouble().ToString(CultureInfo.InvariantCulture),
            });
        }

        // As in a file: one after the other, a comma between.
        _starts = new int[Count];
        var buffer = new List<byte>(new byte[64]);
        for (var i = 0; i < Count; i++)
        {
            _starts[i] = buffer.Count;
            buffer.AddRange(_texts[i]);
            buffer.Add((byte)',');
        }

        _buffer = [.. buffer];
    }

    /// <summary>double.Parse.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public double Framework()
    {
        var sum = 0.0;
        foreach (var text in _texts)
        {
            sum += double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        return sum;
    }

    /// <summary>The double, and whether it is a whole number.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public double Own()
    {
        var sum = 0.0;
        foreach (var text in _texts)
        {
            TextValue.Classify(text, decimalComma: false, out var number, out _);
            sum += number;
        }

        return sum;
    }

    /// <summary>The same in a buffer that holds the file.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public double InABuffer()
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
        {
            PlainNumber.Read(_buffer, _starts[i], _texts[i].Length, (byte)'.', out var number, out _);
            sum += number;
        }

        return sum;
    }
}
