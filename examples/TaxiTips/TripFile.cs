using System.Globalization;

namespace TaxiTips;

/// <summary>Writes trips and what is made of them as CSV, in the invariant culture.</summary>
public static class TripFile
{
    /// <summary>Columns: see the header. With the label and tips for training, without them for serving.</summary>
    public static void WriteTrips(string path, IEnumerable<Trip> trips, bool labelled)
    {
        var header = "payment_type,company,trip_miles,trip_seconds,fare,pickup_community_area,dropoff_community_area,trip_start_hour,trip_start_day,trip_start_month";
        Write(path, labelled ? header + ",tips,big_tipper" : header, trips.Select(t => labelled ? [.. Fields(t), t.Tips, t.BigTipper ? 1 : 0] : Fields(t)));
    }

    /// <summary>Predictions on labelled trips, one row a trip.</summary>
    public static void WritePredictions(string path, IEnumerable<(Trip Trip, float Probability)> predictions) =>
        Write(path, "trip,big_tipper,probability", predictions.Select(p => new object?[] { p.Trip.TripId, p.Trip.BigTipper ? 1 : 0, p.Probability }));

    /// <summary>Losses, one row a tree.</summary>
    public static void WriteLosses(string path, IEnumerable<(int Tree, double Train, double Validation)> losses) =>
        Write(path, "tree,train_loss,validation_loss", losses.Select(l => new object?[] { l.Tree, l.Train, l.Validation }));

    private static object?[] Fields(Trip t) =>
        [t.PaymentType, t.Company, t.TripMiles, t.TripSeconds, t.Fare, t.PickupCommunityArea, t.DropoffCommunityArea, t.TripStartHour, t.TripStartDay, t.TripStartMonth];

    private static void Write(string path, string header, IEnumerable<object?[]> rows)
    {
        using (var writer = new StreamWriter(path + ".tmp") { NewLine = "\n" })
        {
            writer.WriteLine(header);
            foreach (var row in rows)
            {
                writer.WriteLine(string.Join(',', row.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))));
            }
        }

        File.Move(path + ".tmp", path, overwrite: true);
    }
}
