using System.Text.Json;

namespace MlGates.Data;

/// <summary>Goes through the objects of a block, line by line, to find out about keys or to fill batches.</summary>
/// <param name="source">The file.</param>
/// <param name="root">The keys known so far.</param>
/// <param name="buffer">The lines.</param>
/// <param name="end">Where they end.</param>
/// <param name="firstLine">The number of the first one.</param>
internal sealed class JsonRows(JsonLinesSource source, JsonKey root, byte[] buffer, int end, int firstLine)
{
    private const int MostNesting = 64;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MostNesting };

    private byte[] _scratch = [];
    private int _at;
    private int _line = firstLine;
    private int _start;
    private long _row;

    /// <summary>Notes the kinds of all values.</summary>
    internal void Survey()
    {
        while (NextLine(out var start, out var length))
        {
            Read(start, length, null);
        }
    }

    /// <summary>Fills a batch; the columns must have been reset and hold the buffer.</summary>
    internal void Fill(RowBatch batch, JsonKey[] columns)
    {
        while (batch.Count < batch.Capacity && NextLine(out var start, out var length))
        {
            Read(start, length, batch);
            for (var i = 0; i < columns.Length; i++)
            {
                if (batch.Columns[i].Count == batch.Count)
                {
                    batch.Columns[i].AddMissing();
                }
            }

            batch.EndRow(_line - 1);
        }
    }

    private bool NextLine(out int start, out int length)
    {
        while (_at < end)
        {
            start = _at;
            var rest = buffer.AsSpan(start, end - start);
            length = rest.IndexOf((byte)'\n') is var found and >= 0 ? found : rest.Length;
            _at += Math.Min(length + 1, rest.Length);
            _line++;
            if (rest[..length].ContainsAnyExcept(" \t\r"u8))
            {
                return true;
            }
        }

        (start, length) = (0, 0);
        return false;
    }

    private void Read(int start, int length, RowBatch? batch)
    {
        _start = start;
        _row++;
        var reader = new Utf8JsonReader(buffer.AsSpan(start, length), Strict);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw Wrong(ref reader, reader.TokenType == JsonTokenType.StartArray && _line == 2
                    ? "The file is one JSON array, or its rows are arrays; write one object a line."
                    : "The line is no JSON object; write one object a line.");
            }

            Object(ref reader, root, batch);
            reader.Read();
        }
        catch (JsonException e)
        {
            // The library's message ends with a place that counts from the line.
            var what = FirstLine.Of(e).Split(" LineNumber", 2)[0].TrimEnd('.');
            throw new InputException(RuleIds.InputMalformed, $"The line is not one JSON object: {what}.", At((int)(e.BytePositionInLine ?? 0) + 1), e);
        }
    }

    private void Object(ref Utf8JsonReader reader, JsonKey parent, RowBatch? batch)
    {
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.ValueIsEscaped ? parent.Find(Unescaped(ref reader), ref next) : parent.Find(reader.ValueSpan, ref next);
            if (key is null)
            {
                key = batch is null ? parent.Add(System.Text.Encoding.UTF8.GetString(reader.ValueIsEscaped ? Unescaped(ref reader) : reader.ValueSpan)) : throw Changed();
            }

            if (key.Row == _row)
            {
                throw Wrong(ref reader, $"The object has the key '{key.Name}' twice.");
            }

            key.Row = _row;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && key.Depth <= JsonLinesSource.MostDepth - 1)
            {
                key.Kinds |= batch is null ? JsonKinds.Object : 0;
                Object(ref reader, key, batch);
            }
            else if (batch is null)
            {
                Note(ref reader, key);
            }
            else if (key.Column < 0)
            {
                reader.Skip();
            }
            else
            {
                Add(ref reader, key, batch.Columns[key.Column]);
            }
        }
    }

    private void Note(ref Utf8JsonReader reader, JsonKey key)
    {
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            key.Kinds |= Kind(ref reader, (key.Kinds & JsonKinds.NoTime) == 0);
            return;
        }

        if (reader.TokenType == JsonTokenType.StartObject)
        {
            key.Kinds |= JsonKinds.Literal;
            reader.Skip();
            return;
        }

        var (elements, nested) = (JsonKinds.None, false);
        for (reader.Read(); reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                nested = true;
                reader.Skip();
            }
            else
            {
                elements |= Kind(ref reader, false);
            }
        }

        key.Kinds |= nested ? JsonKinds.Literal : JsonKinds.List;
        key.Elements |= elements;
    }

    private JsonKinds Kind(ref Utf8JsonReader reader, bool times) => reader.TokenType switch
    {
        JsonTokenType.String => JsonKinds.Text | (times && Timestamp.TryParse(reader.ValueIsEscaped ? Unescaped(ref reader) : reader.ValueSpan, out _) ? 0 : Checked(ref reader)),
        JsonTokenType.Number => reader.TryGetInt64(out _) ? JsonKinds.Integer : JsonKinds.Number,
        JsonTokenType.True or JsonTokenType.False => JsonKinds.Boolean,
        _ => JsonKinds.None,
    };

    // Escapes are looked through even where the text does not count, so that what is wrong is found on the first pass.
    private JsonKinds Checked(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            Unescaped(ref reader);
        }

        return JsonKinds.NoTime;
    }

    private void Add(ref Utf8JsonReader reader, JsonKey key, ColumnBatch column)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            column.AddMissing();
            return;
        }

        if (!key.IsList)
        {
            Value(ref reader, key, column);
            return;
        }

        var nulls = 0;
        for (reader.Read(); reader.TokenType != JsonTokenType.EndArray; reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                nulls++;
            }
            else
            {
                Value(ref reader, key, column);
            }
        }

        column.EndList(nulls);
    }

    private void Value(ref Utf8JsonReader reader, JsonKey key, ColumnBatch column)
    {
        switch (key.Encoding)
        {
            case ColumnEncoding.Int64:
                column.Add(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var integer) ? integer : throw Changed());
                break;
            case ColumnEncoding.Float64:
                column.Add(reader.TokenType == JsonTokenType.Number && TextValue.TryNumber(reader.ValueSpan, out var number) ? number : throw Changed());
                break;
            case ColumnEncoding.Boolean:
                column.Add(reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.TokenType == JsonTokenType.True : throw Changed());
                break;
            default:
                Text(ref reader, column);
                break;
        }
    }

    private void Text(ref Utf8JsonReader reader, ColumnBatch column)
    {
        var start = _start + (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            column.AddSlice(start, _start + (int)reader.BytesConsumed - start);
            return;
        }

        // What a text is without its escapes is shorter and takes their place: the reader is past it.
        var text = reader.ValueIsEscaped ? Unescaped(ref reader) : default;
        if (reader.ValueIsEscaped)
        {
            text.CopyTo(buffer.AsSpan(start + 1));
        }

        column.AddSlice(start + 1, reader.ValueIsEscaped ? text.Length : reader.ValueSpan.Length);
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        var length = reader.ValueSpan.Length;
        if (_scratch.Length < length)
        {
            _scratch = new byte[2 * length];
        }

        try
        {
            return _scratch.AsSpan(0, reader.CopyString(_scratch));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw Wrong(ref reader, "A text holds half of a surrogate pair, or bytes that are no UTF-8 beside escapes.");
        }
    }

    private InputException Wrong(ref Utf8JsonReader reader, string message) =>
        new(RuleIds.InputMalformed, message, At((int)reader.TokenStartIndex + 1));

    private InputException Changed() => new(RuleIds.InputUnreadable,
        $"'{source.DisplayPath}' changed while it was read; read it when it is written.", At(1));

    private SourceLocation At(int column) => new(source.DisplayPath, _line - 1, column);
}
