using MlGates.Data;
using MlGates.Metrics;
using MlGates.Training;

namespace MlGates.Plans;

internal sealed partial class PlanReader
{
    private const string EnvironmentMark = "${env:";

    private static readonly SortedDictionary<string, EvaluationTask> Tasks = new(StringComparer.Ordinal) { ["binary"] = EvaluationTask.Binary };

    private PlanInput Data(string section, JsonProperty property)
    {
        if (property.Value.Kind == JsonKind.String)
        {
            return Model(section, property);
        }

        var value = new JsonObject(property.Value, $"\"{property.Name}\"");
        var path = value.Require("path", "the file");
        var csv = CsvOptionsOf(value);
        value.Close();
        return new PlanInput(property.Name, Bind(section, property, path), path.Location) { Csv = csv };
    }

    private PlanInput Model(string section, JsonProperty property) =>
        new(property.Name, Bind(section, property, property.Value), property.Value.Location);

    private PlanEvaluation Evaluation(string section, JsonProperty property)
    {
        var value = new JsonObject(property.Value, $"\"{property.Name}\"");
        var path = value.Require("path", "the file of predictions");
        var options = new EvaluationOptions
        {
            Task = value.Word("task", Tasks) ?? EvaluationTask.Binary,
            Label = value.RequireText("label", "the column of true labels"),
            Score = value.Text("score"),
            Predicted = value.Text("predicted"),
            Positive = value.Text("positive"),
            Key = value.Text("key"),
        };
        options = options with { Threshold = value.Number("threshold", double.MinValue, double.MaxValue) };
        var csv = CsvOptionsOf(value);
        value.Close();
        if (options.Score is null && options.Predicted is null)
        {
            throw PlanError.At(value.Location, $"\"{property.Name}\" needs \"score\" (the column of scores) or \"predicted\" (the column of predicted labels), or both");
        }

        return new PlanEvaluation(property.Name, Bind(section, property, path), path.Location, options) { Csv = csv };
    }

    private PlanHistory History(string section, JsonProperty property)
    {
        var value = new JsonObject(property.Value, $"\"{property.Name}\"");
        var path = value.Require("path", "the file of losses");
        var options = new HistoryOptions
        {
            Train = value.RequireText("train", "the column of training losses"),
            Validation = value.Text("validation"),
            Step = value.Text("step"),
        };
        var csv = CsvOptionsOf(value);
        value.Close();
        return new PlanHistory(property.Name, Bind(section, property, path), path.Location, options) { Csv = csv };
    }

    /// <summary>The path, or what the caller put in its place.</summary>
    private string Bind(string section, JsonProperty property, JsonValue path)
    {
        var text = Expand(JsonObject.Text(path, property.Name), path.Location);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw PlanError.At(path.Location, $"The path of \"{property.Name}\" holds the character NUL");
        }

        foreach (var name in (string[])[property.Name, $"{section}.{property.Name}"])
        {
            if (_bindings.Inputs.TryGetValue(name, out var given))
            {
                _bound.Add(name);
                text = Path.GetRelativePath(_folder, given);
            }
        }

        return text.Replace('\\', '/');
    }

    private string Expand(string path, SourceLocation location)
    {
        for (var start = path.IndexOf(EnvironmentMark, StringComparison.Ordinal); start >= 0; start = path.IndexOf(EnvironmentMark, start, StringComparison.Ordinal))
        {
            var end = path.IndexOf('}', start);
            if (end < 0)
            {
                throw PlanError.At(location, $"\"{path}\" lacks the closing brace of ${{env:NAME}}");
            }

            var name = path[(start + EnvironmentMark.Length)..end];
            var value = _bindings.Environment(name) ?? throw PlanError.At(location, $"The environment variable '{name}' is not set");
            path = path[..start] + value + path[(end + 1)..];
            start += value.Length;
        }

        return path;
    }
}
