using System.Text.Json;

namespace MlGates.Profiles;

/// <summary>Writes profiles as canonical JSON.</summary>
internal static partial class ProfileJsonWriter
{
    /// <param name="profile">The profile.</param>
    /// <param name="whole">False leaves out what identifies input and library, and what moves with every value and says no more than the rest: bins, sums, what is missing together.</param>
    internal static string Write(DatasetProfile profile, bool whole)
    {
        return JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", ProfileFile.SchemaVersion);
            json.WriteString("kind", ProfileJson.Kind);
            if (whole)
            {
                json.WriteString("library", ToolVersion.Short);
            }

            WriteDefinitions(json, profile, whole);
            WriteSource(json, profile, whole);
            WriteColumns(json, profile.Columns, whole);
            if (whole && profile.MissingTogether is { } missing)
            {
                WriteMissingTogether(json, missing);
            }

            WritePairs(json, profile.Pairs);
            WriteSlices(json, profile.Slices, whole);
            json.WriteEndObject();
        });
    }

    private static void WriteDefinitions(Utf8JsonWriter json, DatasetProfile profile, bool whole)
    {
        json.WriteStartObject("definitions");
        json.WriteStartArray("missing");
        foreach (var token in profile.MissingTokens)
        {
            json.WriteStringValue(token);
        }

        json.WriteEndArray();
        if (whole)
        {
            json.WriteString("bins", ProfileJson.BinsDefinition);
        }

        json.WriteString("distinct", ProfileJson.DistinctDefinition);
        json.WriteString("quantiles", ProfileJson.QuantilesDefinition);
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, DatasetProfile profile, bool whole)
    {
        json.WriteStartObject("source");
        if (whole)
        {
            json.WriteString("name", profile.Name);
            if (profile.Files.Count > 0)
            {
                json.WriteStartArray("files");
                foreach (var file in profile.Files)
                {
                    json.WriteStartObject();
                    json.WriteString("name", file.Name);
                    json.WriteString("sha256", file.Sha256 ?? throw new InvalidOperationException($"'{file.Name}' was read without its hash, which a stored profile has; leave HashFile on."));
                    json.WriteNumber("bytes", file.Bytes);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }
        }

        json.WriteNumber("rows", profile.Rows);
        if (profile.RowsRefused > 0)
        {
            json.WriteNumber("rowsRefused", profile.RowsRefused);
        }

        if (whole && profile.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (var note in profile.Notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
        }

        if (profile.Sample is { } sample)
        {
            json.WriteStartObject("sample");
            json.WriteNumber("of", sample.Of);
            json.WriteNumber("seed", sample.Seed);
            json.WriteEndObject();
        }

        if (profile.Weights is { } weights)
        {
            json.WriteStartObject("weights");
            json.WriteString("column", weights.Column);
            JsonText.Number(json, "sum", weights.Sum);
            JsonText.Number(json, "effectiveRows", weights.EffectiveRows);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter json, IReadOnlyList<ColumnProfile> columns, bool whole)
    {
        json.WriteStartObject("columns");
        foreach (var column in columns)
        {
            WriteColumn(json, column, whole);
        }

        json.WriteEndObject();
    }

    private static void WriteSlices(Utf8JsonWriter json, IReadOnlyList<SliceProfile> slices, bool whole)
    {
        if (slices.Count == 0)
        {
            return;
        }

        json.WriteStartObject("slices");
        foreach (var slice in slices)
        {
            json.WriteStartObject(slice.Name);
            json.WriteNumber("rows", slice.Rows);
            WriteColumns(json, slice.Columns, whole);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
