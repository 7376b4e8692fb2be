using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using MlGates.Data;
using Sylvan.Data.Csv;

namespace MlGates.Benchmarks;

/// <summary>
/// Finding and taking the fields of a CSV on one thread: 200,000 rows of an id, 12 numbers with gaps, 6 categories and a truth value. Why there is a
/// reader of our own: with Sylvan's, fields are UTF-16 and every one is transcoded for states that take UTF-8.
/// </summary>
[MemoryDiagnoser]
public class CsvScan
{
    private const int Rows = 200_000;
    private readonly byte[] _text = new byte[1 << 16];
    private string _path = "";

    /// <summary>Whether categories are quoted.</summary>
    [Params(false, true)]
    public bool Quoted { get; set; }

    /// <summary>Writes the file, the same each time.</summary>
    [GlobalSetup]
    public void Write()
    {
        _path = Path.Combine(Path.GetTempPath(), $"mlgates-scan-{Quoted}.csv");
        var (random, quote) = (new Random(1), Quoted ? "\"" : "");
        using var writer = new StreamWriter(_path);
        writer.NewLine = "\n";
        writer.WriteLine(string.Join(',', Enumerable.Range(1, 20).Select(i => $"c{i}")));
        for (var row = 0; row < Rows; row++)
        {
            var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{row}");
            for (var i = 0; i < 12; i++)
            {
                line.Append(',').Append(random.Next(20) == 0 ? "" : Number(random.NextDouble(), i));
            }

            for (var i = 0; i < 6; i++)
            {
                line.Append(CultureInfo.InvariantCulture, $",{quote}category {(int)(Math.Pow(random.NextDouble(), 3) * Math.Pow(5, i + 1))}{quote}");
            }

            writer.WriteLine(line.Append(random.Next(2) == 0 ? ",true" : ",false"));
        }
    }

    /// <summary>Removes the file.</summary>
    [GlobalCleanup]
    public void Delete() => File.Delete(_path);

    /// <summary>Sylvan's field spans, transcoded to UTF-8.</summary>
    [Benchmark(Baseline = true)]
    public long Sylvan() => Read(field => Encoding.UTF8.GetBytes(field, _text));

    /// <summary>Sylvan's field spans, not looked at.</summary>
    [Benchmark]
    public long SylvanSpans() => Read(field => field.Length);

    /// <summary>Our batches, and with them the SHA-256 of the file, which Sylvan's numbers lack.</summary>
    [Benchmark]
    public long Own() => Own(ColumnSelection.All);

    /// <summary>The same for one column of the twenty.</summary>
    [Benchmark]
    public long OwnOneColumn() => Own(ColumnSelection.Matching("c5"));

    private delegate int Take(ReadOnlySpan<char> field);

    private static string Number(double value, int column) => column switch
    {
        < 3 => ((int)(value * 10_000)).ToString(CultureInfo.InvariantCulture),
        < 9 => (value * 1000).ToString("F3", CultureInfo.InvariantCulture),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private long Read(Take take)
    {
        var sum = 0L;
        using var csv = CsvDataReader.Create(new StreamReader(_path, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 1 << 16), new CsvDataReaderOptions { BufferSize = 1 << 16 });
        while (csv.Read())
        {
            for (var i = 0; i < csv.FieldCount; i++)
            {
                sum += take(csv.GetFieldSpan(i));
            }
        }

        return sum;
    }

    private long Own(ColumnSelection columns)
    {
        var sum = 0L;
        using var reader = new CsvSource(_path).Open(columns);
        for (var batch = reader.NewBatch(); reader.Read(batch);)
        {
            foreach (var column in batch.Columns)
            {
                foreach (var length in column.TextLengths)
                {
                    sum += length;
                }
            }
        }

        return sum;
    }
}
