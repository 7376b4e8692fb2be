using MlGates.Assertions;
using MlGates.Features;

namespace MlGates;

/// <summary>Begins an assertion on feature engineering.</summary>
public static class FeatureTransformExtensions
{
    /// <summary>Begins an assertion on feature engineering.</summary>
    public static FeatureTransformAssertions<TRows> Should<TRows>(this IFeatureTransform<TRows>? transform) => new(transform);
}
