using System.Text;

namespace MlGates.Statistics;

/// <summary>A text and the sum of the weights of the rows in which it occurs.</summary>
/// <param name="Utf8">The text's bytes, which need not be valid UTF-8.</param>
/// <param name="Weight">The sum.</param>
public readonly record struct WeightedText(ReadOnlyMemory<byte> Utf8, double Weight)
{
    /// <summary>The text; bytes that are not valid UTF-8 become U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Utf8.Span);
}
