using System.Globalization;
using System.Text;
using System.Text.Json;
using MlGates.Schemas;

namespace MlGates.Acceptance.Schemas;

/// <summary>The schema of a reference case, as text of TensorFlow Metadata that is read as a team's file would be.</summary>
internal static class TfdvSchema
{
    public static string Text(JsonElement schema, TfdvSummary summary)
    {
        var text = new StringBuilder();
        var feature = new StringBuilder();
        feature.Append(CultureInfo.InvariantCulture, $"  name: \"{NameOf(schema)}\"\n");
        if ((schema.TryGetProperty("type", out var given) ? given.GetString() : summary.Type) is { } type)
        {
            feature.Append(CultureInfo.InvariantCulture, $"  type: {type}\n");
        }

        foreach (var rule in schema.EnumerateObject())
        {
            switch (rule.Name)
            {
                case "feature" or "type" or "environment" or "severityOverrides":
                    break;
                case "environments":
                    text.Append(string.Concat(rule.Value.EnumerateArray().Select(e => $"default_environment: {e.GetRawText()}\n")));
                    break;
                case "notIn":
                    feature.Append(string.Concat(rule.Value.EnumerateArray().Select(e => $"  not_in_environment: {e.GetRawText()}\n")));
                    break;
                case "presence":
                    feature.Append(CultureInfo.InvariantCulture, $"  presence {{ {Number(rule.Value, "min_count", "minCount")}{Number(rule.Value, "min_fraction", "minFraction")}}}\n");
                    break;
                case "valueCount":
                    feature.Append(CultureInfo.InvariantCulture, $"  value_count {{ {Bounds(rule.Value)}}}\n");
                    break;
                case "unique":
                    feature.Append(CultureInfo.InvariantCulture, $"  unique_constraints {{ {Bounds(rule.Value)}}}\n");
                    break;
                case "shape":
                    feature.Append(CultureInfo.InvariantCulture, $"  shape {{ {string.Concat(rule.Value.EnumerateArray().Select(s => $"dim {{ size: {s.GetRawText()} }} "))}}}\n");
                    break;
                case "intDomain":
                    feature.Append(CultureInfo.InvariantCulture, $"  int_domain {{ {Bounds(rule.Value)}}}\n");
                    break;
                case "floatDomain":
                    feature.Append(CultureInfo.InvariantCulture, $"  float_domain {{ {Bounds(rule.Value)}{Flag(rule.Value, "disallow_inf", "disallowInf")}{Flag(rule.Value, "disallow_nan", "disallowNan")}}}\n");
                    break;
                case "boolDomain":
                    feature.Append(CultureInfo.InvariantCulture, $"  bool_domain {{ {Number(rule.Value, "true_value", "true")}{Number(rule.Value, "false_value", "false")}}}\n");
                    break;
                case "stringDomain":
                    feature.Append(CultureInfo.InvariantCulture, $"  string_domain {{ {string.Concat(rule.Value.EnumerateArray().Select(v => $"value: {v.GetRawText()} "))}}}\n");
                    break;
                case "minDomainMass":
                    feature.Append(CultureInfo.InvariantCulture, $"  distribution_constraints {{ min_domain_mass: {rule.Value.GetRawText()} }}\n");
                    break;
                case "drift":
                    feature.Append(CultureInfo.InvariantCulture, $"  drift_comparator {{ infinity_norm {{ {Number(rule.Value, "threshold", "linf")}}} }}\n");
                    break;
                default:
                    throw new InvalidOperationException($"The case has a rule '{rule.Name}' that is not written as text.");
            }
        }

        // The column of row numbers may hold anything.
        return $"{text}feature {{\n{feature}}}\nfeature {{ name: \"{TfdvSummary.RowNumber}\" }}\n";
    }

    public static string NameOf(JsonElement schema) => schema.TryGetProperty("feature", out var name) ? name.GetString()! : TfdvSummary.Column;

    public static DatasetSchema Read(JsonElement schema, TfdvSummary summary)
    {
        var read = TfmdSchemaText.Parse(Encoding.UTF8.GetBytes(Text(schema, summary)), "schema.pbtxt").Schema;
        if (!schema.TryGetProperty("severityOverrides", out var severities))
        {
            return read;
        }

        // Upstream keeps severities in a file beside the schema.
        var levels = severities.EnumerateObject().SelectMany(s => TfdvAnomalies.Rules[s.Name].Select(r => (r, new RuleLevel(Enum.Parse<RuleSeverity>(s.Value.GetString()!, ignoreCase: true), "the case says so"))));
        return read with { Rules = new SortedDictionary<string, RuleLevel>(levels.ToDictionary(l => l.r, l => l.Item2), StringComparer.Ordinal) };
    }

    private static string Bounds(JsonElement value) => Number(value, "min", "min") + Number(value, "max", "max");

    private static string Number(JsonElement value, string name, string from) => value.TryGetProperty(from, out var number) ? $"{name}: {number.GetRawText()} " : "";

    private static string Flag(JsonElement value, string name, string from) => value.TryGetProperty(from, out var flag) ? $"{name}: {(flag.GetBoolean() ? "true" : "false")} " : "";
}
