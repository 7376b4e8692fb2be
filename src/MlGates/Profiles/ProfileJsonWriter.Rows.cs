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
