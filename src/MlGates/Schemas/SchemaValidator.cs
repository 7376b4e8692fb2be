using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Holds data to a schema.</summary>
public static class SchemaValidator
{
    /// <summary>
    /// Profiles the data and looks for anomalies; where single values break a rule, the rows are read a second time, those columns only, for exact counts and
    /// examples. Whether values, keys or rows repeat (<see cref="ColumnSchema.Unique"/>, <see cref="DatasetSchema.Keys"/>,
    /// <see cref="DatasetSchema.AllowDuplicateRows"/>) takes a pass too, unless the profile tells; within 256 MB of hashes, with more passes where there are more rows.
    /// </summary>
    /// <returns>The profile and the anomalies: those of the dataset first, then by column, then by slice; each slice is profiled in a pass of its own, over the columns it has rules of.</returns>
    /// <exception cref="InputException">MLG1001: the schema contradicts itself. MLG0001: it has no such environment. Others: the data cannot be read.</exception>
    public static SchemaReport Validate(DatasetSchema schema, DataSource data, SchemaValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SchemaValidationOptions();
        Check(schema, options);
        var profile = ProfileBuilder.Build(data, new ProfileOptions { Threads = options.Threads, Weight = options.Weight });
        return new SchemaReport(profile, Validate(schema, profile, data, options));
    }

    /// <summary>The same where the data was profiled already.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="data">The profile.</param>
    /// <param name="rows">The rows it was made of; null where only the profile is at hand, and then as <see cref="Examine"/>.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="InputException">As for the other. MLG0001: the profile has not the weights asked for.</exception>
    public static IReadOnlyList<Anomaly> Validate(DatasetSchema schema, DatasetProfile data, DataSource? rows, SchemaValidationOptions? options = null)
    {
        options ??= new SchemaValidationOptions();
        if (rows is null)
        {
            return Examine(schema, data, options);
        }

        ArgumentNullException.ThrowIfNull(data);
        Check(schema, options);
        WeightedShare.Check(data, options.Weight);
        return [.. OffendingValues.Find(rows, RowScans.Decide(rows, Judge(schema, data, options, rows)), options), .. SliceSchemas.Judge(schema, data, rows, options, Judge)];
    }

    /// <summary>Looks for anomalies in a profile. Counts that only rows could tell are lower bounds, and there are no examples; what only rows could tell is <see cref="Anomaly.Undecided"/>. O(columns · (bins + categories)).</summary>
    /// <exception cref="InputException">MLG1001: the schema contradicts itself. MLG0001: it has no such environment.</exception>
    public static IReadOnlyList<Anomaly> Examine(DatasetSchema schema, DatasetProfile data, SchemaValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SchemaValidationOptions();
        Check(schema, options);
        WeightedShare.Check(data, options.Weight);
        return [.. Judge(schema, data, options, null), .. SliceSchemas.Judge(schema, data, null, options, Judge)];
    }

    private static IReadOnlyList<Anomaly> Judge(DatasetSchema schema, DatasetProfile data, SchemaValidationOptions options, DataSource? rows)
    {
        var context = new RuleContext(schema, data, options, rows);
        var anomalies = new List<Anomaly>();
        foreach (var rule in SchemaRules.All)
        {
            anomalies.AddRange(rule.Examine(context));
        }

        foreach (var column in schema.Columns)
        {
            if (SchemaRules.AskedOf(column).Any() && context.Expects(column) && data.Find(column.Name) is { } profile)
            {
                anomalies.AddRange(SchemaRules.All.Select(rule => rule.Examine(column, profile, context)).OfType<Anomaly>());
            }
        }

        return [.. anomalies.Select(a => Weigh(a, schema, options.Environment)).Where(a => a.Severity != RuleSeverity.Off)
            .OrderBy(a => a.Column is not null).ThenBy(a => a.Column, StringComparer.Ordinal)];
    }

    private static Anomaly Weigh(Anomaly anomaly, DatasetSchema schema, string? environment)
    {
        var level = schema.LevelOf(anomaly.Rule, anomaly.Column is { } column ? schema.Find(column) : null, environment);
        return level is null ? anomaly : anomaly with { Severity = level.Severity, Reason = level.Severity == RuleSeverity.Block ? null : level.Reason };
    }

    private static void Check(DatasetSchema schema, SchemaValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (SchemaConsistency.Find(schema).FirstOrDefault() is { } problem)
        {
            throw new InputException(RuleIds.SchemaInvalid, JsonFile.Ended($"The schema cannot be held to: {(problem.Column is null ? "" : $"column '{Text.OneLine(problem.Column, 60)}', ")}\"{problem.Member}\": {problem.Message}"));
        }

        if (options.Environment is { } environment && !schema.Environments.Contains(environment))
        {
            var name = Text.OneLine(environment, 60);
            var near = NearestName.Find(environment, schema.Environments) is { } meant ? $"; did you mean '{meant}'? It has" : "; it has";
            throw new InputException(RuleIds.Usage, schema.Environments.Count == 0
                ? $"The schema has no environments, so data cannot be of '{name}'; name some in it (\"environments\")."
                : $"The schema has no environment '{name}'{near} {string.Join(", ", schema.Environments.Select(e => $"'{Text.OneLine(e, 60)}'"))}.");
        }
    }
}
