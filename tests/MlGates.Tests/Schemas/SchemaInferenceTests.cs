using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

/// <summary>What a person would expect of an inferred column.</summary>
public sealed class SchemaInferenceTests
{
    private sealed record Whole(long V);

    private sealed record Number(double V);

    private static ColumnSchema Infer<T>(IEnumerable<T> rows) => SchemaInference.Infer(ProfileBuilder.Build(new ObjectSource<T>(rows))).Columns[0];

    private static IEnumerable<Whole> Wholes(params (long Value, int Count)[] counts) => counts.SelectMany(c => Enumerable.Repeat(new Whole(c.Value), c.Count));

    [Fact]
    public void Siblings_Counted_AreInARange()
    {
        var column = Infer(Wholes((0, 608), (1, 209), (2, 28), (3, 16), (4, 18), (5, 5), (8, 7)));

        column.Domain.Should().BeNull();
        column.Range!.Min.Should().Be(0);
        column.Range.Max.Should().BeInRange(9, 40);
    }

    [Fact]
    public void Codes_OfWhichSomeAreRare_AreADomain() =>
        Infer(Wholes((0, 30), (1, 97_000), (2, 2_000), (3, 500), (4, 100), (5, 370))).Domain!.Values.Should().Equal("0", "1", "2", "3", "4", "5");

    [Fact]
    public void Codes_WithOneForUnknown_AreADomain() =>
        Infer(Wholes((0, 9_000), (1, 700), (2, 200), (99, 100))).Domain!.Values.Should().Equal("0", "1", "2", "99");

    [Fact]
    public void Numbers_ThatStopAtAnEdge_AreBoundedCloseToIt()
    {
        var column = Infer(Enumerable.Range(0, 8000).Select(i => new Whole(17 + (i % 80))));

        column.Range!.Min.Should().BeInRange(12, 17);
        column.Range.Max.Should().BeInRange(96, 101);
    }

    [Fact]
    public void Numbers_OfWhichOneIsFarOut_AreBoundedNotMuchFurther()
    {
        var column = Infer(Enumerable.Range(0, 5000).Select(i => new Number(i == 77 ? 190 : i * 37 % 5000 / 250.0)));

        column.Range!.Max.Should().BeInRange(190, 1000);
    }

    private sealed record Trip(long StartTimestamp, long Fare, long CreatedAt, long TripTime);

    [Fact]
    public void Seconds_InAColumnCalledAfterTime_HaveNoEnd()
    {
        var rows = Enumerable.Range(0, 3000).Select(i => new Trip(1_400_000_000 + (i * 7919L % 80_000_000), 1_400_000_000 + (i * 7919L % 80_000_000), 1_400_000_000_000 + (i * 104_729L), i * 37 % 9000));
        var schema = SchemaInference.Infer(ProfileBuilder.Build(new ObjectSource<Trip>(rows)));

        (schema.Find("StartTimestamp")!.Range!.Max, schema.Find("CreatedAt")!.Range!.Max).Should().Be((null, null));
        schema.Find("StartTimestamp")!.Range!.Min.Should().BeInRange(1_380_000_000, 1_400_000_000);
        schema.Columns.Where(c => c.Notes.Contains("unix-time")).Select(c => c.Name).Should().Equal("CreatedAt", "StartTimestamp");
        schema.Find("TripTime")!.Range!.Max.Should().BeInRange(8999, 20_000);
        schema.Find("Fare")!.Range!.Max.Should().NotBeNull("it is not called after time");
    }

    private sealed record Sparse(double? V, string? Text);

    [Fact]
    public void Column_OfHardlyAnyValue_MayBeEmptyAndHoldAnotherOne()
    {
        var schema = SchemaInference.Infer(ProfileBuilder.Build(new ObjectSource<Sparse>(Enumerable.Range(0, 9533).Select(i => new Sparse(i == 7 ? 17031 : null, i == 8 ? "abc" : null)))));

        schema.Columns.Should().OnlyContain(c => c.MinPresent == 0 && c.MinPresentCount == null && c.Range == null && c.Domain == null);
        SchemaValidator.Validate(schema, new ObjectSource<Sparse>(Enumerable.Range(0, 5000).Select(_ => new Sparse(null, null)))).Anomalies.Should().BeEmpty();
        SchemaValidator.Validate(schema, new ObjectSource<Sparse>(Enumerable.Range(0, 5000).Select(i => new Sparse(i == 3 ? 90210 : null, null)))).Anomalies.Should().BeEmpty();
    }

    [Fact]
    public void Number_OfOneValue_HasNoMargin() => Infer(Enumerable.Repeat(new Number(2.5), 30)).Range.Should().Be(new NumberRange(2.5, 2.5));

    [Fact]
    public void Numbers_OfAStoredProfile_AreBoundedAlike()
    {
        var profile = ProfileBuilder.Build(new ObjectSource<Number>(Enumerable.Range(1, 5000).Select(i => new Number(-Math.Log(i / 5001.0)))));
        var stored = ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(ProfileFile.ToJson(profile)), "stored");

        var (rows, file) = (SchemaInference.Infer(profile).Columns[0].Range!.Max!.Value, SchemaInference.Infer(stored).Columns[0].Range!.Max!.Value);

        // Between quantiles a stored profile knows nothing; its bound may be further out, hardly closer.
        file.Should().BeInRange(0.9 * rows, 3 * rows);
    }
}
