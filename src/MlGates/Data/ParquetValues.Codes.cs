using System.Buffers;

namespace MlGates.Data;

// Values that are places in a dictionary.
internal sealed partial class ParquetValues
{
    private void ReadCodes(ParquetColumn column, byte[] page, int at, int end, int count, int room, ParquetDictionary? dictionary)
    {
        var codes = ArrayPool<int>.Shared.Rent(room);
        if (column.Value == ParquetValue.Text)
        {
            (Codes, Dictionary) = (codes, dictionary?.Texts);
        }

        try
        {
            if (count > 0)
            {
                var width = at < end ? page[at] : throw Short();
                if (dictionary is null || width > 32)
                {
                    throw new InvalidDataException("A page refers to a dictionary that is not there.");
                }

                ParquetHybrid.Read(page, at + 1, end, width, codes.AsSpan(0, count));
                foreach (var code in codes.AsSpan(0, count))
                {
                    if ((uint)code >= (uint)dictionary.Count)
                    {
                        throw new InvalidDataException("A page refers to a value beyond its dictionary.");
                    }
                }
            }

            switch (column.Value)
            {
                case ParquetValue.Text:
                    break;
                case ParquetValue.Number:
                    Numbers = ArrayPool<double>.Shared.Rent(room);
                    Look(codes.AsSpan(0, count), dictionary?.Numbers, Numbers);
                    break;
                case ParquetValue.Boolean:
                    Booleans = ArrayPool<bool>.Shared.Rent(room);
                    Look(codes.AsSpan(0, count), dictionary?.Booleans, Booleans);
                    break;
                default:
                    Integers = ArrayPool<long>.Shared.Rent(room);
                    Look(codes.AsSpan(0, count), dictionary?.Integers, Integers);
                    break;
            }
        }
        finally
        {
            if (Codes is null)
            {
                ArrayPool<int>.Shared.Return(codes);
            }
        }
    }

    private static void Look<T>(ReadOnlySpan<int> codes, T[]? dictionary, T[] values)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            values[i] = dictionary![codes[i]];
        }
    }
}
