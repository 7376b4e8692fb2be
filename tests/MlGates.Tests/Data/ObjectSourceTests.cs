using System.Collections.Immutable;
using System.Globalization;
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

    private sealed record Basket(double[]? Prices, IReadOnlyList<string?> Words, ReadOnlyMemory<float> Scores, List<int?> Counts, bool[] Flags, HashSet<DateOnly> Days, int Id)
    {
        public ImmutableArray<long> Codes { get; init; } = [1];
    }

    [Fact]
    public void Properties_ThatAreLists_AreListColumns()
    {
        var day = new DateOnly(1970, 1, 2);
        Basket[] rows =
        [
            new([1, double.NaN, 2.5], ["a", null, "b"], new float[] { 1, 2 }, [1, null], [true], [day], 1),
            new(null, [], default, [], [false, true], [], 2) { Codes = default },
            new([], ["a"], new float[] { 3 }, [null], [], [day, day.AddDays(1)], 3),
        ];

        var profile = ProfileBuilder.Build(new ObjectSource<Basket>(rows));

        profile.Columns.Select(c => $"{c.Name} {c.Type} {c.Present}+{c.Missing} {c.Lists?.Values}v{c.Lists?.Nulls}n").Should().Equal(
            "Codes Integer 2+1 2v0n", "Counts Integer 3+0 1v2n", "Days Timestamp 3+0 3v0n", "Flags Boolean 3+0 3v0n", "Id Integer 3+0 vn", "Prices Float 2+1 3v0n", "Scores Float 3+0 3v0n", "Words Category 3+0 3v1n");
        profile.Find("Prices")!.Numeric!.NaN.Should().Be(1);
        profile.Find("Scores")!.Numeric!.Mean.Should().Be(2);
        profile.Find("Days")!.Numeric!.Max.Should().Be(2 * 86400);
        profile.Find("Words")!.Categories!.Counts.Should().Equal(new Dictionary<string, long> { ["a"] = 2, ["b"] = 1 });
    }

    private readonly record struct Long(float[] Values, int Row);

    [Fact]
    public void Lists_ThatAreLong_EndABatchEarlyAndLoseNothing()
    {
        var rows = Enumerable.Range(0, 40).Select(i => new Long(Enumerable.Repeat((float)i, 100_000).ToArray(), i)).ToArray();
        using var reader = new ObjectSource<Long>(rows).Open();
        var batch = reader.NewBatch();
        var (read, most) = (new List<long>(), 0);
        while (reader.Read(batch))
        {
            read.AddRange(batch.Columns[1].Integers);
            batch.FirstRow.Should().Be(batch.Columns[1].Integers[0]);
            most = Math.Max(most, batch.Columns[0].ValueCount);
        }

        read.Should().Equal(Enumerable.Range(0, 40).Select(i => (long)i));
        most.Should().BeInRange(ObjectBlock<Long>.MostListValues, ObjectBlock<Long>.MostListValues + 100_000);
    }

    private sealed record Nested(double[][] Grid);

    private sealed record Pairs(Dictionary<string, int> Map);

    [Fact]
    public void Property_OfListsOfLists_IsRefusedByName()
    {
        var grid = () => new ObjectSource<Nested>([]);
        var map = () => new ObjectSource<Pairs>([]);

        grid.Should().Throw<ArgumentException>().WithMessage("Property 'Grid' of Nested is a Double[][], which cannot be a column*");
        map.Should().Throw<ArgumentException>().WithMessage("Property 'Map' of Pairs is a Dictionary*, which cannot be a column*");
    }
}
