using System.Globalization;
using System.Text;

namespace MlGates.Build;

/// <summary>
/// Reads one JSON document (RFC 8259), strictly: nothing after it, no duplicate names, no truncation. Our own because the task must load
/// in every MSBuild host without further assemblies, and the reader that netstandard2.0 has (<c>JsonReaderWriterFactory</c>) accepts
/// truncated and concatenated documents, which here could turn a crashed run into a verdict.
/// </summary>
internal sealed class JsonReader
{
    // A results file is five levels deep; more than this is not one, and recursion must end before the stack does.
    private const int MaxDepth = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonReader(string text) => _text = text;

    /// <summary>
    /// The document as a tree: <see cref="JsonMembers"/>, <see cref="List{T}"/>, <see cref="string"/>, <see cref="double"/>, <see cref="bool"/> or null. O(n).
    /// </summary>
    /// <exception cref="FormatException">The text is not one JSON document; the message names line and column.</exception>
    public static object? Parse(string text)
    {
        // A byte order mark is not JSON, but editors leave one and it hides nothing.
        var reader = new JsonReader(text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text);
        var value = reader.Value();
        reader.Blank();
        return reader._at == reader._text.Length ? value : throw reader.Unexpected("the end");
    }

    private object? Value()
    {
        Blank();
        switch (Peek())
        {
            case '{': return Nested(Object);
            case '[': return Nested(Array);
            case '"': return String();
            case 't': return Word("true", true);
            case 'f': return Word("false", false);
            case 'n': return Word("null", null);
            default: return Number();
        }
    }

    private object Nested(Func<object> read)
    {
        if (++_depth > MaxDepth)
        {
            throw Unexpected("at most 64 levels");
        }

        _at++;
        var value = read();
        _depth--;
        return value;
    }

    private object Object()
    {
        var result = new JsonMembers();
        Blank();
        if (Take('}'))
        {
            return result;
        }

        do
        {
            Blank();
            var start = _at;
            var name = String();
            Blank();
            Expect(':');
            var value = Value();
            if (result.ContainsKey(name))
            {
                _at = start;
                throw Unexpected($"the name \"{name}\" only once");
            }

            result.Add(name, value);
            Blank();
        }
        while (Take(','));

        Expect('}');
        return result;
    }

    private object Array()
    {
        var result = new List<object?>();
        Blank();
        if (Take(']'))
        {
            return result;
        }

        do
        {
            result.Add(Value());
            Blank();
        }
        while (Take(','));

        Expect(']');
        return result;
    }

    private string String()
    {
        Expect('"');
        var text = new StringBuilder();
        while (true)
        {
            var c = Peek();
            if (c < ' ')
            {
                throw Unexpected("a string to be closed");
            }

            _at++;
            if (c == '"')
            {
                return text.ToString();
            }

            text.Append(c == '\\' ? Escaped() : c);
        }
    }

    private char Escaped()
    {
        var c = Peek();
        _at++;
        switch (c)
        {
            case '"' or '\\' or '/': return c;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                _at--;
                throw Unexpected("an escape");
        }
    }

    private double Number()
    {
        var start = _at;
        Take('-');
        if (!Take('0'))
        {
            Digits();
        }

        if (Take('.'))
        {
            Digits();
        }

        if (Take('e') || Take('E'))
        {
            if (!Take('+'))
            {
                Take('-');
            }

            Digits();
        }

        return double.Parse(_text.Substring(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private void Digits()
    {
        if (Peek() is < '0' or > '9')
        {
            throw Unexpected("a value");
        }

        while (Peek() is >= '0' and <= '9')
        {
            _at++;
        }
    }

    private object? Word(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Unexpected("a value");
        }

        _at += word.Length;
        return value;
    }

    private void Blank()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    // NUL stands for the end: it is no JSON character, so a real one is refused just the same.
    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool Take(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Take(c))
        {
            throw Unexpected($"'{c}'");
        }
    }

    private FormatException Unexpected(string expected)
    {
        var line = 1;
        var column = 1;
        for (var i = 0; i < _at && i < _text.Length; i++)
        {
            (line, column) = _text[i] == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        var found = _at < _text.Length ? $"'{_text[_at]}'" : "the end";
        return new FormatException(string.Format(CultureInfo.InvariantCulture, "expected {0}, found {1} at line {2}, column {3}", expected, found, line, column));
    }
}
