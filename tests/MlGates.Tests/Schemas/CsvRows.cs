using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

/// <summary>A small CSV file that is held to a schema.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly TempFolder _folder = new();

    public CsvRows(params IEnumerable<string> lines)
    {
        Source = new CsvSource(_folder.Write("rows.csv", string.Join('\n', lines) + "\n"));
        Profile = ProfileBuilder.Build(Source);
    }

    public CsvSource Source { get; }

    public DatasetProfile Profile { get; }

    public IReadOnlyList<Anomaly> Validate(DatasetSchema schema, SchemaValidationOptions? options = null) => SchemaValidator.Validate(schema, Source, options).Anomalies;

    /// <summary>The only anomaly there is.</summary>
    public Anomaly Only(DatasetSchema schema, string rule, SchemaValidationOptions? options = null)
    {
        var anomalies = Validate(schema, options);
        anomalies.Select(a => $"{a.Rule} {a.Column}: {a.Found}").Should().ContainSingle().Which.Should().StartWith(rule);
        anomalies[0].Undecided.Should().BeFalse();
        return anomalies[0];
    }

    public static DatasetSchema Schema(params ColumnSchema[] columns) =>
        new() { Columns = [.. columns.OrderBy(c => c.Name, StringComparer.Ordinal)] };

    public void Dispose() => _folder.Dispose();
}
