using Microsoft.ML.Data;

namespace TaxiTips;

/// <summary>A trip with its label, for training and evaluation.</summary>
public sealed class LabelledTripRow : TripRow
{
    [ColumnName("big_tipper")]
    public bool BigTipper { get; set; }

    public static new LabelledTripRow From(Trip trip)
    {
        var row = Fill(new LabelledTripRow(), trip);
        row.BigTipper = trip.BigTipper;
        return row;
    }
}
