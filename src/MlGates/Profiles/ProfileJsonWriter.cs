using System.Text.Json;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>Writes profiles as canonical JSON.</summary>
internal static class ProfileJsonWriter
{
    /// <param name="profile">The profile.</param>
    /// <param name="whole">False leaves out what identifies input and library, and the bins, which move with every value and say no more than the quantiles.</param>
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
            json.WriteStartObject("columns");
            foreach (var column in profile.Columns)
            {
                WriteColumn(json, column, whole);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static void WriteDefinitions(Utf8JsonWriter json, DatasetProfile profile, bool bins)
    {
        json.WriteStartObject("definitions");
        json.WriteStartArray("missing");
        foreach (var token in profile.MissingTokens)
        {
            json.WriteStringValue(token);
        }

        json.WriteEndArray();
        if (bins)
        {
            json.WriteString("bins", ProfileJson.BinsDefinition);
        }

        json.WriteString("distinct", ProfileJson.DistinctDefinition);
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, DatasetProfile profile, bool whole)
    {
        json.WriteStartObject("source");
        if (whole)
        {
            json.WriteString("name", profile.Name);
            if (profile.Sha256 is not null)
            {
                json.WriteString("sha256", profile.Sha256);
            }
        }

        json.WriteNumber("rows", profile.Rows);
        json.WriteEndObject();
    }

    private static void WriteColumn(Utf8JsonWriter json, ColumnProfile column, bool bins)
    {
        json.WriteStartObject(column.Name);
        json.WriteString("type", TypeWord(column.Type));
        json.WriteNumber("present", column.Present);
        json.WriteNumber("missing", column.Missing);
        json.WriteNumber("distinct", column.Distinct.Value);
        json.WriteBoolean("distinctExact", column.Distinct.Exact);
        if (column.Numeric is not null)
        {
            WriteNumeric(json, column.Numeric);
            if (bins)
            {
                WriteBins(json, column.Numeric.Bins);
            }
        }

        if (column.Categories is not null)
        {
            json.WriteStartObject("categories");
            foreach (var (value, count) in column.Categories.Counts.OrderBy(c => c.Key, StringComparer.Ordinal))
            {
                json.WriteNumber(value, count);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteNumeric(Utf8JsonWriter json, NumericProfile numeric)
    {
        json.WriteNumber("nan", numeric.NaN);
        json.WriteNumber("positiveInfinity", numeric.PositiveInfinity);
        json.WriteNumber("negativeInfinity", numeric.NegativeInfinity);
        json.WriteNumber("zeros", numeric.Zeros);
        JsonText.Number(json, "min", numeric.Min);
        JsonText.Number(json, "max", numeric.Max);
        JsonText.Number(json, "mean", numeric.Mean);
        JsonText.Number(json, "standardDeviation", numeric.StandardDeviation);
        json.WriteStartObject("quantiles");
        for (var i = 0; i < numeric.Quantiles.Count; i++)
        {
            JsonText.Number(json, ProfileJson.Level(NumericProfile.QuantileLevels[i]), numeric.Quantiles[i]);
        }

        json.WriteEndObject();
    }

    private static void WriteBins(Utf8JsonWriter json, QuantileBins bins)
    {
        json.WriteStartObject("bins");
        json.WriteStartArray("edges");
        foreach (var edge in bins.Edges)
        {
            json.WriteNumberValue(edge);
        }

        json.WriteEndArray();
        json.WriteStartArray("counts");
        foreach (var count in bins.Counts)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string TypeWord(ColumnType type) => ProfileJson.Types.First(t => t.Value == type).Key;
}
