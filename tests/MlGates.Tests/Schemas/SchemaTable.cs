using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

/// <summary>A table of one column of each type, of which tests change one thing.</summary>
internal sealed class SchemaTable
{
    public const int Rows = 400;

    public List<string> Names { get; } = ["amount", "count", "flag", "kind", "name", "time"];

    public List<string[]> Cells { get; } = [.. Enumerable.Range(0, Rows).Select(i => new[]
    {
        Write(10 + (i * 37 % 401 / 4.0)),
        Write(1000 + (i * 7 % 389)),
        i % 3 == 0 ? "true" : "false",
        "abc"[i % 3].ToString(),
        $"Person {i}",
        DateTime.UnixEpoch.AddYears(50).AddHours(i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    })];

    /// <summary>The schema that this table, unchanged, gives.</summary>
    public static DatasetSchema Schema(SchemaInferenceOptions? options = null)
    {
        using var folder = new TempFolder();
        return SchemaInference.Infer(ProfileBuilder.Build(new SchemaTable().Source(folder)), options);
    }

    public SchemaTable Set(int row, string column, string value)
    {
        Cells[row - 1][Names.IndexOf(column)] = value;
        return this;
    }

    public SchemaTable Each(string column, Func<string, string> change)
    {
        var place = Names.IndexOf(column);
        Cells.ForEach(r => r[place] = change(r[place]));
        return this;
    }

    public SchemaTable Add(string column, Func<int, string> value)
    {
        Names.Add(column);
        for (var i = 0; i < Cells.Count; i++)
        {
            Cells[i] = [.. Cells[i], value(i)];
        }

        return this;
    }

    public SchemaTable Remove(string column)
    {
        var place = Names.IndexOf(column);
        Names.RemoveAt(place);
        for (var i = 0; i < Cells.Count; i++)
        {
            Cells[i] = [.. Cells[i][..place], .. Cells[i][(place + 1)..]];
        }

        return this;
    }

    public SchemaTable Take(int rows)
    {
        Cells.RemoveRange(rows, Cells.Count - rows);
        return this;
    }

    public SchemaTable Repeat(int times)
    {
        Cells.AddRange([.. Enumerable.Repeat(Cells.ToArray(), times - 1).SelectMany(r => r)]);
        return this;
    }

    public DataSource Source(TempFolder folder) =>
        new CsvSource(folder.Write("table.csv", string.Join(',', Names) + "\n" + string.Concat(Cells.Select(r => string.Join(',', r) + "\n"))));

    public IReadOnlyList<Anomaly> Validate(DatasetSchema schema, SchemaValidationOptions? options = null)
    {
        using var folder = new TempFolder();
        return SchemaValidator.Validate(schema, Source(folder), options).Anomalies;
    }

    private static string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
