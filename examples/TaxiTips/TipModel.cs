using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using static Microsoft.ML.Transforms.MissingValueReplacingEstimator;

namespace TaxiTips;

/// <summary>The model: boosted trees on one-hot and numeric features, by ML.NET.</summary>
public sealed class TipModel
{
    private const string Label = "big_tipper";
    private const string Features = "Features";

    private readonly MLContext _ml;
    private readonly BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> _trees;

    private TipModel(MLContext ml, ITransformer features, BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> trees)
    {
        _ml = ml;
        FeatureTransform = features;
        _trees = trees;
    }

    /// <summary>From a trip to its feature vector.</summary>
    public ITransformer FeatureTransform { get; }

    /// <summary>Trains. The same trips and settings give the same model.</summary>
    public static TipModel Train(IReadOnlyList<Trip> trips, TipModelSettings settings)
    {
        var ml = new MLContext(seed: 1);
        var rows = ml.Data.LoadFromEnumerable(trips.Select(LabelledTripRow.From));
        var features = FeaturePipeline(ml).Fit(rows);
        var trainer = ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = Label,
            FeatureColumnName = Features,
            NumberOfTrees = settings.Trees,
            NumberOfLeaves = settings.Leaves,
            LearningRate = settings.LearningRate,
            MinimumExampleCountPerLeaf = 20,
            NumberOfThreads = 1,
        });
        return new TipModel(ml, features, trainer.Fit(features.Transform(rows)));
    }

    /// <summary>Missing times get the mean; categories become one slot each; a missing area is none of the known ones.</summary>
    public static IEstimator<ITransformer> FeaturePipeline(MLContext ml) =>
        ml.Transforms.ReplaceMissingValues("seconds", "trip_seconds", ReplacementMode.Mean)
            .Append(ml.Transforms.Categorical.OneHotEncoding(
            [
                new("payment", "payment_type"), new("company_slot", "company"), new("pickup", "pickup_community_area"), new("dropoff", "dropoff_community_area"),
            ]))
            .Append(ml.Transforms.Concatenate(Features, "payment", "company_slot", "pickup", "dropoff", "trip_miles", "seconds", "fare", "trip_start_hour", "trip_start_day"));

    /// <summary>Saves what serving loads: features and trees, with the schema of unlabelled trips.</summary>
    public void Save(string path)
    {
        _ml.Model.Save(FeatureTransform.Append(_trees), _ml.Data.LoadFromEnumerable(Array.Empty<TripRow>()).Schema, path + ".tmp");
        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>Probability of a big tip for each trip.</summary>
    public IEnumerable<(Trip Trip, float Probability)> Predict(IReadOnlyList<Trip> trips)
    {
        var scored = _trees.Transform(FeatureTransform.Transform(_ml.Data.LoadFromEnumerable(trips.Select(LabelledTripRow.From))));
        return trips.Zip(scored.GetColumn<float>("Probability"));
    }

    /// <summary>Log loss on both sets after each tree.</summary>
    public IEnumerable<(int Tree, double Train, double Validation)> Losses(IReadOnlyList<Trip> train, IReadOnlyList<Trip> validation)
    {
        var (trainLosses, validationLosses) = (Losses(train), Losses(validation));
        return trainLosses.Select((loss, i) => (i + 1, loss, validationLosses[i]));
    }

    private double[] Losses(IReadOnlyList<Trip> trips)
    {
        var vectors = FeatureTransform.Transform(_ml.Data.LoadFromEnumerable(trips.Select(LabelledTripRow.From))).GetColumn<float[]>(Features).ToArray();
        var ensemble = _trees.Model.SubModel.TrainedTreeEnsemble;
        var slope = _trees.Model.Calibrator.Slope;
        var scores = new double[trips.Count];
        var losses = new double[ensemble.Trees.Count];
        for (var t = 0; t < losses.Length; t++)
        {
            var sum = 0.0;
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] += ensemble.TreeWeights[t] * Leaf(ensemble.Trees[t], vectors[i]);

                // The calibrator's slope is negative: the probability is 1 / (1 + exp(slope · score)).
                var margin = slope * scores[i] * (trips[i].BigTipper ? 1 : -1);
                sum += margin > 30 ? margin : Math.Log(1 + Math.Exp(margin));
            }

            losses[t] = sum / scores.Length;
        }

        return losses;
    }

    private static double Leaf(RegressionTreeBase tree, float[] features)
    {
        // A negative child is a leaf, ~child its number.
        var node = 0;
        while (node >= 0)
        {
            node = features[tree.NumericalSplitFeatureIndexes[node]] <= tree.NumericalSplitThresholds[node] ? tree.LeftChild[node] : tree.RightChild[node];
        }

        return tree.LeafValues[~node];
    }
}
