namespace MlGates.Data;

/// <summary>The header of a page, of either version.</summary>
internal readonly record struct ParquetPageHeader
{
    internal const int DataV1 = 0;
    internal const int Dictionary = 2;
    internal const int DataV2 = 3;

    internal int Type { get; init; }

    internal int Uncompressed { get; init; }

    internal int Compressed { get; init; }

    internal uint? Crc { get; init; }

    internal int Values { get; init; }

    internal int Encoding { get; init; }

    /// <summary>Encodings of the levels of version 1.</summary>
    internal int DefinitionEncoding { get; init; }

    internal int RepetitionEncoding { get; init; }

    /// <summary>Bytes of the levels of version 2.</summary>
    internal int DefinitionBytes { get; init; }

    internal int RepetitionBytes { get; init; }

    internal bool IsCompressed { get; init; }

    /// <summary>Reads a header; <paramref name="length"/> is how many bytes it took.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    internal static ParquetPageHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new ThriftReader(bytes);
        var header = new ParquetPageHeader { Type = -1, Uncompressed = -1, Compressed = -1, Values = -1, IsCompressed = true, DefinitionEncoding = ParquetEncoding.Rle, RepetitionEncoding = ParquetEncoding.Rle };
        for (var field = 0; reader.NextField(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    header = header with { Type = reader.Int32() };
                    break;
                case 2:
                    header = header with { Uncompressed = reader.Int32() };
                    break;
                case 3:
                    header = header with { Compressed = reader.Int32() };
                    break;
                case 4:
                    header = header with { Crc = (uint)reader.Int32() };
                    break;
                case 5 or 7 or 8 when type == ThriftReader.Struct:
                    header = ReadInner(ref reader, field, header);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        length = reader.Position;
        return header.Type < 0 || header.Uncompressed < 0 || header.Compressed < 0
            ? throw new InvalidDataException("The header of a page lacks its type or sizes.")
            : header;
    }

    private static ParquetPageHeader ReadInner(ref ThriftReader reader, int kind, ParquetPageHeader header)
    {
        for (var field = 0; reader.NextField(ref field, out var type);)
        {
            switch (kind, field)
            {
                case (_, 1):
                    header = header with { Values = reader.Int32() };
                    break;
                case (5 or 7, 2) or (8, 4):
                    header = header with { Encoding = reader.Int32() };
                    break;
                case (5, 3):
                    header = header with { DefinitionEncoding = reader.Int32() };
                    break;
                case (5, 4):
                    header = header with { RepetitionEncoding = reader.Int32() };
                    break;
                case (8, 5):
                    header = header with { DefinitionBytes = reader.Int32() };
                    break;
                case (8, 6):
                    header = header with { RepetitionBytes = reader.Int32() };
                    break;
                case (8, 7):
                    header = header with { IsCompressed = type == ThriftReader.True };
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return header;
    }
}
