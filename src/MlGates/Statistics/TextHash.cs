namespace MlGates.Statistics;

/// <summary>
/// 64-bit hashes of UTF-8 text, the same on every machine and for every way in which a text is handed over. Not meant against an attacker:
/// who knows the function can build texts that collide.
/// </summary>
/// <remarks>
/// Texts of up to 23 bytes are loaded as three words and folded by 128-bit products (Wang Yi, "wyhash", 2019), then mixed as in MurmurHash3
/// (Appleby 2011); longer ones are hashed by XXH3 (Collet 2019) first.
/// </remarks>
public static class TextHash
{
    /// <summary>The hash of a text. O(length).</summary>
    public static ulong Of(ReadOnlySpan<byte> text) => TextKey.Of(text).Hash;

    /// <summary>The hashes of texts in a shared buffer. Fastest when at least 24 bytes of any content follow each text.</summary>
    /// <param name="buffer">What the texts stand in.</param>
    /// <param name="starts">First byte of each text.</param>
    /// <param name="lengths">Length of each text in bytes.</param>
    /// <param name="hashes">Filled with one hash per text.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A text is not inside the buffer.</exception>
    public static void Of(byte[] buffer, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<ulong> hashes)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (lengths.Length != starts.Length || hashes.Length != starts.Length)
        {
            throw new ArgumentException("Starts, lengths and hashes must be equally many.", nameof(lengths));
        }

        for (var i = 0; i < starts.Length; i++)
        {
            hashes[i] = TextKey.Of(buffer, starts[i], lengths[i]).Hash;
        }
    }
}
