using MlGates.Data;
using MlGates.Training;

namespace MlGates.Tests.Training;

public sealed class LossHistoryReaderTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"mlgates-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_BlankCells_AreRowsWithoutAValue()
    {
        var history = Read("epoch,train,valid\n10,0.9,\n20,0.8,0.85\n30,,0.84\n", Options);

        history.Rows.Should().Be(3);
        history.Train.Values.ToArray().Should().Equal(0.9, 0.8);
        history.Train.Steps.ToArray().Should().Equal(10, 20);
        history.Validation!.Values.ToArray().Should().Equal(0.85, 0.84);
        history.Validation.Rows.ToArray().Should().Equal(1, 2);
    }

    [Fact]
    public void Read_NaN_IsALoggedValue() =>
        Read("epoch,train,valid\n1,nan,\n", Options).Train.Values.ToArray().Should().Equal(double.NaN);

    [Fact]
    public void Read_NoStepColumn_CountsRowsFromOne() =>
        Read("train\n0.9\n0.8\n", new HistoryOptions { Train = "train" }).Train.Steps.ToArray().Should().Equal(1, 2);

    [Fact]
    public void Read_NoValidationColumn_HasNone() =>
        Read("train\n0.9\n", new HistoryOptions { Train = "train" }).Validation.Should().BeNull();

    [Fact]
    public void Read_NotANumber_NamesTheLine() =>
        FluentActions.Invoking(() => Read("epoch,train,valid\n1,0.9,\n2,oops,\n", Options)).Should().Throw<InputException>()
            .Where(e => e.Rule == RuleIds.InputMalformed && e.Location!.Line == 3 && e.Message.Contains("'oops'"));

    [Fact]
    public void Read_ColumnNotThere_SuggestsTheNearest() =>
        FluentActions.Invoking(() => Read("epoch,train_loss,valid\n1,0.9,\n", Options with { Train = "trainloss" })).Should().Throw<InputException>()
            .Where(e => e.Rule == RuleIds.ColumnMissing && e.Message.Contains("'train_loss'"));

    [Fact]
    public void Construct_ListsOfOtherLength_Throws()
    {
        FluentActions.Invoking(() => new LossHistory("fit", [1.0, 2.0], [1.0])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new LossHistory("fit", [1.0, 2.0], steps: [1.0])).Should().Throw<ArgumentException>();
    }

    private static HistoryOptions Options => new() { Train = "train", Validation = "valid", Step = "epoch" };

    private LossHistory Read(string text, HistoryOptions options)
    {
        File.WriteAllText(_path, text);
        return LossHistoryReader.Read(new CsvSource(_path), options);
    }
}
