using System.Globalization;

namespace MlGates.Benchmarks.Generation;

/// <summary><c>generate</c>: writes the data of the whole jobs.</summary>
internal static class GenerateCommand
{
    internal const ulong Seed = 20_261;

    internal static int Run(string[] args)
    {
        var line = new CommandLine(args, "--rows", "--columns", "--format", "--seed", "-o");
        var (rows, columns) = (line.Number("--rows", 5_000_000), (int)line.Number("--columns", GeneratedTable.BaseColumns));
        var format = line.Text("--format", "csv");
        if (format is not ("csv" or "parquet"))
        {
            throw new ArgumentException($"--format is csv or parquet, found '{format}'.");
        }

        var path = Ensure(line.Text("-o", "."), rows, columns, format, (ulong)line.Number("--seed", (long)Seed));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {rows} rows x {columns} columns, {new FileInfo(path).Length / 1e6:0.0} MB"));
        return 0;
    }

    /// <summary>The path of the data, written first where it is not there yet.</summary>
    internal static string Ensure(string folder, long rows, int columns, string format, ulong seed = Seed)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"generated-{rows}x{columns}-{seed}");
        var csv = Path.Combine(folder, name + ".csv");
        if (!File.Exists(csv))
        {
            Console.Error.WriteLine($"writing {csv} …");
            CsvGenerator.Write(csv, rows, columns, seed);
        }

        if (format == "csv")
        {
            return csv;
        }

        var parquet = Path.Combine(folder, name + ".parquet");
        if (!File.Exists(parquet))
        {
            Console.Error.WriteLine($"writing {parquet} …");
            ParquetGenerator.Write(csv, parquet, columns);
        }

        return parquet;
    }
}
