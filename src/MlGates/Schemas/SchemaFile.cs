using System.Text;
using System.Text.Json;

namespace MlGates.Schemas;

/// <summary>
/// The schema file: canonical JSON made for review in git, one entry a line, columns in ordinal order. Comments and trailing commas may be added by hand; they
/// are lost when the file is written anew. A schema of TensorFlow Metadata (<c>schema.pbtxt</c>) is read as well, see <see cref="TfmdSchemaText"/>.
/// </summary>
public static class SchemaFile
{
    /// <summary>The version of the file's shape.</summary>
    public const int SchemaVersion = 1;

    internal const string Kind = "schema";

    /// <summary>The type of a column that may hold any values.</summary>
    internal const string AnyType = "any";

    private static readonly string[] TfmdEndings = [".pbtxt", ".textproto", ".prototxt"];

    /// <summary>Reads a schema, in JSON or in the text of TensorFlow Metadata, which <see cref="DatasetSchema.NotTakenOver"/> then completes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="displayPath">The path messages show; <paramref name="path"/> by default.</param>
    /// <exception cref="InputException">MLG0003: missing or unreadable. MLG1001, with line and column: not a schema, an unknown rule, or a contradiction.</exception>
    public static DatasetSchema Read(string path, string? displayPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(SchemaText.Bytes(path, displayPath ?? path), displayPath ?? path);
    }

    /// <summary>Reads a schema from UTF-8: TensorFlow Metadata's text where the path ends in <c>.pbtxt</c>, <c>.textproto</c> or <c>.prototxt</c>, or, unless it ends in <c>.json</c>, where no JSON begins; else JSON.</summary>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static DatasetSchema Parse(byte[] utf8, string displayPath)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        return IsTfmd(utf8, displayPath) ? TfmdSchemaText.Parse(utf8, displayPath).Schema : SchemaJsonReader.Read(utf8, displayPath);
    }

    /// <summary>Whether a file is text of TensorFlow Metadata: by its ending, else by whether it begins as such a text does, with a field's name or a comment.</summary>
    internal static bool IsTfmd(ReadOnlySpan<byte> utf8, string path)
    {
        if (Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var text = (utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8).TrimStart(" \t\r\n"u8);
        return HasTfmdEnding(path) || text.StartsWith("#"u8) || BeginsWithField(text);
    }

    // A table of data given by mistake begins with a word too, but no ':' and no '{' comes after it.
    private static bool BeginsWithField(ReadOnlySpan<byte> text)
    {
        var word = 0;
        while (word < text.Length && (char.IsAsciiLetterOrDigit((char)text[word]) || text[word] == '_'))
        {
            word++;
        }

        var rest = text[word..].TrimStart(" \t\r\n"u8);
        return word > 0 && !rest.IsEmpty && rest[0] is (byte)':' or (byte)'{' or (byte)'<';
    }

    private static bool HasTfmdEnding(string path) => TfmdEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether JSON has comments, which are lost when a schema is written anew.</summary>
    internal static bool HasComments(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Comment)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a schema, whole or not at all.</summary>
    /// <exception cref="InputException">MLG0003: the file cannot be written. MLG0001: its name is one by which a schema is read as TensorFlow Metadata.</exception>
    public static void Write(DatasetSchema schema, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (HasTfmdEnding(path))
        {
            throw new InputException(RuleIds.Usage, $"'{Text.OneLine(Path.GetFileName(path), 60)}' would be read as text of TensorFlow Metadata, and what is written is JSON; give a name that ends in .json.");
        }

        AtomicFile.Write(path, ToJson(schema));
    }

    /// <summary>The file's text: the same schema gives the same bytes.</summary>
    public static string ToJson(DatasetSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return SchemaJsonWriter.Write(schema);
    }
}
