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

    /// <summary>A column of weights by which shares are judged, which the profile must have been made with; null for those of the profile, if any.</summary>
    public string? Weight { get; init; }

    /// <summary>When the data was taken, for rules on times to come; null when it is not said. A plan and the tool take the time of the run.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Holds data to a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="data">The profile of the data.</param>
    /// <param name="rows">The rows it was made of, for exact counts and examples; null where only the profile is at hand.</param>
    /// <param name="previous">The dataset before, for rules on the number of rows; null when there is none.</param>
    /// <param name="notIn">A dataset of which no row may be in the data, such as training for test; null when there is none.</param>
    /// <returns>At least one: those of the dataset first, then columns in ordinal order.</returns>
    /// <exception cref="InputException">MLG1001: the schema contradicts itself. MLG0001: it has no such environment, or the profile not the weights. Others: the rows cannot be read.</exception>
    public IReadOnlyList<Evidence> Examine(DatasetSchema schema, DatasetProfile data, DataSource? rows = null, DatasetProfile? previous = null, OtherDataset? notIn = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(data);
        var options = new SchemaValidationOptions { Environment = Environment, HideValues = HideValues, Previous = previous, NotIn = notIn, Weight = Weight, AsOf = AsOf };
        return Evidences(schema, data, SchemaValidator.Validate(schema, data, rows, options), previous is not null, notIn?.Profile.Name);
    }

    private List<Evidence> Evidences(DatasetSchema schema, DatasetProfile data, IReadOnlyList<Anomaly> anomalies, bool hasPrevious, string? notIn)
    {
        var slices = anomalies.Where(a => a.Slice is not null).ToLookup(a => a.Slice!, StringComparer.Ordinal);
        anomalies = [.. anomalies.Where(a => a.Slice is null)];
        var evidence = anomalies.Where(a => a.Column is null).Select(a => Say(a, data)).ToList();
        if (evidence.Count == 0)
        {
            evidence.AddRange(OfDataset(schema, data, anomalies, hasPrevious));
        }

        if (schema.RowsOfPrevious is not null && !hasPrevious)
        {
            evidence.Add(Evidence.Fact(RuleIds.SchemaFewRowsForPrevious, data.Name, Outcome.NotApplicable, "\"rowsOfPrevious\" is not judged: no dataset before was given"));
        }

        if (Overlap(schema, data, anomalies, notIn) is { } overlap)
        {
            evidence.Add(overlap);
        }

        if (schema.NotTakenOver is { Count: > 0 and var parts } left)
        {
            evidence.Add(NotJudged(left, parts, data));
        }

        if (schema.Origin?.Weight is { } by && data.Weights?.Column != by && schema.Columns.Any(c => c.MinPresent is > 0 and < 1 || c.Domain is { MaxOutside: > 0 and < 1 }))
        {
            var counted = data.Weights is { } other ? $"those of '{Text.OneLine(other.Column, 60)}' are used" : "rows are counted";
            evidence.Add(Evidence.Fact(RuleIds.SchemaPresentShare, data.Name, Outcome.Warned,
                $"{Text.Line(data.Name)}: shares of the schema were inferred by weight (column '{Text.OneLine(by, 60)}'), but {counted} here; name that column (\"weight\")"));
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

        foreach (var slice in schema.Slices)
        {
            evidence.AddRange(slices[slice.Where].Select(a => Say(a, data)));
            if (!slices.Contains(slice.Where))
            {
                var asks = slice.Rows is not null || SliceSchemas.Of(slice, schema).Columns.Any(c =>
                    SchemaRules.AskedOf(c with { Type = null }).ToArray() is var asked && asked.Length > Off(schema, c, asked).Length);
                var subject = Text.Line(slice.Where);
                evidence.Add(Evidence.Fact(RuleIds.SchemaType, subject, asks ? Outcome.Passed : Outcome.NotApplicable, asks ? $"{subject} keeps the rules of the slice" : $"{subject}: the schema asks for nothing of the slice"));
            }
        }

        return evidence;
    }

    // That nothing is broken says something only if something was asked, and neither switched off nor out of reach.
    private IEnumerable<Evidence> OfDataset(DatasetSchema schema, DatasetProfile data, IReadOnlyList<Anomaly> anomalies, bool hasPrevious)
    {
        string[] asked = [.. SchemaRules.AskedOf(schema).Where(id => id != RuleIds.SchemaOverlap && (hasPrevious || id is not (RuleIds.SchemaFewRowsForPrevious or RuleIds.SchemaManyRowsForPrevious)))];
        var off = Off(schema, null, asked);
        if (asked.Except(off).Except(anomalies.Select(a => a.Rule)).Any())
        {
            yield return Evidence.Fact(RuleIds.SchemaFewRows, data.Name, Outcome.Passed, string.Create(CultureInfo.InvariantCulture,
                $"{Text.Line(data.Name)}: {data.Rows} rows and {data.Columns.Count} columns keep the rules of the dataset{Left(off)}"));
        }
        else if (asked.Length == off.Length)
        {
            yield return Evidence.Fact(RuleIds.SchemaFewRows, data.Name, Outcome.NotApplicable, off.Length == 0
                ? "the schema asks for nothing of the dataset as a whole"
                : $"{Text.Line(data.Name)}: every rule of the dataset as a whole is off: {string.Join(", ", off)}");
        }
    }

    // Whether it is judged depends on the caller, so it has evidence of its own.
    private Evidence? Overlap(DatasetSchema schema, DatasetProfile data, IReadOnlyList<Anomaly> anomalies, string? notIn)
    {
        var subject = Text.Line(data.Name);
        return notIn is null
            ? schema.MaxOverlap is null ? null : Evidence.Fact(RuleIds.SchemaOverlap, data.Name, Outcome.NotApplicable, "\"overlap\" is not judged: no dataset was given that rows must not be in")
            : anomalies.Any(a => a.Rule == RuleIds.SchemaOverlap) ? null
            : schema.LevelOf(RuleIds.SchemaOverlap, null, Environment)?.Severity == RuleSeverity.Off ? Evidence.Fact(RuleIds.SchemaOverlap, data.Name, Outcome.NotApplicable, $"{subject}: whether rows are also in {Text.Line(notIn)} is off")
            : Evidence.Fact(RuleIds.SchemaOverlap, data.Name, Outcome.Passed, schema.MaxOverlap is > 0 and var share
                ? $"{subject}: no more rows are also in {Text.Line(notIn)} than the share {(100 * share).ToString("R", CultureInfo.InvariantCulture)} % that is allowed" : $"{subject}: no row is also in {Text.Line(notIn)}");
    }

    private Evidence Kept(DatasetSchema schema, ColumnSchema column, DatasetProfile data)
    {
        string[] asked = [.. SchemaRules.AskedOf(column)];
        var off = Off(schema, column, asked);
        var name = Text.Line(column.Name);
        if (!DatasetSchema.Expects(column, Environment))
        {
            var there = data.Find(column.Name) is null ? "" : "there but ";
            return Evidence.Fact(RuleIds.SchemaColumnMissing, name, Outcome.NotApplicable, $"{name} is {there}not expected in {Text.Line(Environment!)}{(there.Length > 0 ? ": no rule of it is held" : "")}");
        }

        return data.Find(column.Name) is null ? Evidence.Fact(RuleIds.SchemaColumnMissing, name, Outcome.NotApplicable, $"{name} is not there and need not be{Left(off)}")
            : asked.Length == 0 ? Evidence.Fact(RuleIds.SchemaType, name, Outcome.NotApplicable, $"{name}: the schema asks for nothing of it")
            : asked.Length == off.Length ? Evidence.Fact(RuleIds.SchemaType, name, Outcome.NotApplicable, $"{name}: every rule of it is off: {string.Join(", ", off)}")
            : Evidence.Fact(RuleIds.SchemaType, name, Outcome.Passed, $"{name} keeps its rules{Left(off)}");
    }

    private string[] Off(DatasetSchema schema, ColumnSchema? column, string[] asked) =>
        [.. asked.Where(id => schema.LevelOf(id, column, Environment)?.Severity == RuleSeverity.Off).Order(StringComparer.Ordinal)];

    private static string Left(string[] off) => off.Length > 0 ? $"; off: {string.Join(", ", off)}" : "";

    // What a schema of another tool asks for beyond what is held here; said, so that nobody takes it for kept.
    private static Evidence NotJudged(IReadOnlyList<SchemaNote> notes, int count, DatasetProfile data)
    {
        var subject = Text.Line(data.Name);
        return Evidence.Fact(RuleIds.SchemaInvalid, subject, Outcome.NotApplicable, string.Create(CultureInfo.InvariantCulture,
            $"{subject}: {count} {(count == 1 ? "part" : "parts")} of the schema {(count == 1 ? "is" : "are")} not judged: {string.Join("; ", notes.Take(MostInMessage).Select(n => $"line {n.Location.Line}: {Text.OneLine(n.Message, 200)}"))}{(count > MostInMessage ? "; …" : "")}")) with
        {
            Details = Evidence.Named(("notes", notes.Select(n => $"{n.Location}: {Text.OneLine(n.Message)}").ToArray())),
        };
    }

    private static Evidence Say(Anomaly anomaly, DatasetProfile data)
    {
        var subject = Text.Line((anomaly.Column, anomaly.Slice) switch
        {
            ({ } column, { } slice) => $"{column} in {slice}",
            var (column, slice) => column ?? slice ?? data.Name,
        });
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
