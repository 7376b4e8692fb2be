using MlGates.Data;
using MlGates.Generators;
using MlGates.MLNet;
using MlGates.Profiles;
using MlGates.Schemas;
using Microsoft.ML;

namespace TaxiTips.Tests;

/// <summary>Trips to try the feature transform on.</summary>
public sealed class TaxiRows
{
    private const HostileKinds Missing = HostileKinds.Missing | HostileKinds.NaN;

    private readonly MLContext _ml = new(seed: 1);

    public TaxiRows()
    {
        var trips = new TripGenerator(8).Month(500, 6).Select(TripRow.From).ToArray();
        Train = Rows(trips);
        Test = Rows(new TripGenerator(9).Month(200, 7).Select(TripRow.From));
        Both = Rows([.. trips, .. new TripGenerator(9).Month(200, 7).Select(TripRow.From)]);
        Complete = Rows(trips.Where(t => !float.IsNaN(t.TripSeconds)));
        Known = Rows(
        [
            new() { PaymentType = "Cash", TripMiles = 2, TripSeconds = 600, Fare = 9.5f, TripStartHour = 1, TripStartDay = 1 },
            new() { PaymentType = "Credit Card", TripMiles = 2, TripSeconds = 660, Fare = 10, TripStartHour = 3, TripStartDay = 3 },
        ]);
    }

    /// <summary>What the transform is fitted to.</summary>
    public IDataView Train { get; }

    /// <summary>What it must not know.</summary>
    public IDataView Test { get; }

    /// <summary>Training and test rows.</summary>
    public IDataView Both { get; }

    /// <summary>Training rows without missing times.</summary>
    public IDataView Complete { get; }

    /// <summary>Two trips whose features are easy to tell: company and areas are none of the known ones.</summary>
    public IDataView Known { get; }

    /// <summary>
    /// Any trip that the training trips' schema has, and hostile ones: other companies, odd texts, distances out of range. Only a time may be missing, and a
    /// meter sends no infinite number.
    /// </summary>
    public RowGenerator Any => SchemaInference.Infer(ProfileBuilder.Build(new DataViewSource(Train, "training trips"))).Rows(o => o with
    {
        Hostile = HostileKinds.All & ~Missing & ~HostileKinds.Infinity,
        HostileIn = new Dictionary<string, HostileKinds> { ["trip_seconds"] = HostileKinds.All & ~HostileKinds.Infinity },
    });

    public MLContext Ml => _ml;

    /// <summary>The example's transform, with something done before it.</summary>
    public FeaturePipeline Fit(IDataView? rows = null, IEstimator<ITransformer>? first = null) =>
        FeaturePipeline.Fit(first is null ? TipModel.FeaturePipeline(_ml) : first.Append(TipModel.FeaturePipeline(_ml)), rows ?? Train);

    public IDataView Rows(IEnumerable<TripRow> rows) => _ml.Data.LoadFromEnumerable(rows.ToArray());
}
