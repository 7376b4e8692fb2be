using System.Globalization;
using System.Text;
using System.Text.Json;
using MlGates.Data;

namespace MlGates.Acceptance.Schemas;

/// <summary>
/// Rows that have the statistics a reference case describes: the column <see cref="Column"/> beside one of row numbers, so that a row without a value is still a
/// row. Lists are JSON lines, single values CSV, whose types are told from the text.
/// </summary>
internal sealed class TfdvSummary(JsonElement summary) : IDisposable
{
    public const string Column = "values";
    public const string RowNumber = "row";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlgates-");

    public bool IsThere => !summary.TryGetProperty("featurePresent", out var there) || there.GetBoolean();

    /// <summary>TensorFlow Metadata's name of the type; null when the case gives none.</summary>
    public string? Type => Text("type") switch
    {
        null => null,
        "STRING" => "BYTES",
        var type => type,
    };

    public void Dispose() => _folder.Delete(recursive: true);

    public DataSource Rows()
    {
        if (!IsThere)
        {
            return Csv(RowNumber, Enumerable.Range(1, (int)(Number("numExamples") ?? 1)).Select(i => Bytes($"{i}")));
        }

        if (Number("minValues") is { } least)
        {
            return Lists((int)least, (int)Number("maxValues")!.Value);
        }

        var values = Values();
        var missing = Enumerable.Repeat(Array.Empty<byte>(), (int)(Number("numMissing") ?? 0));
        return Csv($"{RowNumber},{Column}", values.Concat(missing).Select((v, i) => (byte[])[.. Bytes($"{i + 1},"), .. v]));
    }

    // The first row has the fewest values, the second the most.
    private JsonLinesSource Lists(int least, int most)
    {
        var values = Values();
        var present = (int)(Number("numPresent") ?? Math.Max(2, values.Count));
        var lines = new StringBuilder();
        for (var i = 0; i < present + (int)(Number("numMissing") ?? 0); i++)
        {
            var count = i == 0 ? least : most;
            var cells = Enumerable.Range(i, count).Select(k => Encoding.UTF8.GetString(values[k % values.Count])).Select(v => Text("type") == "STRING" ? JsonSerializer.Serialize(v) : v);
            lines.Append(CultureInfo.InvariantCulture, $"{{\"{RowNumber}\":{i + 1},\"{Column}\":{(i < present ? $"[{string.Join(',', cells)}]" : "null")}}}\n");
        }

        return new JsonLinesSource(Write("rows.jsonl", Bytes(lines.ToString())));
    }

    // Every value that the case names, as often as it says.
    private List<byte[]> Values()
    {
        var values = new List<byte[]>();
        if (summary.TryGetProperty("labels", out var labels))
        {
            values.AddRange(labels.EnumerateArray().Select(l => Bytes(l.GetString()!)));
        }

        if (summary.TryGetProperty("labelCounts", out var counts))
        {
            values.AddRange(counts.EnumerateObject().SelectMany(l => Enumerable.Repeat(Bytes(l.Name), l.Value.GetInt32())));
        }

        for (var i = 0; i < (Number("invalidUtf8Count") ?? 0); i++)
        {
            values.Add([0xC3, 0x28]);
        }

        if (summary.TryGetProperty("histogram", out var histogram))
        {
            foreach (var bucket in histogram.GetProperty("buckets").EnumerateArray())
            {
                values.AddRange(Enumerable.Range(0, bucket.GetProperty("count").GetInt32()).Select(i => Bytes(bucket.GetProperty(i % 2 == 0 ? "low" : "high").GetRawText())));
            }

            values.AddRange(Enumerable.Repeat(Bytes("NaN"), histogram.GetProperty("numNaN").GetInt32()));
        }

        foreach (var end in new[] { "min", "max" })
        {
            if (summary.TryGetProperty(end, out var value))
            {
                values.Add(Bytes(value.ToString()));
            }
        }

        if (summary.TryGetProperty("unique", out var unique))
        {
            // Where the case has no number of distinct values, as TFDV has none of floats, there are two.
            values.AddRange(Enumerable.Range(1, unique.ValueKind == JsonValueKind.Null ? 2 : unique.GetInt32()).Select(Any));
        }

        if (values.Count == 0)
        {
            values.AddRange(Enumerable.Range(1, (int)(Number("numPresent") ?? 2)).Select(Any));
        }

        return values;
    }

    private byte[] Any(int i) => Bytes(Text("type") switch
    {
        "STRING" => $"text {i}",
        "INT" => $"{i}",
        _ => $"{i}.5",
    });

    private CsvSource Csv(string header, IEnumerable<byte[]> lines) => new(Write("rows.csv", [.. Bytes(header + "\n"), .. lines.SelectMany(l => (byte[])[.. l, (byte)'\n'])]));

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private string? Text(string name) => summary.TryGetProperty(name, out var value) ? value.GetString() : null;

    private double? Number(string name) => summary.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
