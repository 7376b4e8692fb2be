using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Tests.Schemas;

public sealed class KeyInferenceTests
{
    // More values than a profile counts exactly.
    private const int Many = 12_000;

    [Fact]
    public void Unique_RunningNumbersOfFewRows_AreToldByTheProfileAlone()
    {
        using var rows = Table(150, i => $"{1000 + (i * 7 % 150)},{i % 7}");
        SchemaInference.Infer(rows.Profile).Columns.Select(c => (c.Name, c.Unique)).Should().Equal(("a", true), ("b", false));
    }

    [Fact]
    public void Unique_OneValueTwice_IsNotAskedFor()
    {
        using var rows = Table(150, i => $"{(i == 99 ? 3 : i)},x");
        SchemaInference.Infer(rows.Profile, rows.Source).Find("a")!.Unique.Should().BeFalse();
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Unique_MoreRowsThanAProfileCounts_TakesTheRows(bool repeated)
    {
        using var rows = Table(Many, i => $"{(repeated && i == Many - 1 ? 16 : i * 7 % Many * 2)},x");
        rows.Profile.Find("a")!.Distinct.Exact.Should().BeFalse();
        SchemaInference.Infer(rows.Profile).Find("a")!.Unique.Should().BeFalse("the profile does not know");
        SchemaInference.Infer(rows.Profile, rows.Source).Find("a")!.Unique.Should().Be(!repeated);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Unique_NumbersThatFillTheirRange_NeedNoRows(bool repeated)
    {
        using var rows = Table(Many, i => $"{(repeated && i == 20 ? 19 : i) - 7},x");
        rows.Profile.Find("a")!.Distinct.Exact.Should().Be(!repeated);
        SchemaInference.Infer(rows.Profile).Find("a")!.Unique.Should().Be(!repeated);
    }

    // Numbers are marked in a bitmap where they are dense, and hashed where they are not: both as the exact twin says.
    [Theory, InlineData(1), InlineData(60), InlineData(200)]
    public void Unique_SpreadNumbers_AreAsTheExactTwinSays(int step)
    {
        var random = new Random(step);
        foreach (var again in new[] { false, true })
        {
            long[] values = [.. Enumerable.Range(0, Many).Select(i => (i - 500L) * step)];
            values[^1] = again ? values[random.Next(Many - 1)] : values[^1];
            random.Shuffle(values);
            using var rows = Table(Many, i => $"{values[i]},x");
            SchemaInference.Infer(rows.Profile, rows.Source).Find("a")!.Unique.Should().Be(values.Distinct().Count() == Many);
        }
    }

    // 1,000 of 2,000,000 numbers repeat none with a chance of exp(-1/4): it says nothing.
    [Fact]
    public void Unique_WholeNumbersWithMuchRoom_MayBeDistinctByChance()
    {
        using var rows = Table(1000, i => $"{i * 1999},x");
        rows.Profile.Find("a")!.Distinct.Value.Should().Be(1000);
        SchemaInference.Infer(rows.Profile, rows.Source).Find("a")!.Unique.Should().BeFalse();
    }

    [Theory, InlineData("", 1000, true), InlineData("", 999, false), InlineData("Mr ", 1000, false), InlineData("0.", 1000, false)]
    public void Unique_TextsAreToLookLikeIdentifiers(string start, int count, bool unique)
    {
        using var rows = Table(count, i => string.Create(CultureInfo.InvariantCulture, $"{start}{(start == "0." ? "" : "K-")}{10_000 + i},x"));
        SchemaInference.Infer(rows.Profile, rows.Source).Find("a")!.Unique.Should().Be(unique);
    }

    [Fact]
    public void Unique_MissingValueOrFewRows_AreNoIdentifiers()
    {
        using var missing = Table(150, i => i == 7 ? ",x" : $"{i},x");
        using var few = Table(99, i => $"{i},x");
        SchemaInference.Infer(missing.Profile, missing.Source).Find("a")!.Unique.Should().BeFalse();
        SchemaInference.Infer(few.Profile, few.Source).Find("a")!.Unique.Should().BeFalse();
    }

    [Fact]
    public void Keys_PairThatFillsItsTable_IsProposed()
    {
        using var rows = Table(600, i => $"{i % 20},s{i / 20}");
        SchemaInference.Infer(rows.Profile, rows.Source).Keys.Should().ContainSingle().Which.Should().Equal("a", "b");
        SchemaInference.Infer(rows.Profile).Keys.Should().BeEmpty("a profile does not tell");
    }

    [Fact]
    public void Keys_OneRowTwice_AreNoKey()
    {
        using var rows = Table(600, i => i == 599 ? "0,s0" : $"{i % 20},s{i / 20}");
        SchemaInference.Infer(rows.Profile, rows.Source).Keys.Should().BeEmpty();
    }

    // Of 400 rows in 399 x 399 places, two are alike by chance only now and then.
    [Fact]
    public void Keys_PairWithMuchRoom_MayBeDistinctByChance()
    {
        using var rows = Table(400, i => $"{i % 399},s{i * 7 % 399}");
        SchemaInference.Infer(rows.Profile, rows.Source).Keys.Should().BeEmpty();
    }

    [Fact]
    public void Keys_WhereAColumnAloneIdentifiesRows_AreNotNeeded()
    {
        using var rows = new CsvRows(["a,b,c", .. Enumerable.Range(0, 600).Select(i => $"{i % 20},s{i / 20},{i}")]);
        var schema = SchemaInference.Infer(rows.Profile, rows.Source);
        schema.Keys.Should().BeEmpty();
        schema.Find("c")!.Unique.Should().BeTrue();
    }

    [Fact]
    public void Infer_KeysOffOrNoMargins_AsksForNone()
    {
        using var rows = Table(150, i => $"{i},x");
        foreach (var options in new SchemaInferenceOptions[] { new() { Keys = false }, new() { Margins = false } })
        {
            SchemaInference.Infer(rows.Profile, rows.Source, options).Columns.Should().NotContain(c => c.Unique);
        }
    }

    [Theory, InlineData(150), InlineData(Many)]
    public void Infer_ShuffledRows_GiveTheSameBytes(int count)
    {
        static string Json(CsvRows rows) => SchemaFile.ToJson(SchemaInference.Infer(rows.Profile, rows.Source));
        string[] lines = [.. Enumerable.Range(0, count).Select(i => $"{i},{i % 30},s{i / 30}")];
        string[] shuffled = [.. lines];
        new Random(5).Shuffle(shuffled);

        using var one = new CsvRows(["id,a,b", .. lines]);
        using var other = new CsvRows(["id,a,b", .. shuffled]);

        Json(one).Should().Be(Json(other)).And.Contain("\"unique\": true");
        one.Validate(SchemaInference.Infer(one.Profile, one.Source)).Should().BeEmpty("data keeps its own schema");
    }

    private static CsvRows Table(int rows, Func<int, string> row) => new(["a,b", .. Enumerable.Range(0, rows).Select(row)]);
}
