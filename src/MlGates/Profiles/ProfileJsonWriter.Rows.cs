using System.Text.Json;

namespace MlGates.Profiles;

// What is said of several columns of the same rows.
internal static partial class ProfileJsonWriter
{
    private static void WriteMissingTogether(Utf8JsonWriter json, MissingTogether missing)
    {
        json.WriteStartObject("missingTogether");
        json.WriteNumber("completeRows", missing.CompleteRows);
        json.WriteBoolean("exact", missing.IsExact);
        json.WriteStartArray("sets");
        foreach (var set in missing.Sets)
        {
            json.WriteStartObject();
            WriteTexts(json, "columns", set.Columns);
            json.WriteNumber("atLeast", set.AtLeast);
            json.WriteNumber("atMost", set.AtMost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter json, IReadOnlyList<PairProfile> pairs)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        json.WriteStartArray("pairs");
        foreach (var pair in pairs)
        {
            json.WriteStartObject();
            json.WriteString("first", pair.First);
            json.WriteString("second", pair.Second);
            json.WriteNumber("rows", pair.Rows);
            if (pair.Reason is not null)
            {
                json.WriteString("reason", pair.Reason);
            }

            if (pair.Correlation is { } correlation)
            {
                json.WriteStartObject("correlation");
                json.WriteNumber("rows", correlation.Rows);
                JsonText.Number(json, "covariance", correlation.Covariance);
                JsonText.Number(json, "pearson", correlation.Pearson);
                JsonText.Number(json, "spearman", correlation.Spearman);
                json.WriteNumber("sampleRows", correlation.SampleRows);
                json.WriteBoolean("sampled", correlation.IsSampled);
                json.WriteEndObject();
            }

            if (pair.Association is { } association)
            {
                WriteAssociation(json, association);
            }

            WriteLifts(json, pair.Lifts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAssociation(Utf8JsonWriter json, PairAssociation association)
    {
        json.WriteStartObject("association");
        json.WriteNumber("rows", association.Rows);
        json.WriteNumber("firstValues", association.FirstValues);
        json.WriteNumber("secondValues", association.SecondValues);
        if (association.Binned is not null)
        {
            json.WriteString("binned", association.Binned);
            json.WriteBoolean("sampled", association.IsSampled);
        }

        JsonText.Number(json, "cramersV", association.CramersV);
        JsonText.Number(json, "cramersVCorrected", association.CramersVCorrected);
        JsonText.Number(json, "mutualInformation", association.MutualInformation);
        JsonText.Number(json, "mutualInformationCorrected", association.MutualInformationCorrected);
        JsonText.Number(json, "normalizedInformation", association.NormalizedInformation);
        json.WriteEndObject();
    }

    private static void WriteLifts(Utf8JsonWriter json, IReadOnlyList<PairLift> lifts)
    {
        if (lifts.Count == 0)
        {
            return;
        }

        json.WriteStartArray("lifts");
        foreach (var lift in lifts)
        {
            json.WriteStartObject();
            json.WriteString("value", lift.Value);
            json.WriteString("label", lift.Label);
            json.WriteNumber("rows", lift.Rows);
            json.WriteNumber("valueRows", lift.ValueRows);
            JsonText.Number(json, "lift", lift.Lift);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
