using DuckDB.NET.Data;

namespace MlGates.Benchmarks.Generation;

/// <summary>Writes the CSV file's rows as Parquet with zstd, in order, by DuckDB.</summary>
internal static class ParquetGenerator
{
    internal static void Write(string csv, string parquet, int columns)
    {
        var partial = parquet + ".partial";
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // One thread, so that the bytes are the same each time.
            command.CommandText = $"""
                SET threads = 1;
                COPY (SELECT * FROM {Csv(csv, columns)}) TO '{Quote(partial)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880);
                """;
            command.ExecuteNonQuery();
        }

        File.Move(partial, parquet, overwrite: true);
    }

    /// <summary>The table function that reads a generated CSV file, with the types given: DuckDB need not guess them.</summary>
    internal static string Csv(string path, int columns) =>
        $"read_csv('{Quote(path)}', header = true, delim = ',', nullstr = '', columns = {{{string.Join(", ", GeneratedTable.Columns(columns).Select(c => $"'{c.Name}': '{c.SqlType}'"))}}})";

    internal static string Quote(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
