using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Data;
using MlGates.MLNet;
using MlGates.Serving;

namespace MlGates.Tests.MLNet;

public sealed class MLNetPredictorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Predictor_EveryRow_AnswersAsThePredictionEngine()
    {
        var (ml, model, data) = TrainedModel.Train();
        var engine = ml.Model.CreatePredictionEngine<TrainedModel.Trip, Prediction>(model);
        using var predictor = MLNetPredictor.From(model, data);

        predictor.OutputColumns.Should().Equal("PredictedLabel", "Score", "Probability");
        var trips = TrainedModel.Trips();
        for (var i = 0; i < trips.Length; i++)
        {
            var expected = engine.Predict(trips[i]);
            predictor.Value<float>(i, "Score").Should().Be(expected.Score);
            predictor.Value<bool>(i, "PredictedLabel").Should().Be(expected.PredictedLabel);
        }
    }

    [Fact]
    public void Predictor_FileAndCsv_AnswerAsTheModelInMemory()
    {
        var (_, model, data) = TrainedModel.Train();
        using var inMemory = MLNetPredictor.From(model, data);
        using var loaded = MLNetPredictor.Load(TrainedModel.Save(_folder), Csv(TrainedModel.Trips()));

        loaded.RowCount.Should().Be(200);
        for (var i = 0; i < 200; i += 7)
        {
            loaded.Value<float>(i, "Score").Should().Be(inMemory.Value<float>(i, "Score"));
        }
    }

    [Fact]
    public void Predictor_SameRowTwice_ComputesTwice()
    {
        var ml = new MLContext(1);
        var calls = 0;
        var data = ml.Data.LoadFromEnumerable(TrainedModel.Trips(3));
        var model = ml.Transforms.CustomMapping<TrainedModel.Trip, Prediction>((_, to) => to.Score = ++calls, contractName: null).Fit(data);
        using var predictor = MLNetPredictor.From(model, data);

        predictor.Predict(1);
        var once = calls;
        predictor.Predict(1);

        calls.Should().Be(2 * once).And.BePositive();
    }

    [Fact]
    public void Predictor_LabelNotInTheData_IsNotNeeded()
    {
        var csv = Write("rows.csv", "Payment,Miles,Fare\nCash,1.5,7\n");
        using var predictor = MLNetPredictor.Load(TrainedModel.Save(_folder), csv);
        predictor.Predict(0);
    }

    [Fact]
    public void Predictor_ColumnMissing_IsMLG0007WithTheNearestName()
    {
        var act = () => MLNetPredictor.Load(TrainedModel.Save(_folder), Write("rows.csv", "Payment,Mile,Fare\nCash,1.5,7\n"));
        act.Should().Throw<InputException>().Where(e => e.Rule == RuleIds.ColumnMissing).WithMessage("*no column 'Miles', which the model needs; did you mean 'Mile'?*");
    }

    [Fact]
    public void Predictor_SeveralColumnsMissing_NamesAll()
    {
        var act = () => MLNetPredictor.Load(TrainedModel.Save(_folder), Write("rows.csv", "Payment,x\nCash,1.5\n"));
        act.Should().Throw<InputException>().WithMessage("*no columns 'Miles', 'Fare', which the model needs; it has 'Payment', 'x'*");
    }

    [Fact]
    public void Predictor_ColumnsOfOtherNames_AreMapped()
    {
        var csv = Write("rows.csv", "payment_type,miles,fare\nCash,1.5,7\n");
        var columns = new Dictionary<string, string> { ["Payment"] = "payment_type", ["Miles"] = "miles", ["Fare"] = "fare" };
        using var predictor = MLNetPredictor.Load(TrainedModel.Save(_folder), csv, columns);
        predictor.RowCount.Should().Be(1);
    }

    [Fact]
    public void Predictor_TextWhereANumberBelongs_IsMLG0005WithThePlace()
    {
        var act = () => MLNetPredictor.Load(TrainedModel.Save(_folder), Write("rows.csv", "Payment,Miles,Fare\nCash,far,7\n"));
        act.Should().Throw<InputException>().Where(e => e.Rule == RuleIds.InputMalformed && e.Location!.Line == 2).WithMessage("*'far'*row 1*");
    }

    [Fact]
    public void Predictor_MissingNumber_IsNaNForTheModel()
    {
        using var predictor = MLNetPredictor.Load(TrainedModel.Save(_folder), Write("rows.csv", "Payment,Miles,Fare\nCash,,7\n"));
        predictor.Value<float>(0, "Score").Should().Be(float.NaN);
    }

    [Fact]
    public void Predictor_MoreRowsThanItKeeps_KeepsTheFirst()
    {
        var ml = new MLContext(1);
        var (_, model, _) = TrainedModel.Train();
        using var predictor = MLNetPredictor.From(model, ml.Data.LoadFromEnumerable(TrainedModel.Trips(MLNetPredictor.MostRows + 10)));
        predictor.RowCount.Should().Be(MLNetPredictor.MostRows);
    }

    [Fact]
    public void Predictor_BrokenModel_IsMLG5004()
    {
        var act = () => MLNetPredictor.Load(_folder.Write("broken.zip", "PK"u8.ToArray()), Csv(TrainedModel.Trips(3)));
        act.Should().Throw<InputException>().Where(e => e.Rule == RuleIds.ArtifactNotLoadable);
    }

    [Fact]
    public void Predictor_NoSuchModelFile_IsMLG5001()
    {
        var act = () => MLNetPredictor.Load(_folder.File("none.zip"), Csv(TrainedModel.Trips(3)));
        act.Should().Throw<InputException>().Where(e => e.Rule == RuleIds.ArtifactMissing);
    }

    [Fact]
    public void Predictor_RealModelAndClock_CanBeMeasured()
    {
        var (_, model, data) = TrainedModel.Train();
        using var predictor = MLNetPredictor.From(model, data);
        var sample = new ThroughputMeasurement(TimeProvider.System, new ThroughputOptions { Blocks = 3, BlockSeconds = 0.002, WarmUpSeconds = 0.01 }).Measure(predictor);

        sample.Problem.Should().BeNull();
        sample.Rates.Should().NotBeEmpty().And.OnlyContain(r => r > 0);
    }

    private sealed class Prediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }
    }

    private CsvSource Csv(IEnumerable<TrainedModel.Trip> trips) => Write("trips.csv", "Payment,Miles,Fare,Label\n" + string.Concat(trips.Select(t =>
        string.Create(CultureInfo.InvariantCulture, $"{t.Payment},{t.Miles:R},{t.Fare:R},{t.Label}\n"))));

    private CsvSource Write(string name, string content) => new(_folder.Write(name, System.Text.Encoding.UTF8.GetBytes(content)));
}
