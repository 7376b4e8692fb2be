using System.Text;
using System.Text.Json;

namespace MlGates;

/// <summary>Parses JSON with comments and trailing commas, and keeps the place of every value and name.</summary>
internal sealed class JsonTree
{
    private const int MaxDepth = 32;

    private readonly byte[] _utf8;
    private readonly JsonFile _file;
    private readonly List<int> _lineStarts = [0];

    private JsonTree(byte[] utf8, JsonFile file)
    {
        _utf8 = utf8;
        _file = file;
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == (byte)'\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>Parses a whole file.</summary>
    /// <param name="utf8">The file's bytes, with or without a byte order mark.</param>
    /// <param name="file">Which file it is.</param>
    /// <exception cref="InputException">Not valid JSON, or a name twice in one object.</exception>
    public static JsonValue Parse(byte[] utf8, JsonFile file)
    {
        var bytes = utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8;
        var parser = new JsonTree(bytes, file);
        if (bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw parser.Invalid("empty, not a JSON object", new SourceLocation(file.Name, 1, 1));
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var value = parser.ReadValue(ref reader);
            while (reader.Read())
            {
            }

            return value;
        }
        catch (JsonException e)
        {
            // The reader's own text ends in "LineNumber: … | BytePositionInLine: …", which the location says better.
            var text = e.Message.Split(" LineNumber:")[0].TrimEnd('.');
            var offset = e is { LineNumber: { } line, BytePositionInLine: { } position } && line < parser._lineStarts.Count
                ? Math.Min(parser._lineStarts[(int)line] + (int)position, bytes.Length)
                : (int)reader.BytesConsumed;
            throw parser.Invalid($"not valid JSON: {text}", parser.At(offset), e);
        }
        catch (InvalidOperationException e)
        {
            // A string that is not valid UTF-8 or escapes half a surrogate pair.
            throw parser.Invalid("not valid JSON: a string is not valid Unicode", parser.At((int)reader.TokenStartIndex), e);
        }
    }

    private JsonValue ReadValue(ref Utf8JsonReader reader)
    {
        var location = At((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, location);
            case JsonTokenType.StartArray:
                var array = new JsonValue { File = _file, Kind = JsonKind.Array, Location = location };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Items.Add(ReadValue(ref reader));
                }

                return array;
            case JsonTokenType.String:
                return new JsonValue { File = _file, Kind = JsonKind.String, Location = location, Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new JsonValue { File = _file, Kind = JsonKind.Number, Location = location, Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            case JsonTokenType.True or JsonTokenType.False:
                return new JsonValue { File = _file, Kind = JsonKind.Boolean, Location = location, Boolean = reader.GetBoolean() };
            default:
                return new JsonValue { File = _file, Kind = JsonKind.Null, Location = location };
        }
    }

    private JsonValue ReadObject(ref Utf8JsonReader reader, SourceLocation location)
    {
        var value = new JsonValue { File = _file, Kind = JsonKind.Object, Location = location };
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var at = At((int)reader.TokenStartIndex);
            if (value.Properties.Find(p => p.Name == name) is { } earlier)
            {
                throw Invalid($"ambiguous: \"{name}\" stands twice in one object (first in line {earlier.Location.Line}); remove one", at);
            }

            reader.Read();
            value.Properties.Add(new JsonProperty(name, at, ReadValue(ref reader)));
        }

        return value;
    }

    private SourceLocation At(int offset)
    {
        var line = _lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        var column = Encoding.UTF8.GetCharCount(_utf8, _lineStarts[line], offset - _lineStarts[line]);
        return new SourceLocation(_file.Name, line + 1, column + 1);
    }

    private InputException Invalid(string message, SourceLocation location, Exception? inner = null) =>
        _file.Error(location, $"the {_file.What} is {message}", inner);
}
