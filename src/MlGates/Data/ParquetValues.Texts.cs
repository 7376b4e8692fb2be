using System.Buffers;
using System.Buffers.Binary;

namespace MlGates.Data;

// Texts and bytes.
internal sealed partial class ParquetValues
{
    private void ReadTexts(ParquetColumn column, int encoding, byte[] page, int at, int end, int count, int room)
    {
        Starts = ArrayPool<int>.Shared.Rent(room);
        Lengths = ArrayPool<int>.Shared.Rent(room);
        Text = page;
        KeepsPage = true;
        var size = column.Element.Length;
        switch (encoding)
        {
            case ParquetEncoding.Plain or ParquetEncoding.ByteStreamSplit when column.Element.Type == ParquetPhysical.FixedBytes:
                if (encoding == ParquetEncoding.ByteStreamSplit)
                {
                    Text = PlainBytes(encoding, page, at, end, count, size).ToArray();
                    (at, KeepsPage) = (0, false);
                }

                Need(at, encoding == ParquetEncoding.Plain ? end : Text.Length, (long)count * size);
                for (var i = 0; i < count; i++)
                {
                    (Starts[i], Lengths[i]) = (at + (i * size), size);
                }

                break;
            case ParquetEncoding.Plain:
                ReadPlainTexts(page, at, end, count);
                break;
            case ParquetEncoding.DeltaLength:
                var (starts, lengths) = ParquetDelta.LengthBytes(page, at, end, count);
                Take(starts, lengths, count);
                break;
            case ParquetEncoding.DeltaBytes:
                (Text, starts, lengths) = ParquetDelta.Bytes(page, at, end, count);
                KeepsPage = false;
                Take(starts, lengths, count);
                break;
            default:
                throw Unknown(encoding);
        }

        if (column.Element.Logical == ParquetLogical.Uuid && size == 16)
        {
            ShowUuids(count);
        }
    }

    private void ReadPlainTexts(byte[] page, int at, int end, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var length = end - at >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(at)) : -1;
            at += 4;
            if ((uint)length > (uint)(end - at))
            {
                throw Short();
            }

            (Starts![i], Lengths![i]) = (at, length);
            at += length;
        }
    }

    private void Take(int[] starts, int[] lengths, int count)
    {
        if (starts.Length != count)
        {
            throw Short();
        }

        starts.CopyTo(Starts!, 0);
        lengths.CopyTo(Lengths!, 0);
    }

    private void ShowUuids(int count)
    {
        const int Shown = 36;
        var shown = new byte[((long)count * Shown) + ParquetCodec.Padding];
        for (var i = 0; i < count; i++)
        {
            new Guid(Text.AsSpan(Starts![i], 16), bigEndian: true).TryFormat(shown.AsSpan(i * Shown), out _);
            (Starts![i], Lengths![i]) = (i * Shown, Shown);
        }

        (Text, KeepsPage) = (shown, false);
    }
}
