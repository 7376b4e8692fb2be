using System.Globalization;
using MlGates.Data;
using MlGates.Metrics;

namespace MlGates.Tests.Metrics;

public sealed class EvaluationReaderTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"mlgates-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_ScoresAndKeys_GivesTheColumns()
    {
        var evaluation = Read("id,y,p\na,1,0.9\nb,0,0.5\nc,false,0.4\nd,True,0.1\n", Options with { Key = "id" });

        evaluation.Labels.ToArray().Should().Equal(true, false, false, true);
        evaluation.Scores.ToArray().Should().Equal(0.9, 0.5, 0.4, 0.1);
        evaluation.Predicted.ToArray().Should().Equal(true, true, false, false);
        evaluation.Keys.ToArray().Should().Equal("a", "b", "c", "d");
        evaluation.Positives.Should().Be(2);
    }

    [Fact]
    public void Read_Threshold_DecidesThePrediction() =>
        Read("y,p\n1,0.9\n0,0.5\n", Options with { Threshold = 0.6 }).Predicted.ToArray().Should().Equal(true, false);

    [Fact]
    public void Read_PositiveLabel_TakesTheRestAsNegative()
    {
        var evaluation = Read("y,p,said\nyes,0.9,no\nno,0.5,yes\nmaybe,0.5,yes\n", Options with { Positive = "yes", Predicted = "said" });

        evaluation.Labels.ToArray().Should().Equal(true, false, false);
        evaluation.Predicted.ToArray().Should().Equal(false, true, true);
    }

    [Theory]
    [InlineData("y,p\n1,0.9\n,0.5\n", "Column 'y' of '*' is missing in row 2*")]
    [InlineData("y,p\n1,0.9\n1,\n", "Column 'p' of '*' is missing in row 2*")]
    [InlineData("y,p\n1,0.9\n0.5,0.3\n", "Column 'y' of '*' holds '0.5' in row 2, which is neither true, false, 1 nor 0*")]
    [InlineData("y,p\n1,0.9\n0,NaN\n", "Column 'p' of '*' holds NaN in row 2*")]
    public void Read_UnusableRow_NamesIt(string text, string message)
    {
        var thrown = FluentActions.Invoking(() => Read(text, Options)).Should().Throw<InputException>().WithMessage(message).Which;

        thrown.Rule.Should().Be(RuleIds.EvaluationUnusable);
        thrown.Location!.Line.Should().Be(3);
    }

    [Fact]
    public void Read_ColumnNotThere_SuggestsTheNearest() =>
        FluentActions.Invoking(() => Read("y,score\n1,0.9\n", Options with { Score = "scor" })).Should().Throw<InputException>()
            .Where(e => e.Rule == RuleIds.ColumnMissing && e.Message.Contains("'score'"));

    [Fact]
    public void Read_NoScoreAndNoPrediction_Throws() =>
        FluentActions.Invoking(() => Read("y\n1\n", Options with { Score = null })).Should().Throw<ArgumentException>();

    [Fact]
    public void Read_InACultureWithCommas_GivesTheSameNumbers()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Read("y,p\n1.0,0.25\n", Options).Scores[0].Should().Be(0.25);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData(new[] { 0.5 }, null)]
    [InlineData(new[] { 0.5, double.NaN }, null)]
    [InlineData(null, new[] { true })]
    [InlineData(null, null)]
    public void Construct_FromUnfitArrays_Throws(double[]? scores, bool[]? predicted) =>
        FluentActions.Invoking(() => new BinaryEvaluation("model", [true, false], scores, predicted)).Should().Throw<ArgumentException>();

    private static EvaluationOptions Options => new() { Label = "y", Score = "p" };

    private BinaryEvaluation Read(string text, EvaluationOptions options)
    {
        File.WriteAllText(_path, text);
        return EvaluationReader.ReadBinary(new CsvSource(_path), options);
    }
}
