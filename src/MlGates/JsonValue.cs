namespace MlGates;

/// <summary>A JSON value and its place in the file.</summary>
internal sealed class JsonValue
{
    public required JsonFile File { get; init; }

    public required JsonKind Kind { get; init; }

    public required SourceLocation Location { get; init; }

    /// <summary>The string, or the number as written.</summary>
    public string Text { get; init; } = "";

    public bool Boolean { get; init; }

    public List<JsonProperty> Properties { get; } = [];

    public List<JsonValue> Items { get; } = [];

    /// <summary>An error of this value.</summary>
    public InputException Error(string message) => File.Error(Location, message);

    /// <summary>The value as a message quotes it.</summary>
    public string Quoted => Kind switch
    {
        JsonKind.String => $"\"{MlGates.Text.OneLine(Text)}\"",
        JsonKind.Number => Text,
        JsonKind.Boolean => Boolean ? "true" : "false",
        JsonKind.Null => "null",
        JsonKind.Array => Items.Count == 0 ? "an empty list" : "a list",
        _ => Properties.Count == 0 ? "an empty object" : "an object",
    };
}
