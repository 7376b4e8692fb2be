using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Gates;

/// <summary>Holds data to a schema: one finding for each rule that a column, or the dataset, breaks, and one for each column that breaks none. Facts, not statistics.</summary>
public sealed record SchemaCheck : Check
{
    private const int MostInMessage = 3;

    /// <summary>Where the data comes from, an environment of the schema; null when it is not said.</summary>
    public string? Environment { get; init; }

    /// <summary>Whether findings show the first characters of a value's SHA-256 in its place.</summary>
    public bool HideValues { get; init; }

    /// <summary>Holds data to a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="data">The profile of the data.</param>
    /// <param name="rows">The rows it was made of, for exact counts and examples; null where only the profile is at hand.</param>
    /// <param name="previous">The dataset before, for rules on the number of rows; null when there is none.</param>
    /// <returns>At least one: those of the dataset first, then columns in ordinal order.</returns>
    /// <exception cref="InputException">MLG1001: the schema contradicts itself. MLG0001: it has no such environment. Others: the rows cannot be read.</exception>
    public IReadOnlyList<Evidence> Examine(DatasetSchema schema, DatasetProfile data, DataSource? rows = null, DatasetProfile? previous = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(data);
        var options = new SchemaValidationOptions { Environment = Environment, HideValues = HideValues, Previous = previous };
        return Evidences(schema, data, SchemaValidator.Validate(schema, data, rows, options), previous is not null);
    }

    private List<Evidence> Evidences(DatasetSchema schema, DatasetProfile data, IReadOnlyList<Anomaly> anomalies, bool hasPrevious)
    {
        var evidence = anomalies.Where(a => a.Column is null).Select(a => Say(a, data)).ToList();
        if (evidence.Count == 0)
        {
            evidence.Add(AsksOfDataset(schema)
                ? Evidence.Fact(RuleIds.SchemaFewRows, data.Name, Outcome.Passed, string.Create(CultureInfo.InvariantCulture,
                    $"{Text.Line(data.Name)}: {data.Rows} rows and {data.Columns.Count} columns keep the rules of the dataset"))
                : Evidence.Fact(RuleIds.SchemaFewRows, data.Name, Outcome.NotApplicable, "the schema asks for nothing of the dataset as a whole"));
        }

        if (schema.RowsOfPrevious is not null && !hasPrevious)
        {
            evidence.Add(Evidence.Fact(RuleIds.SchemaFewRowsForPrevious, data.Name, Outcome.NotApplicable, "\"rowsOfPrevious\" is not judged: no dataset before was given"));
        }

        var broken = anomalies.Where(a => a.Column is not null).ToLookup(a => a.Column!, StringComparer.Ordinal);
        foreach (var name in schema.Columns.Select(c => c.Name).Concat(broken.Select(b => b.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            evidence.AddRange(broken[name].Select(a => Say(a, data)));
            if (!broken.Contains(name))
            {
                evidence.Add(Kept(schema, schema.Find(name)!, data));
            }
        }

        return evidence;
    }

    private static bool AsksOfDataset(DatasetSchema schema) =>
        schema.Rows is not null || schema.RowsOfPrevious is not null || schema.Keys.Count > 0 || !schema.AllowDuplicateRows || !schema.AllowNewColumns;

    private Evidence Kept(DatasetSchema schema, ColumnSchema column, DatasetProfile data)
    {
        // A column's own level counts before the dataset's.
        string[] off = [.. schema.Rules.Where(r => !column.Rules.ContainsKey(r.Key)).Concat(column.Rules)
            .Where(r => r.Value.Severity == RuleSeverity.Off && r.Value.HoldsIn(Environment)).Select(r => r.Key).Order(StringComparer.Ordinal)];
        var left = off.Length > 0 ? $"; off: {string.Join(", ", off)}" : "";
        return data.Find(column.Name) is null
            ? Evidence.Fact(RuleIds.SchemaColumnMissing, Text.Line(column.Name), Outcome.NotApplicable, column.Required && !off.Contains(RuleIds.SchemaColumnMissing)
                ? $"{Text.Line(column.Name)} is not expected in {Text.Line(Environment ?? "this environment")}"
                : $"{Text.Line(column.Name)} is not there and need not be{left}")
            : Evidence.Fact(RuleIds.SchemaType, Text.Line(column.Name), Outcome.Passed, $"{Text.Line(column.Name)} keeps its rules{left}");
    }

    private static Evidence Say(Anomaly anomaly, DatasetProfile data)
    {
        var subject = Text.Line(anomaly.Column ?? data.Name);
        var rows = anomaly.Examples.Count == 0 ? "" : $"; {string.Join(", ", anomaly.Examples.Take(MostInMessage).Select(Show))}{(anomaly.Count > MostInMessage ? ", …" : "")}";
        var why = anomaly.Reason is { } reason ? $" (only a warning: {Text.OneLine(reason, 200)})" : "";
        return new Evidence
        {
            Rule = anomaly.Rule,
            Subject = subject,
            Settled = anomaly.Severity == RuleSeverity.Warning ? Outcome.Warned : anomaly.Undecided ? Outcome.Inconclusive : Outcome.Failed,
            Message = _ => $"{subject}: {anomaly.Found}{rows}; {anomaly.Advice}{why}",
            Measure = anomaly.Count is null ? null : "violations",
            Value = anomaly.Count,
            N = anomaly.Of is { } of ? [of] : [],
            Details = Evidence.Named(
                ("examples", anomaly.Examples.Select(Detail).ToArray())),
        };
    }

    // "sameAs" stands only where a rule compares rows.
    private static SortedDictionary<string, object?> Detail(AnomalyExample example)
    {
        var detail = Evidence.Named(("row", example.Row), ("value", example.Value));
        if (example.SameAs is { } row)
        {
            detail.Add("sameAs", row);
        }

        return detail;
    }

    private static string Show(AnomalyExample example) => string.Create(CultureInfo.InvariantCulture,
        $"row {example.Row}{(example.Value is null ? "" : $": '{Text.OneLine(example.Value, 40)}'")}{(example.SameAs is { } row ? $" (as row {row})" : "")}");
}
