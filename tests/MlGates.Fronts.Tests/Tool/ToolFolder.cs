using System.Globalization;
using System.Text;
using System.Text.Json;
using MlGates.Cli;

namespace MlGates.Fronts.Tests.Tool;

/// <summary>A folder with generated files in which the tool runs in this process.</summary>
internal sealed class ToolFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("mlgates tool ").FullName;

    public SortedDictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string this[string file] => System.IO.Path.Combine(_path, file);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    public ToolFolder Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], text);
        return this;
    }

    /// <summary>Rows of a category with a given share of "Cash", a number and its copy as text; the same for the same arguments.</summary>
    public ToolFolder WriteTrips(string file, int rows, double cash, double shift = 0)
    {
        var text = new StringBuilder("payment_type,fare,vendor\n");
        for (var i = 0; i < rows; i++)
        {
            // A low-discrepancy sequence: shares come out as asked, without a generator.
            var u = (i * 0.6180339887498949) % 1;
            var v = (i * 0.7548776662466927) % 1;
            text.Append(CultureInfo.InvariantCulture, $"{(u < cash ? "Cash" : "Card")},{10 + (5 * v) + shift:R},{(i % 3 == 0 ? "A" : "B")}\n");
        }

        return Write(file, text.ToString());
    }

    public int Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = MlGates.Cli.Tool.Run(args, new ToolContext
        {
            Output = output,
            Error = error,
            Folder = _path,
            Environment = name => Environment.GetValueOrDefault(name),
        });
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    /// <summary>results.json of the last run with <c>--results results.json</c>.</summary>
    public JsonElement Results() => JsonDocument.Parse(File.ReadAllBytes(this["results.json"])).RootElement;
}
