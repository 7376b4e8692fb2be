using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlGates.Tests.MLNet;

/// <summary>A small model of taxi tips: text, number and flag columns, trained in well under a second.</summary>
internal static class TrainedModel
{
    internal sealed class Trip
    {
        public string Payment { get; set; } = "";

        public float Miles { get; set; }

        public float Fare { get; set; }

        public bool Label { get; set; }
    }

    public static Trip[] Trips(int count = 200)
    {
        var trips = new Trip[count];
        for (var i = 0; i < count; i++)
        {
            var card = i % 3 == 0;
            trips[i] = new Trip { Payment = card ? "Card" : "Cash", Miles = i % 17 * 0.5f, Fare = 3 + (i % 17), Label = card ^ (i % 11 == 0) };
        }

        return trips;
    }

    public static EstimatorFeatures Features(MLContext ml) => new(ml);

    public static (MLContext Ml, ITransformer Model, IDataView Data) Train(int seed = 1)
    {
        var ml = new MLContext(seed);
        var data = ml.Data.LoadFromEnumerable(Trips());
        var pipeline = Features(ml).Pipeline.Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression());
        return (ml, pipeline.Fit(data), data);
    }

    public static string Save(TempFolder folder, string name = "model.zip")
    {
        var (ml, model, data) = Train();
        var path = folder.File(name);
        ml.Model.Save(model, data.Schema, path);
        return path;
    }

    internal sealed class EstimatorFeatures(MLContext ml)
    {
        public EstimatorChain<ColumnConcatenatingTransformer> Pipeline { get; } =
            ml.Transforms.Categorical.OneHotEncoding("PaymentCode", nameof(Trip.Payment))
                .Append(ml.Transforms.NormalizeMeanVariance("MilesScaled", nameof(Trip.Miles)))
                .Append(ml.Transforms.Concatenate("Features", "PaymentCode", "MilesScaled", nameof(Trip.Fare)));
    }
}
