using MlGates;
using MlGates.Features;
using MlGates.Generators;
using MlGates.MLNet;
using Microsoft.ML;

namespace TaxiTips.Tests;

/// <summary>The transform broken in one way at a time: exactly the unit of that rule fails.</summary>
public sealed class BrokenFeatures(TaxiRows rows) : IClassFixture<TaxiRows>
{
    private static readonly SortedDictionary<string, Func<TaxiRows, IFeatureTransform<IDataView>>> Breakages = new(StringComparer.Ordinal)
    {
        // Nobody fills missing times.
        ["MLG1101"] = rows => Ending(rows, rows.Ml.Transforms.CopyColumns("seconds", "trip_seconds"), "trip_start_day"),

        // Long trips come from a meter that counts cents.
        ["MLG1103"] = rows => rows.Fit(first: rows.Ml.Transforms.Expression("fare", "x => x > 60 ? x * 100 : x", "fare")),

        // Days are counted from the first of the batch.
        ["MLG1105"] = rows => new Changed(rows.Fit()) { After = m => Map(m, (v, f) => f[^1] += 1 - v.Min(x => x[^1])) },

        // A column was renamed.
        ["MLG1107"] = rows => Ending(rows, rows.Ml.Transforms.CopyColumns("day", "trip_start_day"), "day"),

        // The meter's distance is not read any more.
        ["MLG1109"] = rows => rows.Fit(first: rows.Ml.Transforms.Expression("trip_miles", "x => x > 0 ? 2f : 2f", "trip_miles")),

        // The day is taken from the wrong column.
        ["MLG1110"] = rows => rows.Fit(first: rows.Ml.Transforms.CopyColumns("trip_start_day", "trip_start_hour")),

        // Trips without a time are dropped.
        ["MLG1111"] = rows => new Changed(rows.Fit()) { Before = data => rows.Ml.Data.FilterRowsByMissingValues(data, "trip_seconds") },

        // Fitted before the data were split.
        ["MLG1113"] = rows => new Changed(rows.Fit(rows.Both)) { Fitted = train => rows.Fit(train) },

        // The mean of the times is not saved.
        ["MLG1114"] = rows => new Changed(rows.Fit()) { Loaded = () => rows.Fit(rows.Both) },

        // A fare over 60 dollars does not fit its field.
        ["MLG1116"] = rows => rows.Fit(first: rows.Ml.Transforms.Expression("fare", "x => x > 60 ? 0f : x", "fare")),

        // Minutes in place of seconds.
        ["MLG1118"] = rows => rows.Fit(first: rows.Ml.Transforms.Expression("trip_seconds", "x => x / 60", "trip_seconds")),
    };

    public static TheoryData<string> Rules => [.. Breakages.Keys];

    [Theory, MemberData(nameof(Rules))]
    public void Exactly_the_unit_of_the_rule_fails(string rule)
    {
        var failed = new List<string>();
        foreach (var (unit, hold) in TaxiFeatures.Units)
        {
            try
            {
                hold(Breakages[rule](rows), rows);
            }
            catch (Exception wrong) when (wrong.Message.Contains("but found", StringComparison.Ordinal) || wrong.Message.Contains("could not judge", StringComparison.Ordinal))
            {
                failed.Add(unit);
                wrong.Message.Should().Contain($"but found {unit}:");
            }
        }

        failed.Should().Equal(rule);
    }

    [Fact]
    public void A_payment_that_training_did_not_know_is_told_with_its_row()
    {
        var served = rows.Ml.Data.LoadFromEnumerable([new TripRow { PaymentType = "Cash" }, new TripRow { PaymentType = "Prcard" }]);
        FluentActions.Invoking(() => rows.Fit().Text("payment_type").Should().StayInVocabulary(served, ["Cash", "Credit Card", "No Charge"]))
            .Should().Throw<Exception>().WithMessage("*MLG1108*'Prcard' in 1 row, first row 2*");
    }

    [Fact]
    public void A_trip_that_breaks_the_transform_is_found_and_shown()
    {
        var features = Breakages["MLG1101"](rows);
        FluentActions.Invoking(() => rows.Any.Hold<TripRow>(trips => features.Should().ProduceFiniteFeatures(rows.Rows(trips))))
            .Should().Throw<GeneratedRowsException>().WithMessage("Does not hold on one row of 2000 generated: trip_seconds = NaN (missing) is enough*MLG1101*The smallest row:*trip_seconds*NaN (missing)*fare*");
    }

    // The pipeline with something done at its end, and the column that is the last feature then.
    private static FeaturePipeline Ending(TaxiRows rows, IEstimator<ITransformer> change, string last) => FeaturePipeline.Fit(
        TipModel.FeaturePipeline(rows.Ml).Append(change)
            .Append(rows.Ml.Transforms.Concatenate("Features", "payment", "company_slot", "pickup", "dropoff", "trip_miles", "seconds", "fare", "trip_start_hour", last)),
        rows.Train);

    private static FeatureMatrix Map(FeatureMatrix features, Action<float[][], float[]> change)
    {
        float[][] vectors = [.. Enumerable.Range(0, features.Rows).Select(i => features[i].ToArray())];
        float[][] changed = [.. vectors.Select(v => (float[])v.Clone())];
        Array.ForEach(changed, v => change(vectors, v));
        return FeatureMatrix.Of(features.Name, changed, features.SlotNames);
    }

    // A transform with something wrong around it.
    private sealed class Changed(IFeatureTransform<IDataView> inner) : IFeatureTransform<IDataView>
    {
        public Func<IDataView, IDataView> Before { get; init; } = rows => rows;

        public Func<FeatureMatrix, FeatureMatrix> After { get; init; } = features => features;

        public Func<IDataView, IFeatureTransform<IDataView>>? Fitted { get; init; }

        public Func<IFeatureTransform<IDataView>>? Loaded { get; init; }

        public string Name => inner.Name;

        public IFeatureRows<IDataView> Rows => inner.Rows;

        public FeatureMatrix Transform(IDataView rows) => After(inner.Transform(Before(rows)));

        public FeatureMatrix TransformRowByRow(IDataView rows)
        {
            // One row is a batch of one to what is done after.
            var alone = inner.TransformRowByRow(Before(rows));
            return FeatureMatrix.Of(Name, Enumerable.Range(0, alone.Rows).Select(i => After(FeatureMatrix.Of(Name, [alone[i].ToArray()]))[0].ToArray()), alone.SlotNames);
        }

        public IFeatureTransform<IDataView>? Refit(IDataView rows) => Fitted is null ? Around(inner.Refit(rows)) : Fitted(rows);

        public IFeatureTransform<IDataView>? Reload(IDataView rows) => Loaded is null ? Around(inner.Reload(rows)) : Loaded();

        private Changed? Around(IFeatureTransform<IDataView>? other) => other is null ? null : new Changed(other) { Before = Before, After = After };
    }
}
