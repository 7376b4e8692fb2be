namespace MlGates.Data;

/// <summary>The distinct values that the pages of a chunk refer to.</summary>
internal sealed class ParquetDictionary
{
    /// <summary>Takes the values of a dictionary page.</summary>
    internal ParquetDictionary(ParquetValues values, int count)
    {
        Count = count;
        Numbers = values.Numbers?.AsSpan(0, count).ToArray();
        Integers = values.Integers?.AsSpan(0, count).ToArray();
        Booleans = values.Booleans?.AsSpan(0, count).ToArray();
        Texts = values.Starts is null ? null : Together(values, count);
    }

    internal int Count { get; }

    internal double[]? Numbers { get; }

    internal long[]? Integers { get; }

    internal bool[]? Booleans { get; }

    internal TextDictionary? Texts { get; }

    private static TextDictionary Together(ParquetValues values, int count)
    {
        var total = 0;
        for (var i = 0; i < count; i++)
        {
            total += values.Lengths![i];
        }

        var bytes = new byte[total + ParquetCodec.Padding];
        var ends = new int[count];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            values.TextAt(i).CopyTo(bytes.AsSpan(at));
            ends[i] = at += values.Lengths![i];
        }

        return new TextDictionary(bytes, ends);
    }
}
