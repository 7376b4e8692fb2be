using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using MlGates.Benchmarks.Generation;

namespace MlGates.Benchmarks.Jobs;

/// <summary>
/// <c>duckdb statistics|onepass|summarize FILE COLUMNS THREADS</c>: one job of DuckDB in a process of its own. The statistics are those of
/// <c>mlgates profile</c> in the cheapest SQL that gives them: equal-width histograms need the ranges first, so the file becomes a table, which
/// costs less than reading it twice. <c>onepass</c> leaves them out, and which columns are missing together, and reads the file once.
/// </summary>
internal static class DuckDbJob
{
    private const int EqualWidthBins = 10;

    private static readonly string Levels = string.Join(", ", Enumerable.Range(1, 19).Select(i => (i / 20.0).ToString(CultureInfo.InvariantCulture)).Concat(["0.01", "0.99"]));

    internal static int Run(string[] args)
    {
        if (args is not [("statistics" or "onepass" or "summarize") and var job, var file, var columnText, var threads] || !int.TryParse(columnText, out var columns))
        {
            throw new ArgumentException("duckdb statistics|onepass|summarize FILE COLUMNS THREADS");
        }

        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET threads = {threads}";
        command.ExecuteNonQuery();
        var table = file.EndsWith(".parquet", StringComparison.Ordinal) ? $"read_parquet('{ParquetGenerator.Quote(file)}')" : ParquetGenerator.Csv(file, columns);
        if (job == "statistics")
        {
            // In any order, which is faster.
            command.CommandText = $"SET preserve_insertion_order = false; CREATE TEMP TABLE data AS SELECT * FROM {table}";
            command.ExecuteNonQuery();
            table = "data";
        }

        command.CommandText = job == "summarize" ? Summarize(table, columns) : Statistics(table, columns);
        var results = Read(command);
        if (job == "statistics")
        {
            command.CommandText = Histograms(table, columns, results);
            Read(command);
            command.CommandText = MissingTogether(table, columns);
            Read(command);
        }

        return 0;
    }

    // Every value is taken, as a program that shows them would; those of the last row by name.
    private static Dictionary<string, object> Read(DuckDBCommand command)
    {
        var results = new Dictionary<string, object>(StringComparer.Ordinal);
        using var reader = command.ExecuteReader();
        var rows = 0;
        long characters = 0;
        while (reader.Read())
        {
            rows++;
            for (var i = 0; i < reader.FieldCount; i++)
            {
                var value = reader.IsDBNull(i) ? "" : reader.GetValue(i);
                results[reader.GetName(i)] = value;
                characters += value.ToString()!.Length;
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} x {reader.FieldCount} results, {characters} characters"));
        return results;
    }

    // Ten bins between the smallest and the largest value of each number.
    private static string Histograms(string table, int columns, Dictionary<string, object> results)
    {
        var histograms = GeneratedTable.Columns(columns).Where(c => !c.IsText && !c.IsBoolean).Select(c =>
        {
            var (min, max) = (Convert.ToDouble(results[$"min_{c.Name}"], CultureInfo.InvariantCulture), Convert.ToDouble(results[$"max_{c.Name}"], CultureInfo.InvariantCulture));
            var edges = Enumerable.Range(1, EqualWidthBins).Select(i => (min + ((max - min) * i / EqualWidthBins)).ToString("R", CultureInfo.InvariantCulture));
            return $"histogram({c.Name}::DOUBLE, [{string.Join(", ", edges.Select(e => $"'{e}'::DOUBLE"))}])";
        });
        return $"SELECT {string.Join(",\n ", histograms)}\nFROM {table}";
    }

    private static string MissingTogether(string table, int columns) =>
        $"SELECT {string.Join(" + ", GeneratedTable.Columns(columns).Select((c, i) => $"(({c.Name} IS NULL)::BIGINT << {i})"))} AS pattern, count(*)\nFROM {table} GROUP BY pattern";

    // SUMMARIZE takes the standard deviation of every number and fails on NaN and infinity, so those become NULL.
    private static string Summarize(string table, int columns)
    {
        var replaced = GeneratedTable.Columns(columns).Where(c => c.Name.StartsWith("with_nan", StringComparison.Ordinal)).Select(c => $"CASE WHEN isfinite({c.Name}) THEN {c.Name} END AS {c.Name}");
        return $"SUMMARIZE SELECT * REPLACE ({string.Join(", ", replaced)}) FROM {table}";
    }

    private static string Statistics(string table, int columns)
    {
        var sql = new StringBuilder("SELECT count(*)");
        foreach (var column in GeneratedTable.Columns(columns))
        {
            var c = column.Name;
            sql.Append(CultureInfo.InvariantCulture, $",\n count({c}), approx_count_distinct({c})");
            if (column.IsText)
            {
                // All counts: approx_top_k gives less and takes longer where values are few.
                sql.Append(CultureInfo.InvariantCulture, $", histogram({c}), min(strlen({c})), max(strlen({c})), avg(strlen({c})), min(length({c})), max(length({c})), avg(length({c}))");
                continue;
            }

            if (column.IsBoolean)
            {
                sql.Append(CultureInfo.InvariantCulture, $", count_if({c})");
                continue;
            }

            // Moments of NaN and infinity are an error in DuckDB, so those are taken of the finite values; only the one column that has them pays.
            var finite = c.StartsWith("with_nan", StringComparison.Ordinal) ? $" FILTER (isfinite({c}))" : "";
            sql.Append(CultureInfo.InvariantCulture, $", count_if({c} = 0), count_if({c} < 0)");
            if (column.IsFloat)
            {
                sql.Append(CultureInfo.InvariantCulture, $", count_if(isnan({c})), count_if({c} = 'inf'::DOUBLE), count_if({c} = '-inf'::DOUBLE)");
            }

            foreach (var aggregate in (string[])["min", "max", "sum", "avg", "stddev_samp", "stddev_pop", "skewness", "kurtosis_pop"])
            {
                sql.Append(CultureInfo.InvariantCulture, $", {aggregate}({c}){finite} AS {aggregate}_{c}");
            }

            // Quantiles and the equal-mass histogram are the same sketch here.
            sql.Append(CultureInfo.InvariantCulture, $", approx_quantile({c}, [{Levels}]){finite}");
        }

        return sql.Append(CultureInfo.InvariantCulture, $"\nFROM {table}").ToString();
    }
}
