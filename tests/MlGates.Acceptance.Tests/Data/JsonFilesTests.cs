using System.Text;
using MlGates.Data;
using Xunit.Abstractions;

namespace MlGates.Acceptance.Data;

/// <summary>JSON texts made to break parsers, as rows: each is put into an object on one line, as they are no objects themselves.</summary>
public sealed class JsonFilesTests(ITestOutputHelper output)
{
    [SharedFact]
    public void HostileJson_AsAFileOfRows_NeverCrashes()
    {
        foreach (var file in Files())
        {
            output.WriteLine($"{Path.GetFileName(file)}: {Read(file)}");
        }
    }

    [SharedFact]
    public void HostileJson_AsAValue_IsReadWhereValidAndRefusedWhereNot()
    {
        var wrong = new List<string>();
        var files = Files();
        files.Should().HaveCount(158);
        var path = Path.Combine(Directory.CreateTempSubdirectory("mlgates-").FullName, "value.jsonl");
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            var name = Path.GetFileName(file);
            // A line end is white space in JSON, but ends a row here.
            bytes = [.. bytes.Select(b => b is (byte)'\n' or (byte)'\r' ? (byte)' ' : b)];
            File.WriteAllBytes(path, [.. "{\"before\": 1, \"value\": "u8, .. bytes, .. "}\n"u8]);
            var found = Read(path);
            output.WriteLine($"{name}: {found}");
            var refused = found.StartsWith("MLG", StringComparison.Ordinal);
            if ((name[0] == 'y' && refused && !found.Contains("twice", StringComparison.Ordinal)) || (name[0] == 'n' && !refused && !Harmless.Contains(name)))
            {
                wrong.Add($"{name}: {found}");
            }
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        wrong.Should().BeEmpty();
    }

    // Not valid alone, but valid within an object, or once its line ends are blanks.
    private static readonly HashSet<string> Harmless = [];

    private static List<string> Files() => [.. Directory.EnumerateFiles(Shared.Path("data", "hostile", "json"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string Read(string path)
    {
        try
        {
            using var reader = new JsonLinesSource(path, []).OpenBlocks(ColumnSelection.All);
            var batch = new RowBatch(reader.Columns.Count);
            var (rows, first) = (0L, "");
            while (reader.Next() is { } block)
            {
                for (; block.Read(batch); rows += batch.Count)
                {
                    var last = batch.Columns[^1];
                    first = last is { Encoding: ColumnEncoding.Text, ValueCount: > 0 } ? Encoding.UTF8.GetString(last.Text(0)) : last.Encoding.ToString();
                }

                block.Dispose();
            }

            return FormattableString.Invariant($"{rows} rows, {reader.Columns.Count} columns, {(first.Length > 40 ? first[..40] : first)}");
        }
        catch (InputException e)
        {
            return $"{e.Rule} {e.Message}";
        }
    }
}
