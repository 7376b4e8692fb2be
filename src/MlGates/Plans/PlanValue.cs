namespace MlGates.Plans;

/// <summary>A JSON value and its place in the file.</summary>
internal sealed class PlanValue
{
    public required PlanValueKind Kind { get; init; }

    public required SourceLocation Location { get; init; }

    /// <summary>The string, or the number as written.</summary>
    public string Text { get; init; } = "";

    public bool Boolean { get; init; }

    public List<PlanProperty> Properties { get; } = [];

    public List<PlanValue> Items { get; } = [];

    /// <summary>The value as a message quotes it.</summary>
    public string Quoted => Kind switch
    {
        PlanValueKind.String => $"\"{Gates.Text.OneLine(Text)}\"",
        PlanValueKind.Number => Text,
        PlanValueKind.Boolean => Boolean ? "true" : "false",
        PlanValueKind.Null => "null",
        PlanValueKind.Array => Items.Count == 0 ? "an empty list" : "a list",
        _ => Properties.Count == 0 ? "an empty object" : "an object",
    };
}
