using System.Globalization;
using System.Text;

namespace MlGates.Schemas;

/// <summary>
/// Reads protobuf's text format ("Text Format Language Specification", protobuf.dev) without knowing the message: fields, messages in braces or angle brackets,
/// short lists, strings side by side, comments.
/// </summary>
internal sealed class ProtoTextReader
{
    private const int MostDepth = 32;

    private readonly string _text;
    private readonly JsonFile _file;
    private int _at;
    private int _line = 1;
    private int _lineStart;

    private ProtoTextReader(string text, JsonFile file)
    {
        _text = text;
        _file = file;
    }

    /// <summary>The fields of the outermost message, in their order.</summary>
    /// <exception cref="InputException">Not text format, with line and column.</exception>
    internal static IReadOnlyList<ProtoField> Read(byte[] utf8, JsonFile file)
    {
        var bytes = utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? utf8.AsSpan(3) : utf8;
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var before = Encoding.UTF8.GetString(bytes[..e.Index]);
            var line = before.LastIndexOf('\n') + 1;
            throw file.Error(new SourceLocation(file.Name, before.Count(c => c == '\n') + 1, before.Length - line + 1), $"the {file.What} is no valid UTF-8", e);
        }

        return new ProtoTextReader(text, file).Message('\0', 0);
    }

    private SourceLocation Here => new(_file.Name, _line, _at - _lineStart + 1);

    // A NUL in the text is no character of the language either.
    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private bool AtEnd => _at >= _text.Length;

    private List<ProtoField> Message(char end, int depth)
    {
        if (depth > MostDepth)
        {
            throw Error($"messages are nested more than {MostDepth} deep");
        }

        var fields = new List<ProtoField>();
        var opened = Here;
        while (true)
        {
            Blank();
            if (AtEnd)
            {
                return end == '\0' ? fields : throw Error($"the message that begins in line {opened.Line} lacks its '{end}'");
            }

            if (end != '\0' && Current == end)
            {
                _at++;
                return fields;
            }

            Field(fields, depth);
            Blank();
            if (Current is ',' or ';')
            {
                _at++;
            }
        }
    }

    private void Field(List<ProtoField> fields, int depth)
    {
        var location = Here;
        var name = Name();
        Blank();
        var hasColon = Current == ':';
        if (hasColon)
        {
            _at++;
            Blank();
        }

        if (Current == '[')
        {
            _at++;
            Blank();
            while (Current != ']')
            {
                fields.Add(Value(name, location, hasColon, depth));
                Blank();
                if (Current == ',')
                {
                    _at++;
                    Blank();
                }
                else if (Current != ']')
                {
                    throw Error($"a list holds values with ',' between and ends with ']', found {Found}");
                }
            }

            _at++;
            return;
        }

        fields.Add(Value(name, location, hasColon, depth));
    }

    private ProtoField Value(string name, SourceLocation location, bool hasColon, int depth)
    {
        var place = Here;
        if (Current is '{' or '<')
        {
            var end = Current == '{' ? '}' : '>';
            _at++;
            return new ProtoField(name, location, place) { Fields = Message(end, depth + 1) };
        }

        if (!hasColon)
        {
            throw Error($"after \"{MlGates.Text.OneLine(name, 60)}\" comes ':' and a value, or a message in braces; found {Found}");
        }

        if (Current is '"' or '\'')
        {
            var text = new StringBuilder();
            do
            {
                String(text);
                Blank();
            }
            while (Current is '"' or '\'');
            return new ProtoField(name, location, place) { Text = text.ToString(), IsString = true };
        }

        var start = _at;
        if (Current == '-')
        {
            _at++;
            Blank();
        }

        var word = _at;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '.' || (Current is '+' or '-' && _at > word && _text[_at - 1] is 'e' or 'E' && !_text.AsSpan(word, _at - word).StartsWith("0x")))
        {
            _at++;
        }

        return _at > word
            ? new ProtoField(name, location, place) { Text = (_text[start] == '-' ? "-" : "") + _text[word.._at] }
            : throw Error($"\"{MlGates.Text.OneLine(name, 60)}\" lacks its value, found {Found}");
    }

    private string Name()
    {
        var start = _at;
        if (Current == '[')
        {
            // An extension, or the type of an Any.
            var end = _text.AsSpan(_at).IndexOfAny(']', '\n');
            if (end < 0 || _text[_at + end] != ']')
            {
                throw Error("a name in brackets lacks its ']'");
            }

            _at += end + 1;
            return _text[start.._at];
        }

        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
        {
            _at++;
        }

        return _at > start && !char.IsAsciiDigit(_text[start]) ? _text[start.._at] : throw Error($"the name of a field must stand here, found {Found}");
    }

    private void String(StringBuilder text)
    {
        var quote = Current;
        var bytes = new List<byte>();
        for (_at++; Current != quote; _at++)
        {
            if (AtEnd || Current == '\n')
            {
                throw Error("a string lacks its closing quote");
            }

            if (Current == '\\')
            {
                _at++;
                Escape(text, bytes);
                continue;
            }

            Flush(text, bytes);
            text.Append(Current);
        }

        Flush(text, bytes);
        _at++;
    }

    // Leaves the reader on the last character of the escape. Octal and hexadecimal ones are bytes of UTF-8.
    private void Escape(StringBuilder text, List<byte> bytes)
    {
        const string Letters = "abfnrtv\\'\"?";
        const string Meanings = "\a\b\f\n\r\t\v\\'\"?";
        if (Letters.IndexOf(Current, StringComparison.Ordinal) is >= 0 and var known)
        {
            Flush(text, bytes);
            text.Append(Meanings[known]);
        }
        else if (Current is >= '0' and <= '7')
        {
            bytes.Add((byte)Digits(8, 3));
        }
        else if (Current is 'x' or 'X')
        {
            _at++;
            bytes.Add((byte)Digits(16, 2));
        }
        else if (Current is 'u' or 'U')
        {
            var length = Current == 'u' ? 4 : 8;
            _at++;
            var code = Digits(16, length);
            Flush(text, bytes);
            text.Append(Rune.TryCreate(code, out var rune) ? rune.ToString() : throw Error("an escape is no Unicode character"));
        }
        else
        {
            throw Error($"'\\{(AtEnd ? "" : MlGates.Text.OneLine(Current.ToString()))}' is no escape");
        }
    }

    private int Digits(int radix, int most)
    {
        var value = 0;
        var count = 0;
        for (; count < most && char.IsAsciiHexDigit(Current) && (radix == 16 || Current <= '7'); count++, _at++)
        {
            value = (value * radix) + int.Parse(_text.AsSpan(_at, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        if (count == 0 || (radix == 8 && value > 255))
        {
            throw Error("an escape lacks its digits, or is no byte");
        }

        _at--;
        return value;
    }

    private void Flush(StringBuilder text, List<byte> bytes)
    {
        if (bytes.Count > 0)
        {
            try
            {
                text.Append(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]));
            }
            catch (DecoderFallbackException)
            {
                throw Error("the escaped bytes before are no valid UTF-8, which MlGates cannot hold");
            }

            bytes.Clear();
        }
    }

    private void Blank()
    {
        while (!AtEnd)
        {
            if (Current == '\n')
            {
                _at++;
                (_line, _lineStart) = (_line + 1, _at);
            }
            else if (Current is ' ' or '\t' or '\r' or '\v' or '\f')
            {
                _at++;
            }
            else if (Current == '#')
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    private string Found => AtEnd ? "the end of the file" : $"'{MlGates.Text.OneLine(Rune.TryGetRuneAt(_text, _at, out var rune) ? rune.ToString() : "\uFFFD")}'";

    private InputException Error(string message) => _file.Error(Here, message);
}
