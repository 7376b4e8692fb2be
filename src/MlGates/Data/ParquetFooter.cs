using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace MlGates.Data;

/// <summary>Finds and checks the footer of a Parquet file.</summary>
internal static class ParquetFooter
{
    private const int Least = 12;

    /// <exception cref="InputException">MLG0005: there is none, or it contradicts itself or the file.</exception>
    internal static (ParquetMetadata Metadata, ParquetSchema Schema) Read(ParquetSource source, SafeFileHandle file, long length)
    {
        try
        {
            Span<byte> ends = stackalloc byte[Least];
            if (length >= Least)
            {
                Fill(file, ends[..4], 0);
                Fill(file, ends[4..], length - 8);
            }

            if (length < Least || !(ends.StartsWith("PAR1"u8) || ends.StartsWith("PARE"u8)))
            {
                throw source.Malformed(length == 0 ? "The file is empty, not Parquet; check the step that wrote it." : "The file does not begin like Parquet (PAR1).");
            }

            if (ends.StartsWith("PARE"u8) || ends.EndsWith("PARE"u8))
            {
                throw source.Malformed("The file is encrypted, and there is no key; write it without encryption.");
            }

            var size = BinaryPrimitives.ReadUInt32LittleEndian(ends[4..]);
            if (!ends.EndsWith("PAR1"u8))
            {
                throw source.Malformed("The file does not end like Parquet (PAR1): it was cut off, or is still being written.");
            }

            if (size > length - Least)
            {
                throw source.Malformed("The file's footer claims to be longer than the file.");
            }

            var footer = new byte[size];
            Fill(file, footer, length - 8 - size);
            var metadata = ParquetMetadata.Read(footer);
            var schema = ParquetSchema.Of(metadata.Schema);
            Check(metadata, schema);
            return (metadata, schema);
        }
        catch (Exception e) when (e is InvalidDataException or OverflowException or EndOfStreamException)
        {
            throw source.Malformed($"{(e is OverflowException ? "Its metadata cannot be read." : e.Message)} Write the file again.", 0, e);
        }
        catch (IOException e)
        {
            throw new InputException(RuleIds.InputUnreadable, $"'{source.DisplayPath}' cannot be read: {e.Message}", source.Locate(0), e);
        }
    }

    private static void Check(ParquetMetadata metadata, ParquetSchema schema)
    {
        var rows = 0L;
        foreach (var group in metadata.RowGroups)
        {
            rows = checked(rows + group.Rows);
            if (group.Chunks.Count != schema.Leaves)
            {
                throw new InvalidDataException("A row group has another number of columns than the schema.");
            }
        }

        if (rows != metadata.Rows)
        {
            throw new InvalidDataException(FormattableString.Invariant($"Its footer claims {metadata.Rows} rows, its row groups {rows}."));
        }
    }

    private static void Fill(SafeFileHandle file, Span<byte> buffer, long at)
    {
        while (!buffer.IsEmpty)
        {
            var read = RandomAccess.Read(file, buffer, at);
            if (read == 0)
            {
                throw new EndOfStreamException("The file ends within its footer.");
            }

            buffer = buffer[read..];
            at += read;
        }
    }
}
