namespace MlGates.Schemas;

/// <summary>
/// Reads schemas of TensorFlow Metadata (<c>schema.pbtxt</c>, the message <c>tensorflow.metadata.v0.Schema</c> in protobuf's text format), so that a team that
/// trains in TFX keeps its schema. Rules mean here what TensorFlow Data Validation makes of them; what has no counterpart is said in
/// <see cref="TfmdSchema.Notes"/>, never dropped in silence.
/// </summary>
public static class TfmdSchemaText
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="displayPath">The path messages show; <paramref name="path"/> by default.</param>
    /// <exception cref="InputException">MLG0003: missing or unreadable. MLG1001, with line and column: not text format, a value of the wrong kind, a misspelt field, or a contradiction.</exception>
    public static TfmdSchema Read(string path, string? displayPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(SchemaText.Bytes(path, displayPath ?? path), displayPath ?? path);
    }

    /// <summary>Reads UTF-8 text. O(length).</summary>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static TfmdSchema Parse(byte[] utf8, string displayPath)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        var file = new JsonFile(displayPath, "schema", RuleIds.SchemaInvalid);
        return new TfmdSchemaReader(file).Read(ProtoTextReader.Read(utf8, file));
    }
}
