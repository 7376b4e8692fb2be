using MlGates.Data;
using MlGates.Profiles;
using MlGates.Reporting;

namespace MlGates.Tests.Reporting;

/// <summary>Parts of a profile that take unusual data to come about: made by hand here.</summary>
public sealed class ProfileDetailsTests
{
    private static readonly TextProfile Clean = new()
    {
        MinBytes = 1,
        MaxBytes = 9,
        MeanBytes = 4.5,
        MinCharacters = 1,
        MaxCharacters = 9,
        MeanCharacters = 4.5,
        InvalidUtf8 = 0,
        Empty = 0,
        Blank = 0,
        Padded = 0,
        Patterns = new Dictionary<string, long> { ["word"] = 1_000 },
    };

    private static readonly ColumnProfile Texts = new()
    {
        Name = "t",
        Type = ColumnType.Category,
        Present = 1_000,
        Missing = 0,
        Distinct = new DistinctCount(500, false),
        Frequent = new FrequentValues([], 1_000, 1_000),
        Text = Clean,
    };

    [Fact]
    public void Problems_OrdinaryText_AreNone() => ProfileProblems.Of(Of(Texts)).Should().BeEmpty();

    [Fact]
    public void Problems_InvalidUtf8_IsCounted() =>
        Only(Texts with { Text = Clean with { InvalidUtf8 = 3 } }, "3 values are no valid UTF-8 (0.3 %)");

    [Fact]
    public void Problems_BlanksAmongTooManyValuesToCount_AreCounted() =>
        Only(Texts with { Text = Clean with { Padded = 3, Blank = 1 } }, "4 values have blanks around");

    [Fact]
    public void Problems_DecimalComma_IsNamed() =>
        Only(Texts with { Text = Clean with { Patterns = new Dictionary<string, long> { ["decimalComma"] = 990, ["integer"] = 10 } } }, "990 values are numbers with a decimal comma (99 %): text, unless the file is read so");

    [Fact]
    public void Problems_OtherDates_AreNamed() =>
        Only(Texts with { Text = Clean with { Patterns = new Dictionary<string, long> { ["otherDate"] = 1_000 } } }, "1000 values are dates, but not as ISO 8601 has them (100 %): text");

    [Fact]
    public void Problems_CodesAmongTooManyValuesToCount_AreNamed() =>
        Only(Texts with { Text = Clean with { Patterns = new Dictionary<string, long> { ["integer"] = 900, ["leadingZeros"] = 100 } } }, "100 values have leading zeros: codes, which reading as numbers would change");

    [Fact]
    public void Problems_TimesMixedWithText_AreMixed() =>
        Only(Texts with { Kinds = new ValueKinds(0, 0, 0, 999, 1) }, "mixed: 999 dates or times and 1 value that is none");

    [Fact]
    public void Problems_FewTimesOutOfOrder_AreCounted()
    {
        Only(Times(outOfOrder: 10), "10 of 1000 times are before that of the row above, in a column that is in order otherwise");
        ProfileProblems.Of(Of(Times(outOfOrder: 11))).Should().BeEmpty("a column in no order is nothing strange");
    }

    [Fact]
    public void Report_Times_ShowSteps() => Show(Of(Times(outOfOrder: 0))).Should().Contain("1970-01-01 … 1970-04-11, steps of 1.5 h, largest 3 days\n");

    [Fact]
    public void Report_FrequentValues_AreLowerBounds()
    {
        var column = Texts with { Frequent = new FrequentValues([new TopValue("a", 300, 310), new TopValue("b\n", 200, 210)], 500, 10) };

        Show(Of(column)).Should().Contain("█▆").And.Contain("a ≥ 30 %, b\\u000a ≥ 20 %, …\n");
    }

    [Fact]
    public void Report_NoFrequentValue_ShowsLengths() => Show(Of(Texts)).Should().Contain("no frequent value; 1 to 9 characters, mean 4.5\n");

    [Fact]
    public void Report_Lists_ShowValuesPerRow()
    {
        var column = Texts with { Lists = new ListProfile { Values = 3_000, Nulls = 0, Min = 0, Max = 12, Mean = 3, Quantiles = [] } };

        Show(Of(column)).Should().Contain("  0 to 12 a row: no frequent value");
    }

    [Fact]
    public void Report_RefusedRowsAndFiles_StandInTheFirstLine()
    {
        var file = new InputFileRecord("a.csv", new string('0', 64), 10);

        Show(Of(Texts) with { RowsRefused = 3, Files = [file, file with { Name = "b.csv" }] }).Should().StartWith("data: 1000 rows from 2 files, 3 more refused as malformed, 1 column\n");
    }

    [Fact]
    public void Report_Slices_AreLargestFirst_WithTheMeanThatIsFarthest()
    {
        var fare = Times(0) with { Name = "fare", Type = ColumnType.Float, Time = null };
        SliceProfile[] slices =
        [
            new("kind=a", 100, [At(fare, 2), At(fare with { Name = "tips" }, 9)]),
            new("kind=b", 800, [At(fare, 1.05), At(fare with { Name = "tips" }, 1)]),
            new("fare=[5, 6)", 100, [At(fare, 5.5), At(fare with { Name = "tips" }, 3)]),
        ];

        Show(Of(fare) with { Columns = [At(fare, 1), At(fare with { Name = "tips" }, 1)], Slices = slices }).Should().EndWith("""

            3 slices, largest first:
              kind=b       800 rows (80 %)
              fare=[5, 6)  100 rows (10 %)  mean tips 3 against 1 (1 sd)
              kind=a       100 rows (10 %)  mean tips 9 against 1 (4 sd)

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Report_WholeNumbersBeyondADouble_AreExact()
    {
        var column = Times(0) with { Type = ColumnType.Integer, Time = null };
        var big = column with { Numeric = column.Numeric! with { Integers = new IntegerRange(-9007199254740993, 9007199254740993, 0) } };

        Show(Of(big), 160).Should().Contain("min -9007199254740993, median").And.Contain("max 9007199254740993,");
    }

    private static ColumnProfile At(ColumnProfile column, double mean) => column with { Numeric = column.Numeric! with { Mean = mean, StandardDeviation = 2 } };

    private static ColumnProfile Times(long outOfOrder) => Texts with
    {
        Type = ColumnType.Timestamp,
        Frequent = null,
        Text = null,
        Time = new TimeProfile { OutOfOrder = outOfOrder, Repeated = 0, LargestGap = 3 * 86400, TypicalGap = 5400 },
        Numeric = new NumericProfile
        {
            NaN = 0,
            PositiveInfinity = 0,
            NegativeInfinity = 0,
            Zeros = 0,
            Min = 0,
            Max = 100 * 86400,
            Mean = 1,
            StandardDeviation = 2,
            Quantiles = [1, 2, 3, 4, 5, 6, 7, 8, 9],
            Bins = new QuantileBins([5], [500, 500]),
        },
    };

    private static void Only(ColumnProfile column, string message) => ProfileProblems.Of(Of(column)).Should().ContainSingle().Which.Message.Should().Be(message);

    private static DatasetProfile Of(ColumnProfile column) => new() { Name = "data", Rows = 1_000, Columns = [column] };

    private static string Show(DatasetProfile profile, int width = 120)
    {
        using var writer = new StringWriter();
        ProfileReport.Write(profile, writer, new ProfileReportOptions { Width = width });
        return writer.ToString();
    }
}
