namespace MlGates.Data;

/// <summary>What a Parquet file's footer says, as far as reading needs it (Apache Parquet, parquet.thrift).</summary>
internal sealed class ParquetMetadata
{
    internal required List<Element> Schema { get; init; }

    internal required List<RowGroup> RowGroups { get; init; }

    internal required long Rows { get; init; }

    /// <summary>A node of the schema, in depth-first order.</summary>
    internal sealed record Element
    {
        /// <summary>The physical type; null for a group.</summary>
        internal int? Type { get; init; }

        internal int Length { get; init; }

        internal int Repetition { get; init; }

        internal string Name { get; init; } = "";

        internal int Children { get; init; }

        /// <summary>The older way to say what the bytes mean; -1 when not said.</summary>
        internal int Converted { get; init; } = -1;

        internal int Scale { get; init; }

        /// <summary>The field id of the logical type; 0 when not said.</summary>
        internal int Logical { get; init; }

        /// <summary>1 milliseconds, 2 microseconds, 3 nanoseconds.</summary>
        internal int Unit { get; init; }

        internal int BitWidth { get; init; }

        internal bool Signed { get; init; } = true;
    }

    internal sealed record RowGroup(List<Chunk> Chunks, long Rows);

    /// <summary>Where the values of a column in a row group lie.</summary>
    internal sealed record Chunk
    {
        internal string? File { get; init; }

        internal bool Encrypted { get; init; }

        internal bool HasMetadata { get; init; }

        internal int Type { get; init; }

        internal int Codec { get; init; }

        internal long Values { get; init; }

        internal long CompressedBytes { get; init; }

        internal long DataOffset { get; init; }

        internal long DictionaryOffset { get; init; }

        internal long Start => DictionaryOffset > 0 && DictionaryOffset < DataOffset ? DictionaryOffset : DataOffset;
    }

    /// <summary>Reads the footer.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    internal static ParquetMetadata Read(ReadOnlySpan<byte> footer)
    {
        var reader = new ThriftReader(footer);
        List<Element>? schema = null;
        List<RowGroup> groups = [];
        var rows = -1L;
        for (var field = 0; reader.NextField(ref field, out var type);)
        {
            switch (field)
            {
                case 2 when type == ThriftReader.List:
                    schema = ReadList(ref reader, ReadElement);
                    break;
                case 3 when type == ThriftReader.I64:
                    rows = reader.Integer();
                    break;
                case 4 when type == ThriftReader.List:
                    groups = ReadList(ref reader, ReadRowGroup);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return schema is not { Count: > 0 } || rows < 0
            ? throw new InvalidDataException("Its metadata lacks the schema or the number of rows.")
            : new ParquetMetadata { Schema = schema, RowGroups = groups, Rows = rows };
    }

    private delegate T ReadItem<T>(ref ThriftReader reader);

    private static List<T> ReadList<T>(ref ThriftReader reader, ReadItem<T> read)
    {
        var size = reader.ListSize(out var type);
        if (size > 0 && type != ThriftReader.Struct)
        {
            throw new InvalidDataException("Its metadata cannot be read: a list holds something else than it should.");
        }

        var items = new List<T>(size);
        for (; size > 0; size--)
        {
            items.Add(read(ref reader));
        }

        return items;
    }

    private static Element ReadElement(ref ThriftReader reader)
    {
        var element = new Element();
        for (var field = 0; reader.NextField(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    element = element with { Type = reader.Int32() };
                    break;
                case 2:
                    element = element with { Length = reader.Int32() };
                    break;
                case 3:
                    element = element with { Repetition = reader.Int32() };
                    break;
                case 4 when type == ThriftReader.Binary:
                    element = element with { Name = reader.Text() };
                    break;
                case 5:
                    element = element with { Children = reader.Int32() };
                    break;
                case 6:
                    element = element with { Converted = reader.Int32() };
                    break;
                case 7:
                    element = element with { Scale = reader.Int32() };
                    break;
                case 10 when type == ThriftReader.Struct:
                    element = ReadLogical(ref reader, element);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return element;
    }

    private static Element ReadLogical(ref ThriftReader reader, Element element)
    {
        for (var kind = 0; reader.NextField(ref kind, out var type);)
        {
            element = element with { Logical = kind };
            if (type != ThriftReader.Struct)
            {
                reader.Skip(type);
                continue;
            }

            for (var field = 0; reader.NextField(ref field, out var inner);)
            {
                switch (kind, field)
                {
                    case (ParquetLogical.Decimal, 1):
                        element = element with { Scale = reader.Int32() };
                        break;
                    case (ParquetLogical.Time or ParquetLogical.Timestamp, 2) when inner == ThriftReader.Struct:
                        for (var unit = 0; reader.NextField(ref unit, out var unitType); reader.Skip(unitType))
                        {
                            element = element with { Unit = unit };
                        }

                        break;
                    case (ParquetLogical.Integer, 1):
                        element = element with { BitWidth = reader.Byte() };
                        break;
                    case (ParquetLogical.Integer, 2):
                        element = element with { Signed = inner == ThriftReader.True };
                        break;
                    default:
                        reader.Skip(inner);
                        break;
                }
            }
        }

        return element;
    }

    private static RowGroup ReadRowGroup(ref ThriftReader reader)
    {
        List<Chunk> chunks = [];
        var rows = -1L;
        for (var field = 0; reader.NextField(ref field, out var type);)
        {
            switch (field)
            {
                case 1 when type == ThriftReader.List:
                    chunks = ReadList(ref reader, ReadChunk);
                    break;
                case 3 when type == ThriftReader.I64:
                    rows = reader.Integer();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return rows >= 0 ? new RowGroup(chunks, rows) : throw new InvalidDataException("A row group says no number of rows.");
    }

    private static Chunk ReadChunk(ref ThriftReader reader)
    {
        var chunk = new Chunk();
        for (var field = 0; reader.NextField(ref field, out var type);)
        {
            switch (field)
            {
                case 1 when type == ThriftReader.Binary:
                    chunk = chunk with { File = reader.Text() };
                    break;
                case 3 when type == ThriftReader.Struct:
                    chunk = ReadChunkMetadata(ref reader, chunk);
                    break;
                case 8 or 9:
                    chunk = chunk with { Encrypted = true };
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return chunk;
    }

    private static Chunk ReadChunkMetadata(ref ThriftReader reader, Chunk chunk)
    {
        int type = 0, codec = 0;
        long values = 0, bytes = 0, data = 0, dictionary = 0;
        for (var field = 0; reader.NextField(ref field, out var written);)
        {
            switch (field)
            {
                case 1:
                    type = reader.Int32();
                    break;
                case 4:
                    codec = reader.Int32();
                    break;
                case 5:
                    values = reader.Integer();
                    break;
                case 7:
                    bytes = reader.Integer();
                    break;
                case 9:
                    data = reader.Integer();
                    break;
                case 11:
                    dictionary = reader.Integer();
                    break;
                default:
                    reader.Skip(written);
                    break;
            }
        }

        return chunk with { HasMetadata = true, Type = type, Codec = codec, Values = values, CompressedBytes = bytes, DataOffset = data, DictionaryOffset = dictionary };
    }
}
