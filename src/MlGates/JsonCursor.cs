using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MlGates;

/// <summary>
/// Walks strict JSON and refuses what does not fit with its place: no comments, no trailing commas, no name twice in an object. Cost is linear;
/// nothing is kept.
/// </summary>
internal ref struct JsonCursor
{
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly string _file;
    private readonly string _what;
    private Utf8JsonReader _reader;

    /// <param name="bytes">The whole file, with or without a byte order mark.</param>
    /// <param name="file">Its name for locations.</param>
    /// <param name="what">What it should be, as in "profile".</param>
    internal JsonCursor(ReadOnlySpan<byte> bytes, string file, string what)
    {
        _utf8 = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;
        _file = file;
        _what = what;
        _reader = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>The kind of the token the cursor stands on.</summary>
    internal readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>Goes to the next token.</summary>
    internal void Next()
    {
        try
        {
            if (!_reader.Read())
            {
                throw Refusal("it ends early", _utf8.Length);
            }
        }
        catch (JsonException e)
        {
            // The reader's text ends in its own way of giving the place.
            throw Refusal(e.Message.Split(" LineNumber:")[0].TrimEnd('.'), Offset(e));
        }
    }

    /// <summary>Makes sure that nothing follows.</summary>
    internal void End()
    {
        try
        {
            while (_reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            throw Refusal(e.Message.Split(" LineNumber:")[0].TrimEnd('.'), Offset(e));
        }
    }

    /// <summary>Goes into an object, on whose start the cursor stands.</summary>
    internal readonly HashSet<string> StartObject(string name)
    {
        Expect(JsonTokenType.StartObject, name, "an object");
        return new HashSet<string>(StringComparer.Ordinal);
    }

    /// <summary>Goes into a list, on whose start the cursor stands.</summary>
    internal readonly void StartArray(string name) => Expect(JsonTokenType.StartArray, name, "a list");

    /// <summary>Goes to the value of the object's next member; false at its end.</summary>
    internal bool NextMember(HashSet<string> seen, out string name)
    {
        Next();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            name = "";
            return false;
        }

        name = Unescaped();
        if (!seen.Add(name))
        {
            throw Refuse($"\"{name}\" stands twice in one object");
        }

        Next();
        return true;
    }

    /// <summary>Goes to the list's next item; false at its end.</summary>
    internal bool NextItem()
    {
        Next();
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    internal readonly string Text(string name)
    {
        Expect(JsonTokenType.String, name, "a string");
        return Unescaped();
    }

    internal readonly bool Boolean(string name) => _reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Refuse($"\"{name}\" must be true or false"),
    };

    /// <summary>A whole number of at least 0.</summary>
    internal readonly long Count(string name) =>
        _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var value) && value >= 0
            ? value
            : throw Refuse($"\"{name}\" must be a whole number of at least 0");

    /// <summary>A number, or one of the strings NaN, Infinity, -Infinity.</summary>
    internal readonly double Number(string name)
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetDouble(out var value) && double.IsFinite(value))
        {
            return value;
        }

        var text = _reader.TokenType == JsonTokenType.String ? Unescaped() : "";
        return text switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw Refuse($"\"{name}\" must be a number or \"NaN\", \"Infinity\", \"-Infinity\""),
        };
    }

    /// <summary>The number as it is written.</summary>
    internal readonly string Raw() => Encoding.UTF8.GetString(_reader.ValueSpan);

    /// <summary>Says that the value the cursor stands on is wrong.</summary>
    internal readonly InputException Refuse(string message) => Refusal(message, (int)_reader.TokenStartIndex);

    private readonly string Unescaped()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refuse("a string is not valid Unicode");
        }
    }

    private readonly void Expect(JsonTokenType token, string name, string wanted)
    {
        if (_reader.TokenType != token)
        {
            throw Refuse($"\"{name}\" must be {wanted}");
        }
    }

    private readonly int Offset(JsonException e)
    {
        var start = 0;
        for (var line = 0L; line < (e.LineNumber ?? 0); line++)
        {
            start += _utf8[start..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(start + (e.BytePositionInLine ?? 0), _utf8.Length);
    }

    private readonly InputException Refusal(string message, int offset)
    {
        var before = _utf8[..offset];
        var start = before.LastIndexOf((byte)'\n') + 1;
        var line = before.Count((byte)'\n') + 1;
        return new InputException(
            RuleIds.InputMalformed,
            string.Create(CultureInfo.InvariantCulture, $"Not a valid {_what}: {message}."),
            new SourceLocation(_file, line, Encoding.UTF8.GetCharCount(before[start..]) + 1));
    }
}
