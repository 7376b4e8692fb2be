using FluentAssertions;
using MlGates.Features;
using MlGates.Gates;

namespace MlGates.Assertions;

/// <summary>Assertions on feature vectors, such as a table that a transform wrote.</summary>
/// <param name="features">The vectors.</param>
public sealed class FeatureMatrixAssertions(FeatureMatrix? features) : FeatureAssertions<FeatureMatrix, FeatureMatrixAssertions>(features)
{
    /// <summary>Every feature of every row is finite (MLG1101).</summary>
    [CustomAssertion]
    public AndConstraint<FeatureMatrixAssertions> BeFinite(string because = "", params object[] becauseArgs) =>
        Facts("to be finite", Check with { Finite = true }, because, becauseArgs);

    /// <summary>There are as many rows as stated (MLG1111); <see cref="RowCount.Kept"/> and factors mean nothing without a transform.</summary>
    [CustomAssertion]
    public AndConstraint<FeatureMatrixAssertions> HaveRowCount(RowCount count, string because = "", params object[] becauseArgs) =>
        Facts("to be as many as stated", Check with { RowCount = count }, because, becauseArgs);

    /// <summary>The features are those of a table written by hand (MLG1118).</summary>
    /// <param name="expected">One vector per row.</param>
    /// <param name="tolerance">|a − b| ≤ tolerance · max(1, |a|, |b|).</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<FeatureMatrixAssertions> EqualExpected(IReadOnlyList<float[]> expected, double tolerance = 1e-6, string because = "", params object[] becauseArgs)
    {
        var check = new FeatureTwinCheck { Id = "features", HideValues = Hides, Twin = FeatureTwin.Expected, Tolerance = tolerance };
        return Hold("to be as expected", check, () => check.Examine(Made(Subject!), Made(FeatureMatrix.Of(Subject!.Name, expected))), because, becauseArgs);
    }

    private static Attempt<FeatureMatrix> Made(FeatureMatrix features) => new(features.Name, features.Rows) { Output = features };

    private protected override IReadOnlyList<Evidence> Examine(FeatureCheck check) => check.Examine(Subject!);

    private protected override string NameOf(FeatureMatrix subject) => subject.Name;
}
