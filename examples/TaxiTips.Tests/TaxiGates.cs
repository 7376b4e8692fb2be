using MlGates;
using MlGates.Artifacts;
using MlGates.Data;
using MlGates.MLNet;
using MlGates.Testing;

namespace TaxiTips.Tests;

/// <summary>What the model and its data must fulfil, as tests.</summary>
public sealed class TaxiGates(Taxi taxi) : IClassFixture<Taxi>
{
    [Fact, Gate("features")]
    public void Features_serve_as_they_trained() =>
        taxi.Pipeline.Should().ProduceFiniteFeatures(taxi.Rows)
            .And.StayWithin(0, 100_000)
            .And.BeDeterministic(taxi.Rows)
            .And.GiveSameResultRowByRow(taxi.Rows, tolerance: 1e-6);

    [Fact, Gate("drift")]
    public void Serving_month_looks_like_training() =>
        taxi.Serving.Should().NotHaveDriftedFrom(taxi.Training, drift => drift with { Exclude = ["trip_start_month", "tips", "big_tipper"] });

    [Fact, Gate("quality")]
    public void Model_is_good_and_no_worse_than_production() =>
        taxi.Candidate.Should().HaveMetric("auc").AtLeast(0.90).And.NotBeWorseThan(taxi.Production, "auc", by: 0.01);

    [Fact, Gate("training")]
    public void Loss_converged() => taxi.Loss.Should().HaveConverged().And.NotOverfit();

    [Fact, Gate("artifact")]
    public void Artifact_is_sound() => ModelArtifact.At(taxi.Path("model.zip")).Should().BeLoadable().And.BeSmallerThan(1.Megabytes());

    [Fact, Gate("speed")]
    public void Serves_fast_enough()
    {
        using var predictor = MLNetPredictor.Load(taxi.Path("model.zip"), new CsvSource(taxi.Path("serving-june.csv")));
        predictor.Should().SustainThroughput(1_000);
    }

    [Fact, Gate("data")]
    public void Training_statistics_are_as_reviewed() => Snapshot.Match(taxi.Training);
}
