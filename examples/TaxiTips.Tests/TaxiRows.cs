using MlGates.MLNet;
using Microsoft.ML;

namespace TaxiTips.Tests;

/// <summary>Trips to try the feature transform on.</summary>
public sealed class TaxiRows
{
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

    public MLContext Ml => _ml;

    /// <summary>The example's transform, with something done before it.</summary>
    public FeaturePipeline Fit(IDataView? rows = null, IEstimator<ITransformer>? first = null) =>
        FeaturePipeline.Fit(first is null ? TipModel.FeaturePipeline(_ml) : first.Append(TipModel.FeaturePipeline(_ml)), rows ?? Train);

    private IDataView Rows(IEnumerable<TripRow> rows) => _ml.Data.LoadFromEnumerable(rows.ToArray());
}
