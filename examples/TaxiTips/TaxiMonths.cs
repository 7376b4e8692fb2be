namespace TaxiTips;

/// <summary>The months of the example: March trains production, April trains the candidate, May judges both, June is served.</summary>
public static class TaxiMonths
{
    /// <summary>What training writes.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        "train.csv", "serving-june.csv", "serving-drifted.csv", "production.zip", "production-predictions.csv", "model.zip", "predictions.csv", "loss.csv",
    ];

    /// <summary>Makes the trips, trains both models and writes everything the plan reads.</summary>
    public static void Write(string folder, TipModelSettings settings)
    {
        var march = new TripGenerator(3).Month(8_000, 3).ToArray();
        var april = new TripGenerator(4).Month(12_000, 4).ToArray();
        var may = new TripGenerator(5).Month(8_000, 5).ToArray();
        TripFile.WriteTrips(In("train.csv"), april, labelled: true);
        TripFile.WriteTrips(In("serving-june.csv"), new TripGenerator(6).Month(6_000, 6), labelled: false);

        // A month in which the payment provider was down: far more cash.
        TripFile.WriteTrips(In("serving-drifted.csv"), new TripGenerator(7).Month(6_000, 6, cash: 0.8), labelled: false);

        var production = TipModel.Train(march, new TipModelSettings());
        production.Save(In("production.zip"));
        TripFile.WritePredictions(In("production-predictions.csv"), production.Predict(may));

        var candidate = TipModel.Train(april, settings);
        candidate.Save(In("model.zip"));
        TripFile.WritePredictions(In("predictions.csv"), candidate.Predict(may));
        TripFile.WriteLosses(In("loss.csv"), candidate.Losses(april, may));

        string In(string name) => Path.Combine(folder, name);
    }
}
