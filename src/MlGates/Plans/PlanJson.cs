using System.Text;
using System.Text.Json;

namespace MlGates.Plans;

/// <summary>Parses JSON with comments and trailing commas, and keeps the place of every value and name.</summary>
internal sealed class PlanJson
{
    private const int MaxDepth = 32;

    private readonly byte[] _utf8;
    private readonly string _file;
    private readonly List<int> _lineStarts = [0];

    private PlanJson(byte[] utf8, string file)
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
    /// <param name="file">Its name for locations.</param>
    /// <exception cref="InputException">Not valid JSON, or a name twice in one object.</exception>
    public static PlanValue Parse(byte[] utf8, string file)
    {
        var bytes = utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8;
        var parser = new PlanJson(bytes, file);
        if (bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw parser.Invalid("empty: a plan is a JSON object with a list \"checks\"", new SourceLocation(file, 1, 1));
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

    private PlanValue ReadValue(ref Utf8JsonReader reader)
    {
        var location = At((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, location);
            case JsonTokenType.StartArray:
                var array = new PlanValue { Kind = PlanValueKind.Array, Location = location };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Items.Add(ReadValue(ref reader));
                }

                return array;
            case JsonTokenType.String:
                return new PlanValue { Kind = PlanValueKind.String, Location = location, Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new PlanValue { Kind = PlanValueKind.Number, Location = location, Text = Encoding.UTF8.GetString(reader.ValueSpan) };
            case JsonTokenType.True or JsonTokenType.False:
                return new PlanValue { Kind = PlanValueKind.Boolean, Location = location, Boolean = reader.GetBoolean() };
            default:
                return new PlanValue { Kind = PlanValueKind.Null, Location = location };
        }
    }

    private PlanValue ReadObject(ref Utf8JsonReader reader, SourceLocation location)
    {
        var value = new PlanValue { Kind = PlanValueKind.Object, Location = location };
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var at = At((int)reader.TokenStartIndex);
            if (value.Properties.Find(p => p.Name == name) is { } earlier)
            {
                throw Invalid($"ambiguous: \"{name}\" stands twice in one object (first in line {earlier.Location.Line}); remove one", at);
            }

            reader.Read();
            value.Properties.Add(new PlanProperty(name, at, ReadValue(ref reader)));
        }

        return value;
    }

    private SourceLocation At(int offset)
    {
        var line = _lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        var column = Encoding.UTF8.GetCharCount(_utf8, _lineStarts[line], offset - _lineStarts[line]);
        return new SourceLocation(_file, line + 1, column + 1);
    }

    private InputException Invalid(string message, SourceLocation location, Exception? inner = null) =>
        new(RuleIds.InvalidPlan, $"The plan is {message}.", location, inner);
}
