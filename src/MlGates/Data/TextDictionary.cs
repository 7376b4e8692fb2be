namespace MlGates.Data;

/// <summary>The distinct values of a text column, as files keep them that write each value once. Immutable.</summary>
/// <param name="bytes">The values in UTF-8, one after the other.</param>
/// <param name="ends">Where each value ends in <paramref name="bytes"/>.</param>
public sealed class TextDictionary(byte[] bytes, int[] ends)
{
    /// <summary>Number of values.</summary>
    public int Count => ends.Length;

    /// <summary>A dictionary of some texts; an unpaired surrogate becomes U+FFFD.</summary>
    internal static TextDictionary Of(IReadOnlyList<string> texts)
    {
        var bytes = new byte[texts.Sum(System.Text.Encoding.UTF8.GetByteCount) + ParquetCodec.Padding];
        var ends = new int[texts.Count];
        var at = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = at += System.Text.Encoding.UTF8.GetBytes(texts[i], bytes.AsSpan(at));
        }

        return new TextDictionary(bytes, ends);
    }

    /// <summary>The bytes of a value.</summary>
    public ReadOnlySpan<byte> Text(int code)
    {
        var start = code == 0 ? 0 : ends[code - 1];
        return bytes.AsSpan(start, ends[code] - start);
    }
}
