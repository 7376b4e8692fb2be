using System.Globalization;
using Microsoft.ML;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Data;

public sealed class ObjectSourceTests
{
    private enum Colour
    {
        Red,
        Green,
    }

    private sealed record Ride(double Fare, int? Riders, bool Tipped, string? Company, DateTime Start, Colour Colour, decimal Toll)
    {
        public double? Rating { get; init; }
    }

    private static readonly Ride[] Rides =
    [
        new(2.5, 1, true, "Blue", new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), Colour.Red, 0.10m) { Rating = 4.5 },
        new(double.NaN, null, false, null, new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc), Colour.Green, 0m),
        new(-1, 3, true, "", new DateTime(2024, 1, 3, 0, 0, 0, DateTimeKind.Utc), Colour.Green, 1m),
    ];

    [Fact]
    public void Properties_AreColumnsOfTheirTypes()
    {
        var profile = ProfileBuilder.Build(new ObjectSource<Ride>(Rides));

        profile.Name.Should().Be("Ride");
        profile.Columns.Select(c => $"{c.Name} {c.Type} {c.Present}+{c.Missing}").Should().Equal(
            "Colour Category 3+0", "Company Category 2+1", "Fare Float 3+0", "Rating Float 1+2", "Riders Integer 2+1", "Start Timestamp 3+0", "Tipped Boolean 3+0", "Toll Float 3+0");
        profile.Find("Colour")!.Categories!.Counts.Should().Equal(new Dictionary<string, long> { ["Green"] = 2, ["Red"] = 1 });
        profile.Find("Start")!.Numeric!.Min.Should().Be(1704067200);
        profile.Find("Fare")!.Numeric!.NaN.Should().Be(1);
    }

    [Fact]
    public void Column_WithoutAValue_IsEmptyWhateverItsType() =>
        ProfileBuilder.Build(new ObjectSource<Ride>([Rides[1]])).Columns.Where(c => c.Type == ColumnType.Empty).Select(c => c.Name).Should().Equal("Company", "Rating", "Riders");

    [Fact]
    public void Rows_OfAValueType_AreRead() =>
        ColumnValues.ReadNumbers(new ObjectSource<DateOnly>([new DateOnly(2024, 2, 3)]), "Month").Values.Should().Equal(2);

    [Fact]
    public void Rows_AsObjectsOrAsCsv_GiveTheSameStatistics()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 20_000).Select(i => new { X = random.NextDouble(), N = (long)random.Next(5000), K = $"k{random.Next(30)}" }).ToArray();
        using var folder = new TempFolder();
        var csv = folder.Write("rows.csv", "X,N,K\n" + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.X},{r.N},{r.K}\n"))));

        var fromObjects = Profile(rows);
        var fromCsv = ProfileBuilder.Build(new CsvSource(csv));

        // Text that repeats is counted before it is summed up, so moments differ in the last digits; a sketch may keep other numbers.
        fromObjects.Columns.Should().BeEquivalentTo(fromCsv.Columns, o => o.WithStrictOrdering()
            .Using<double>(c => c.Subject.Should().BeApproximately(c.Expectation, 1e-9 * (1 + Math.Abs(c.Expectation)))).WhenTypeIs<double>()
            .Excluding(c => c.Path.EndsWith("RankError", StringComparison.Ordinal) || c.Path.Contains("Quantiles", StringComparison.Ordinal)));
    }

    private static DatasetProfile Profile<T>(T[] rows) => ProfileBuilder.Build(new ObjectSource<T>(rows));

    [Fact]
    public void Property_OfAnotherType_IsRefusedByName()
    {
        var make = () => new ObjectSource<Exception>([]);

        make.Should().Throw<ArgumentException>().WithMessage("Property '*' of Exception is a *, which cannot be a column; project the rows to simple properties first.*");
    }

    [Fact]
    public void NullRow_IsRefused()
    {
        var read = () => ProfileBuilder.Build(new ObjectSource<Ride>([Rides[0], null!]));

        read.Should().Throw<InputException>().WithMessage("Row 2 is null.");
    }

    private sealed class Scored
    {
        public float Score { get; set; }

        public string Label { get; set; } = "";

        public bool Kept { get; set; }

        [Microsoft.ML.Data.VectorType(2)]
        public float[] Pair { get; set; } = [];

        [Microsoft.ML.Data.VectorType(100)]
        public float[] Features { get; set; } = new float[100];
    }

    private static readonly MLContext Ml = new(seed: 1);

    private static IDataView View() => Ml.Data.LoadFromEnumerable(
    [
        new Scored { Score = 0.5f, Label = "a", Kept = true, Pair = [1, 2] },
        new Scored { Score = float.NaN, Label = "", Pair = [3, 4] },
        new Scored { Score = 1.5f, Label = "b", Kept = true, Pair = [5, float.PositiveInfinity] },
    ]);

    [Fact]
    public void DataView_ColumnsAndSlots_AreColumns()
    {
        var profile = ProfileBuilder.Build(new DataViewSource(View(), "scored", ["Score", "Label", "Kept", "Pair"]));

        profile.Columns.Select(c => $"{c.Name} {c.Type} {c.Present}+{c.Missing}").Should().Equal(
            "Kept Boolean 3+0", "Label Category 2+1", "Pair[0] Float 3+0", "Pair[1] Float 3+0", "Score Float 3+0");
        profile.Find("Score")!.Numeric!.NaN.Should().Be(1);
        profile.Find("Pair[0]")!.Numeric!.Mean.Should().Be(3);
        profile.Find("Pair[1]")!.Numeric!.PositiveInfinity.Should().Be(1);
    }

    [Fact]
    public void DataView_Keys_AreTheirTextOrNumber()
    {
        var keyed = Ml.Transforms.Conversion.MapValueToKey("Key", "Label").Fit(View()).Transform(View());

        var column = ProfileBuilder.Build(new DataViewSource(keyed, "keyed", ["Key"])).Columns.Should().ContainSingle().Subject;

        column.Type.Should().Be(ColumnType.Category);
        column.Categories!.Counts.Keys.Should().BeSubsetOf(["", "a", "b"]);
        (column.Present + column.Missing).Should().Be(3);
    }

    [Fact]
    public void DataView_LongVector_IsRefusedByName()
    {
        var make = () => new DataViewSource(View(), "scored");

        make.Should().Throw<InputException>().Which.Message.Should().StartWith("Column 'Features' of 'scored' is a vector of 100 Single values (at most 64 numbers are taken apart)");
    }

    [Fact]
    public void DataView_UnknownColumn_IsRefusedWithTheNearestName()
    {
        var make = () => new DataViewSource(View(), "scored", ["Scor"]);

        make.Should().Throw<InputException>().WithMessage("'scored' has no column 'Scor'; did you mean 'Score'?");
    }
}
