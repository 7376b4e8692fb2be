using MlGates.Data;
using MlGates.Metrics;
using MlGates.MLNet;
using MlGates.Profiles;
using MlGates.Training;
using Microsoft.ML;

namespace TaxiTips.Tests;

/// <summary>The trained example, made once for all tests: expensive things belong in a fixture.</summary>
public sealed class Taxi : IDisposable
{
    public Taxi()
    {
        TaxiMonths.Write(Folder, new TipModelSettings());
        Training = Profile("train.csv");
        Serving = Profile("serving-june.csv");
        Candidate = Evaluation("candidate", "predictions.csv");
        Production = Evaluation("production", "production-predictions.csv");
        Loss = LossHistoryReader.Read(new CsvSource(Path("loss.csv")), new HistoryOptions { Train = "train_loss", Validation = "validation_loss" });
        var ml = new MLContext(seed: 1);
        Rows = ml.Data.LoadFromEnumerable(new TripGenerator(8).Month(500, 6).Select(TripRow.From).ToArray());
        Pipeline = FeaturePipeline.Fit(TipModel.FeaturePipeline(ml), Rows);
    }

    public DatasetProfile Training { get; }

    public DatasetProfile Serving { get; }

    public BinaryEvaluation Candidate { get; }

    public BinaryEvaluation Production { get; }

    public LossHistory Loss { get; }

    /// <summary>Trips as the transform reads them.</summary>
    public IDataView Rows { get; }

    /// <summary>From trips to feature vectors.</summary>
    public FeaturePipeline Pipeline { get; }

    private string Folder { get; } = Directory.CreateTempSubdirectory("taxi").FullName;

    public string Path(string file) => System.IO.Path.Combine(Folder, file);

    public DatasetProfile Profile(string file) => ProfileBuilder.Build(new CsvSource(Path(file)));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private BinaryEvaluation Evaluation(string name, string file) =>
        EvaluationReader.ReadBinary(new CsvSource(Path(file)), new EvaluationOptions { Label = "big_tipper", Score = "probability", Key = "trip" }, name);
}
