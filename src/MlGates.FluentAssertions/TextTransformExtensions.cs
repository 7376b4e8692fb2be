using MlGates.Assertions;
using MlGates.Features;

namespace MlGates;

/// <summary>Begins an assertion on a text or key that a transform computes.</summary>
public static class TextTransformExtensions
{
    /// <summary>Begins an assertion on a text or key that a transform computes.</summary>
    public static TextTransformAssertions<TRows> Should<TRows>(this ITextTransform<TRows>? transform) => new(transform);
}
