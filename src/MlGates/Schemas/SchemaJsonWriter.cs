using System.Text.Json;

namespace MlGates.Schemas;

/// <summary>Writes schemas as canonical JSON: what is not asked for is not there.</summary>
internal static class SchemaJsonWriter
{
    internal static string Write(DatasetSchema schema) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaFile.SchemaVersion);
        json.WriteString("kind", SchemaFile.Kind);
        if (schema.Origin is { } origin)
        {
            json.WriteStartObject("inferredFrom");
            json.WriteString("name", origin.Name);
            Text(json, "sha256", origin.Sha256);
            json.WriteNumber("rows", origin.Rows);
            Text(json, "weight", origin.Weight);
            json.WriteEndObject();
        }

        Texts(json, "environments", schema.Environments.Count > 0 ? schema.Environments : null);
        Counts(json, "rows", schema.Rows);
        Numbers(json, "rowsOfPrevious", schema.RowsOfPrevious);
        if (schema.Keys.Count > 0)
        {
            json.WriteStartArray("keys");
            foreach (var key in schema.Keys)
            {
                json.WriteStartArray();
                foreach (var name in key)
                {
                    json.WriteStringValue(name);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        Text(json, "label", schema.Label);
        JsonText.Number(json, "maxExplained", schema.MaxExplained == DatasetSchema.UsualMaxExplained ? null : schema.MaxExplained);
        Flag(json, "duplicateRows", schema.AllowDuplicateRows, usual: true);
        JsonText.Number(json, "overlap", schema.MaxOverlap);
        Flag(json, "newColumns", schema.AllowNewColumns, usual: false);
        Rules(json, schema.Rules);
        Columns(json, schema.Columns, inSlice: false);
        if (schema.Slices.Count > 0)
        {
            json.WriteStartObject("slices");
            foreach (var slice in schema.Slices.OrderBy(s => s.Where, StringComparer.Ordinal))
            {
                json.WriteStartObject(slice.Where);
                Counts(json, "rows", slice.Rows);
                if (slice.Columns.Count > 0)
                {
                    Columns(json, slice.Columns, inSlice: true);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        Accepted(json, schema.Accepted);
        json.WriteEndObject();
    });

    private static void Columns(Utf8JsonWriter json, IReadOnlyList<ColumnSchema> columns, bool inSlice)
    {
        json.WriteStartObject("columns");
        foreach (var column in columns.OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            Column(json, column, inSlice);
        }

        json.WriteEndObject();
    }

    // A slice's column is of the type that the schema's column has.
    private static void Column(Utf8JsonWriter json, ColumnSchema column, bool inSlice)
    {
        json.WriteStartObject(column.Name);
        Texts(json, "notes", column.Notes.Count > 0 ? column.Notes : null);
        Text(json, "type", inSlice ? null : column.Type is { } type ? Say.Type(type) : SchemaFile.AnyType);
        Flag(json, "required", column.Required, usual: true);
        JsonText.Number(json, "minPresent", column.MinPresent);
        if (column.MinPresentCount is { } count)
        {
            json.WriteNumber("minPresentCount", count);
        }

        Texts(json, "environments", column.Environments);
        Counts(json, "values", inSlice ? column.Values : column.Values == column.UsualValues ? null : column.Values ?? ColumnSchema.AnyValues);
        if (column.Shape is { } shape)
        {
            JsonText.Numbers(json, "shape", shape);
        }

        if (column.Domain is { } domain)
        {
            json.WriteStartObject("domain");
            Text(json, "evidence", domain.Evidence);
            JsonText.Number(json, "maxOutside", domain.MaxOutside == 0 ? null : domain.MaxOutside);
            Texts(json, "values", domain.Values);
            json.WriteEndObject();
        }

        Numbers(json, "range", column.Range);
        Flag(json, "nan", column.AllowNaN, usual: true);
        Flag(json, "infinity", column.AllowInfinity, usual: true);
        Counts(json, "distinct", column.Distinct);
        Flag(json, "unique", column.Unique, usual: false);
        Counts(json, "length", column.Length);
        Texts(json, "patterns", column.Patterns);
        Flag(json, "ordered", column.Ordered, usual: false);
        JsonText.Number(json, "maxMixed", column.MaxMixed);
        if (column.VariesFrom is { } from)
        {
            json.WriteNumber("variesFrom", from);
        }

        Flag(json, "variants", column.AllowVariants, usual: true);
        if (column.StandIns is { } standIns)
        {
            json.WriteStartObject("standIns");
            JsonText.Number(json, "maxShare", standIns.MaxShare);
            if (standIns.Known.Count > 0)
            {
                json.WriteStartObject("known");
                foreach (var (name, share) in standIns.Known.OrderBy(k => k.Key, StringComparer.Ordinal))
                {
                    JsonText.Number(json, name, share);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        Flag(json, "leadingZeros", column.AllowLeadingZeros, usual: true);
        Flag(json, "future", column.AllowFuture, usual: true);
        JsonText.Number(json, "maxExplained", column.MaxExplained);
        Rules(json, column.Rules);
        json.WriteEndObject();
    }

    private static void Rules(Utf8JsonWriter json, IReadOnlyDictionary<string, RuleLevel> rules)
    {
        if (rules.Count == 0)
        {
            return;
        }

        json.WriteStartObject("rules");
        foreach (var (id, level) in rules.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(id);
            json.WriteString("severity", level.Severity.ToString().ToLowerInvariant());
            Text(json, "reason", level.Reason.Length > 0 ? level.Reason : null);
            Texts(json, "environments", level.Environments);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Accepted(Utf8JsonWriter json, IReadOnlyList<AcceptedChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        json.WriteStartArray("accepted");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("rule", change.Rule);
            Text(json, "column", change.Column);
            Text(json, "slice", change.Slice);
            json.WriteString("change", change.Change);
            json.WriteString("reason", change.Reason);
            json.WriteString("data", change.Data);
            Text(json, "sha256", change.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Flag(Utf8JsonWriter json, string name, bool value, bool usual)
    {
        if (value != usual)
        {
            json.WriteBoolean(name, value);
        }
    }

    private static void Counts(Utf8JsonWriter json, string name, CountRange? range)
    {
        if (range is null or { Min: null, Max: null })
        {
            return;
        }

        json.WriteStartObject(name);
        if (range.Min is { } min)
        {
            json.WriteNumber("min", min);
        }

        if (range.Max is { } max)
        {
            json.WriteNumber("max", max);
        }

        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, NumberRange? range)
    {
        if (range is null or { Min: null, Max: null })
        {
            return;
        }

        json.WriteStartObject(name);
        JsonText.Number(json, "min", range.Min);
        JsonText.Number(json, "max", range.Max);
        json.WriteEndObject();
    }
}
