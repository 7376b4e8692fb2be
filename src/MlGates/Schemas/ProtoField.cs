namespace MlGates.Schemas;

/// <summary>A field of a protobuf message in text format, with its place.</summary>
/// <param name="Name">Its name; an extension's in brackets.</param>
/// <param name="Location">Where the name stands.</param>
/// <param name="ValueLocation">Where the value stands.</param>
internal sealed record ProtoField(string Name, SourceLocation Location, SourceLocation ValueLocation)
{
    /// <summary>The fields of a message; null for a scalar.</summary>
    internal IReadOnlyList<ProtoField>? Fields { get; init; }

    /// <summary>The string without quotes and escapes, or the number or word as written.</summary>
    internal string Text { get; init; } = "";

    /// <summary>Whether the scalar stands in quotes.</summary>
    internal bool IsString { get; init; }

    /// <summary>The value as a message quotes it.</summary>
    internal string Quoted => Fields is not null ? "a message" : IsString ? $"\"{MlGates.Text.OneLine(Text, 60)}\"" : MlGates.Text.OneLine(Text, 60);
}
