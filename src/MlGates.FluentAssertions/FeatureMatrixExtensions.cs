using MlGates.Assertions;
using MlGates.Features;

namespace MlGates;

/// <summary>Begins an assertion on feature vectors.</summary>
public static class FeatureMatrixExtensions
{
    /// <summary>Begins an assertion on feature vectors.</summary>
    public static FeatureMatrixAssertions Should(this FeatureMatrix? features) => new(features);
}
