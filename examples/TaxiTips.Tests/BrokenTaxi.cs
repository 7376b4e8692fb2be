using FluentAssertions.Execution;
using MlGates;
using MlGates.MLNet;
using MlGates.Profiles;
using MlGates.Testing;
using Microsoft.ML;

namespace TaxiTips.Tests;

/// <summary>What the gates that only a test can hold say when something is wrong: one thing broken at a time.</summary>
public sealed class BrokenTaxi(Taxi taxi) : IClassFixture<Taxi>
{
    [Fact]
    public void A_missing_value_that_nobody_fills_is_no_finite_feature()
    {
        var ml = new MLContext(seed: 1);
        var pipeline = FeaturePipeline.Fit(ml.Transforms.Concatenate("Features", "fare", "trip_seconds"), taxi.Rows);

        FluentActions.Invoking(() => pipeline.Should().ProduceFiniteFeatures(taxi.Rows))
            .Should().Throw<Exception>().WithMessage("*MLG1101*NaN*trip_seconds*");
    }

    [Fact]
    public void Changed_statistics_do_not_match_the_reviewed_ones()
    {
        var wrong = taxi.Training with { Columns = [.. taxi.Training.Columns.Select(c => c.Name == "fare" ? Doubled(c) : c)] };
        var options = new SnapshotOptions { Folder = Directory.CreateTempSubdirectory("taxi").FullName };
        var verified = Path.Combine(options.Folder, "BrokenTaxi.Changed_statistics_do_not_match_the_reviewed_ones.verified.json");
        FluentActions.Invoking(() => Snapshot.Match(taxi.Training, options)).Should().Throw<SnapshotException>().WithMessage("*MLG7002*");
        File.Move(verified.Replace(".verified.", ".received.", StringComparison.Ordinal), verified);

        FluentActions.Invoking(() => Snapshot.Match(taxi.Training, options)).Should().NotThrow();
        FluentActions.Invoking(() => Snapshot.Match(wrong, options)).Should().Throw<SnapshotException>().WithMessage("*MLG7001*fare*mean*");

        static ColumnProfile Doubled(ColumnProfile column) => column with { Numeric = column.Numeric! with { Mean = 2 * column.Numeric.Mean } };
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var drifted = taxi.Profile("serving-drifted.csv");
        var collected = FluentActions.Invoking(() =>
        {
            using var scope = new AssertionScope();
            drifted.Should().NotHaveDriftedFrom(taxi.Training, drift => drift with { Exclude = ["trip_start_month", "tips", "big_tipper"] });
            taxi.Candidate.Should().HaveMetric("auc").AtLeast(0.99);
        }).Should().Throw<Exception>().Which;

        collected.Message.Should().Contain("MLG2001").And.Contain("Cash 0.610 → 0.801").And.Contain("MLG3001");
    }
}
