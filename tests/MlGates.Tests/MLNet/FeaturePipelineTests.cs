using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.MLNet;

namespace MlGates.Tests.MLNet;

public sealed class FeaturePipelineTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Pipeline_RealTransforms_GiveNamedSlotsAndTheSameRowByRow()
    {
        var rows = _ml.Data.LoadFromEnumerable(TrainedModel.Trips(50));
        var pipeline = FeaturePipeline.Fit(TrainedModel.Features(_ml).Pipeline, rows);
        var features = pipeline.Transform(rows);
        var single = pipeline.TransformRowByRow(rows);

        features.Rows.Should().Be(50);
        features.SlotNames.Should().Equal("PaymentCode.Card", "PaymentCode.Cash", "MilesScaled", "Fare");
        for (var row = 0; row < 50; row++)
        {
            single[row].ToArray().Should().Equal(features[row].ToArray());
        }
    }

    [Fact]
    public void Pipeline_TransformThatCarriesOver_DiffersRowByRow()
    {
        // A running mean: right in a batch that is read in order, wrong in a service.
        var rows = _ml.Data.LoadFromEnumerable(TrainedModel.Trips(20));
        var model = _ml.Transforms.StatefulCustomMapping<TrainedModel.Trip, Running, State>(
            (from, to, state) => to.Features = [state.Sum += from.Fare], state => state.Sum = 0, contractName: null).Fit(rows);
        var pipeline = new FeaturePipeline(model);

        var batch = pipeline.Transform(rows);
        batch[2].ToArray().Should().Equal(3 + 4 + 5);
        pipeline.TransformRowByRow(rows)[2].ToArray().Should().Equal(5);
    }

    [Fact]
    public void Pipeline_ScalarColumn_IsAVectorOfOne()
    {
        var rows = _ml.Data.LoadFromEnumerable(TrainedModel.Trips(5));
        var pipeline = FeaturePipeline.Fit(_ml.Transforms.NormalizeMinMax("Scaled", "Fare"), rows, "Scaled");
        pipeline.Transform(rows).Length.Should().Be(1);
    }

    [Fact]
    public void Pipeline_NoSuchColumn_IsMLG0007WithTheNearestName()
    {
        var rows = _ml.Data.LoadFromEnumerable(TrainedModel.Trips(5));
        var act = () => FeaturePipeline.Fit(TrainedModel.Features(_ml).Pipeline, rows, "Feature").Transform(rows);
        act.Should().Throw<InputException>().Where(e => e.Rule == RuleIds.ColumnMissing).WithMessage("*did you mean 'Features'?*");
    }

    [Fact]
    public void Pipeline_TextColumn_IsRefused()
    {
        var rows = _ml.Data.LoadFromEnumerable(TrainedModel.Trips(5));
        var act = () => FeaturePipeline.Fit(TrainedModel.Features(_ml).Pipeline, rows, "Payment").Transform(rows);
        act.Should().Throw<InputException>().WithMessage("*String; features are Single or Double*");
    }

    [Fact]
    public void Pipeline_RowsOfAnotherShape_AreRefused()
    {
        var pipeline = FeaturePipeline.Fit(TrainedModel.Features(_ml).Pipeline, _ml.Data.LoadFromEnumerable(TrainedModel.Trips(5)));
        var act = () => pipeline.Transform(_ml.Data.LoadFromEnumerable(new[] { new Running() }));
        act.Should().Throw<InputException>().WithMessage("The pipeline does not accept the rows: *");
    }

    internal sealed class Running
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];
    }

    internal sealed class State
    {
        public float Sum { get; set; }
    }
}
