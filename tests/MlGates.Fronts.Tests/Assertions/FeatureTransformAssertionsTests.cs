using FluentAssertions.Execution;
using Microsoft.ML;
using MlGates.Features;
using MlGates.MLNet;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Assertions;

public sealed class FeatureTransformAssertionsTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Assertions_SoundPipeline_Chain()
    {
        var rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 30).Select(i => new Trip { Payment = i % 2 == 0 ? "Card" : "Cash", Miles = i }));
        var pipeline = FeaturePipeline.Fit(
            _ml.Transforms.Categorical.OneHotEncoding("Code", "Payment").Append(_ml.Transforms.NormalizeMinMax("Miles")).Append(_ml.Transforms.Concatenate("Features", "Code", "Miles")),
            rows);

        pipeline.Should().ProduceFiniteFeatures(rows)
            .And.HaveFeatureLength(3)
            .And.StayWithin(0, 1)
            .And.BeDeterministic(rows)
            .And.GiveSameResultRowByRow(rows, tolerance: 1e-6);
    }

    [Fact]
    public void ProduceFiniteFeatures_LogOfZero_FailsNamingSlotAndRow()
    {
        var act = () => Logarithm().Should().ProduceFiniteFeatures([1, 0, 2], "a service must not send {0}", "infinities");
        act.Should().Throw<XunitException>().WithMessage(
            "Expected * to be finite because a service must not send infinities, but found MLG1101: Features: 1 of 3 feature values are not finite*'log' = -Infinity in row 2*");
    }

    [Fact]
    public void StayWithin_ValueOutside_FailsAndLengthIsReportedInTheSameScope()
    {
        var act = () =>
        {
            using var scope = new AssertionScope();
            Logarithm().Should().ProduceFiniteFeatures([1, 2]).And.StayWithin(0, 0.5).And.HaveFeatureLength(2);
        };
        act.Should().Throw<XunitException>().WithMessage("*MLG1103*").WithMessage("*MLG1102*");
    }

    [Fact]
    public void GiveSameResultRowByRow_ScaledByTheBatch_Fails()
    {
        // The classic mistake: scaling by the maximum of whatever rows are at hand.
        var transform = FeatureTransform.From<float>((IReadOnlyList<float> rows) => rows.Select(r => new[] { r / rows.Max() }));
        var act = () => transform.Should().GiveSameResultRowByRow([1f, 2f, 4f]);
        act.Should().Throw<XunitException>().WithMessage("*MLG1105*2 of 3 feature values differ row by row from the batch by more than 1E-06*0] = 0.25 and 1 in row 1,*");
    }

    [Fact]
    public void BeDeterministic_RandomFeature_Fails()
    {
        var random = new Random(1);
        var transform = FeatureTransform.From<int>(_ => [random.NextSingle()]);
        var act = () => transform.Should().BeDeterministic([1, 2]);
        act.Should().Throw<XunitException>().WithMessage("*MLG1104*2 of 2*");
    }

    [Fact]
    public void ProduceFiniteFeatures_NoRows_SaysItCouldNotJudge()
    {
        var act = () => Logarithm().Should().ProduceFiniteFeatures([]);
        act.Should().Throw<XunitException>().WithMessage("*could not judge, MLG1101*no rows*");
    }

    [Fact]
    public void ProduceFiniteFeatures_ColumnMissing_FailsWithItsRule()
    {
        var rows = _ml.Data.LoadFromEnumerable(new[] { new Trip { Miles = 1 } });
        var act = () => FeaturePipeline.Fit(_ml.Transforms.NormalizeMinMax("Miles"), rows, "Mile").Should().ProduceFiniteFeatures(rows);
        act.Should().Throw<XunitException>().WithMessage("*could not judge, MLG0007*did you mean 'Miles'*");
    }

    [Fact]
    public void HaveFeatureLength_WithoutRowsBefore_Throws()
    {
        var act = () => Logarithm().Should().HaveFeatureLength(1);
        act.Should().Throw<InvalidOperationException>().WithMessage("No rows yet*");
    }

    [Fact]
    public void ProduceFiniteFeatures_Null_Fails()
    {
        var act = () => ((FeaturePipeline?)null).Should().ProduceFiniteFeatures(null!);
        act.Should().Throw<XunitException>().WithMessage("*but found <null>*");
    }

    private static IFeatureTransform<IEnumerable<int>> Logarithm() => FeatureTransform.From<int>(x => [MathF.Log(x)], slotNames: ["log"]);

    private sealed class Trip
    {
        public string Payment { get; set; } = "";

        public float Miles { get; set; }
    }
}
