using System.Text;

namespace MlGates.Statistics;

/// <summary>A text and how often it occurs.</summary>
/// <param name="Utf8">The text's bytes, which need not be valid UTF-8.</param>
/// <param name="Lower">The smallest number of times it can have occurred; the true one when <see cref="IsExact"/>.</param>
/// <param name="Upper">The largest number of times it can have occurred.</param>
public readonly record struct TextCount(ReadOnlyMemory<byte> Utf8, long Lower, long Upper)
{
    /// <summary>Whether the count is exact.</summary>
    public bool IsExact => Lower == Upper;

    /// <summary>The text; bytes that are not valid UTF-8 become U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Utf8.Span);
}
