using MlGates.Data;

namespace MlGates.Tests.Data;

public sealed class ColumnValuesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private CsvSource Csv(string content) => new(_folder.Write("loss.csv", content)) { DisplayPath = "out/loss.csv" };

    [Fact]
    public void Read_NumbersAndTexts_InOnePass()
    {
        var table = ColumnValues.Read(Csv("step,loss,label\n1,0.5,a\n2,,\n3,NaN,c\n"), ["loss", "step"], ["label", "step"]);

        table.Rows.Should().Be(3);
        table.Numbers("loss").Values.Should().Equal(0.5, double.NaN, double.NaN);
        table.Numbers("loss").Missing.Should().Equal(false, true, false);
        table.Numbers("step").Values.Should().Equal(1, 2, 3);
        table.Texts("label").Values.Should().Equal("a", null, "c");
        table.Texts("step").Values.Should().Equal("1", "2", "3");
        table.Locate(2).Should().Be(new SourceLocation("out/loss.csv", 4, 1));
    }

    [Fact]
    public void Read_TypedSource_GivesInvariantText()
    {
        var rows = new[] { (Flag: true, X: 0.1), (Flag: false, X: 2) }.Select(r => new { r.Flag, r.X });
        var source = Source(rows);

        ColumnValues.ReadTexts(source, "Flag").Values.Should().Equal("true", "false");
        ColumnValues.ReadNumbers(source, "Flag").Values.Should().Equal(1, 0);
        ColumnValues.ReadTexts(source, "X").Values.Should().Equal("0.1", "2");
    }

    private static ObjectSource<T> Source<T>(IEnumerable<T> rows) => new(rows);

    [Fact]
    public void Read_TextThatIsNoNumber_IsRefusedWithLineAndColumn()
    {
        var read = () => ColumnValues.ReadNumbers(Csv("step,loss\n1,0.5\n\n2,n/a\n"), "loss");

        var e = read.Should().Throw<InputException>().Which;
        e.Rule.Should().Be(RuleIds.InputMalformed);
        e.Location.Should().Be(new SourceLocation("out/loss.csv", 4, 1));
        e.Message.Should().Be("Column 'loss' of 'loss.csv' holds 'n/a' in row 2, which is not a number; correct it, or list it among the missing values.");
    }

    [Fact]
    public void Read_ColumnNotThere_IsRefusedWithTheNearestName()
    {
        var read = () => ColumnValues.ReadNumbers(Csv("step,loss\n1,0.5\n"), "los");

        var e = read.Should().Throw<InputException>().Which;
        e.Rule.Should().Be(RuleIds.ColumnMissing);
        e.Message.Should().Be("'loss.csv' has no column 'los'; did you mean 'loss'?");
    }

    [Fact]
    public void Numbers_ColumnNotAskedFor_IsAnArgumentError()
    {
        var table = ColumnValues.Read(Csv("a,b\n1,2\n"), ["a"], []);

        table.Invoking(t => t.Numbers("b")).Should().Throw<ArgumentException>();
    }
}
