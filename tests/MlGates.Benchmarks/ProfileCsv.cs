using System.Globalization;
using BenchmarkDotNet.Attributes;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Benchmarks;

/// <summary>Profiles a CSV file of one million rows and ten columns: numbers, whole numbers, text of few and of many values, gaps.</summary>
[MemoryDiagnoser]
public class ProfileCsv
{
    private string _path = "";

    /// <summary>Number of rows.</summary>
    [Params(1_000_000)]
    public int Rows { get; set; }

    /// <summary>Number of threads; the profile is the same for any.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Writes the file, the same each time.</summary>
    [GlobalSetup]
    public void Write()
    {
        _path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"mlgates-{Rows}.csv"));
        var random = new Random(1);
        using var writer = new StreamWriter(_path);
        writer.NewLine = "\n";
        writer.WriteLine("id,x1,x2,x3,count,hour,kind,shop,flag,day");
        for (var i = 0; i < Rows; i++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{i},{random.NextDouble()},{Math.Round(random.NextDouble() * 100, 2)},{(i % 10 == 0 ? "" : Math.Exp(random.NextDouble()))},{random.Next(5000)},{random.Next(24)},k{random.Next(12)},shop {random.Next(20_000)},{(random.Next(2) == 0 ? "true" : "false")},2024-{random.Next(1, 13):00}-{random.Next(1, 29):00}"));
        }
    }

    /// <summary>Removes the file.</summary>
    [GlobalCleanup]
    public void Delete() => File.Delete(_path);

    /// <summary>The whole job.</summary>
    [Benchmark]
    public DatasetProfile Profile() => ProfileBuilder.Build(new CsvSource(_path), new ProfileOptions { Threads = Threads });
}
