using Microsoft.ML.Data;

namespace TaxiTips;

/// <summary>A trip as the model reads it: column names as in the files, a missing number as NaN and a missing text as empty.</summary>
public class TripRow
{
    [ColumnName("payment_type")]
    public string PaymentType { get; set; } = "";

    [ColumnName("company")]
    public string Company { get; set; } = "";

    [ColumnName("trip_miles")]
    public float TripMiles { get; set; }

    [ColumnName("trip_seconds")]
    public float TripSeconds { get; set; }

    [ColumnName("fare")]
    public float Fare { get; set; }

    [ColumnName("pickup_community_area")]
    public float PickupCommunityArea { get; set; }

    [ColumnName("dropoff_community_area")]
    public float DropoffCommunityArea { get; set; }

    [ColumnName("trip_start_hour")]
    public float TripStartHour { get; set; }

    [ColumnName("trip_start_day")]
    public float TripStartDay { get; set; }

    public static TripRow From(Trip trip) => Fill(new TripRow(), trip);

    protected static T Fill<T>(T row, Trip trip)
        where T : TripRow
    {
        row.PaymentType = trip.PaymentType;
        row.Company = trip.Company ?? "";
        row.TripMiles = trip.TripMiles;
        row.TripSeconds = trip.TripSeconds ?? float.NaN;
        row.Fare = trip.Fare;
        row.PickupCommunityArea = trip.PickupCommunityArea;
        row.DropoffCommunityArea = trip.DropoffCommunityArea ?? float.NaN;
        row.TripStartHour = trip.TripStartHour;
        row.TripStartDay = trip.TripStartDay;
        return row;
    }
}
