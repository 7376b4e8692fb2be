using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Data;

public sealed class DataViewSourceTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private sealed class Scored
    {
        public float Score { get; set; }

        public string Label { get; set; } = "";

        public bool Kept { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [];

        [VectorType(100)]
        public float[] Features { get; set; } = new float[100];

        [VectorType]
        public double[] Any { get; set; } = [];

        [VectorType(2)]
        public string[] Words { get; set; } = ["", ""];

        [VectorType(2)]
        public int[] Whole { get; set; } = [7, 8];
    }

    private static IDataView View() => Ml.Data.LoadFromEnumerable(
    [
        new Scored { Score = 0.5f, Label = "a", Kept = true, Pair = [1, 2], Any = [1, 2, 3], Words = ["x", "y"] },
        new Scored { Score = float.NaN, Label = "", Pair = [3, 4], Any = [], Words = ["x", ""] },
        new Scored { Score = 1.5f, Label = "b", Kept = true, Pair = [5, float.PositiveInfinity], Any = [double.NaN] },
    ]);

    private static DatasetProfile Profile(IDataView view, params string[] columns) => ProfileBuilder.Build(new DataViewSource(view, "view", columns.Length == 0 ? null : columns));

    [Fact]
    public void Columns_AndSlots_AreColumns()
    {
        var profile = Profile(View(), "Score", "Label", "Kept", "Pair", "Whole");

        profile.Columns.Select(c => $"{c.Name} {c.Type} {c.Present}+{c.Missing}").Should().Equal(
            "Kept Boolean 3+0", "Label Category 2+1", "Pair[0] Float 3+0", "Pair[1] Float 3+0", "Score Float 3+0", "Whole[0] Integer 3+0", "Whole[1] Integer 3+0");
        profile.Find("Score")!.Numeric!.NaN.Should().Be(1);
        profile.Find("Pair[0]")!.Numeric!.Mean.Should().Be(3);
        profile.Find("Pair[1]")!.Numeric!.PositiveInfinity.Should().Be(1);
        profile.Find("Whole[1]")!.Numeric!.Min.Should().Be(8);
    }

    [Fact]
    public void Slots_SelectedByName_AreReadAlone()
    {
        var source = new DataViewSource(View(), "view");

        TableText.Of(source, ColumnSelection.Matching("Pair[1]", "Score", "Whole*")).Should().Be("Score|Pair[1]|Whole[0]|Whole[1]\n0.5|2|7|8\nNaN|4|7|8\n1.5|∞|7|8\n".Replace("∞", "Infinity", StringComparison.Ordinal));
    }

    [Fact]
    public void Vectors_LongVaryingOrOfText_AreLists()
    {
        var profile = Profile(View(), "Features", "Any", "Words");

        profile.Columns.Select(c => $"{c.Name} {c.Type} {c.Present}+{c.Missing} {c.Lists!.Values}v{c.Lists.Nulls}n {c.Lists.Min}-{c.Lists.Max}").Should().Equal(
            "Any Float 3+0 4v0n 0-3", "Features Float 3+0 300v0n 100-100", "Words Category 3+0 3v3n 0-2");
        profile.Find("Any")!.Numeric!.NaN.Should().Be(1);
        profile.Find("Features")!.Numeric!.Zeros.Should().Be(300);
        profile.Find("Words")!.Categories!.Counts.Should().Equal(new Dictionary<string, long> { ["x"] = 2, ["y"] = 1 });
    }

    [Fact]
    public void Keys_WithValues_AreTextByDictionary()
    {
        var keyed = Ml.Transforms.Conversion.MapValueToKey("Key", "Label").Append(Ml.Transforms.Conversion.MapValueToKey("Keys", "Words")).Fit(View()).Transform(View());

        var profile = Profile(keyed, "Key", "Keys");

        profile.Find("Key").Should().Match<ColumnProfile>(c => c.Type == ColumnType.Category && c.Present == 2 && c.Missing == 1);
        profile.Find("Key")!.Categories!.Counts.Should().Equal(new Dictionary<string, long> { ["a"] = 1, ["b"] = 1 });
        profile.Find("Keys")!.Categories!.Counts.Should().Equal(new Dictionary<string, long> { ["x"] = 2, ["y"] = 1 });
        profile.Find("Keys")!.Lists!.Nulls.Should().Be(3);
        using var reader = new DataViewSource(keyed, "keyed", ["Key"]).Open();
        var batch = reader.NewBatch();
        reader.Read(batch).Should().BeTrue();
        batch.Columns[0].Codes.Length.Should().Be(3, "keys are counted as the codes they are");
        batch.Columns[0].Missing[1].Should().BeTrue();
    }

    [Fact]
    public void Keys_WithoutValues_AreNumbers()
    {
        var rows = Enumerable.Range(0, 6).Select(i => new Keyed { Group = (uint)(i % 4) }).ToArray();

        var column = Profile(Ml.Data.LoadFromEnumerable(rows), "Group").Find("Group")!;

        column.Should().Match<ColumnProfile>(c => c.Type == ColumnType.Integer && c.Present == 5 && c.Missing == 1);
        column.Numeric!.Max.Should().Be(3);
    }

    private sealed class Keyed
    {
        // A key of ML.NET counts from 1; numbers of a class count from 0, and what is beyond the count is missing.
        [KeyType(3)]
        public uint Group { get; set; }
    }

    [Fact]
    public void TextLoader_EmptyCells_AreNaNForNumbersAndMissingForText()
    {
        using var folder = new TempFolder();
        var path = folder.Write("rows.csv", "x,word,when\n1.5,a,2024-01-31\n,,2024-02-01\n-2,b,2024-02-02\n");
        var view = Ml.Data.CreateTextLoader(new TextLoader.Options
        {
            Columns = [new TextLoader.Column("x", DataKind.Single, 0), new TextLoader.Column("word", DataKind.String, 1), new TextLoader.Column("when", DataKind.DateTime, 2)],
            Separators = [','],
            HasHeader = true,
            // Without it the loader reads an empty number as 0.
            MissingRealsAsNaNs = true,
        }).Load(path);

        var profile = Profile(view);

        profile.Columns.Select(c => $"{c.Name} {c.Type} {c.Present}+{c.Missing}").Should().Equal("when Timestamp 3+0", "word Category 2+1", "x Float 3+0");
        profile.Find("x")!.Numeric!.NaN.Should().Be(1);
        profile.Find("when")!.Numeric!.Min.Should().Be(1706659200);
    }

    [Fact]
    public void FeaturizedText_IsAListWithItsZeros()
    {
        var rows = Enumerable.Range(0, 300).Select(i => new Scored { Label = $"the {(i % 2 == 0 ? "quick brown" : "slow white")} fox number {i % 50} jumps over the lazy dog" }).ToArray();
        var view = Ml.Data.LoadFromEnumerable(rows);
        var featurised = Ml.Transforms.Text.FeaturizeText("Text", "Label").Fit(view).Transform(view);
        var size = ((VectorDataViewType)featurised.Schema["Text"].Type).Size;
        size.Should().BeGreaterThan(DataViewSource.MostSlots);
        double sum = 0;
        var zeros = 0L;
        foreach (var vector in featurised.GetColumn<float[]>("Text"))
        {
            foreach (var value in vector)
            {
                sum += value;
                zeros += value == 0 ? 1 : 0;
            }
        }

        var column = Profile(featurised, "Text").Find("Text")!;

        column.Lists!.Should().Match<ListProfile>(l => l.Values == 300L * size && l.Min == size && l.Max == size);
        column.Numeric!.Zeros.Should().Be(zeros);
        column.Numeric.Mean.Should().BeApproximately(sum / (300.0 * size), 1e-12);
    }

    private sealed class Wide
    {
        [VectorType(50_000)]
        public float[] Values { get; set; } = [];

        public int Row { get; set; }
    }

    [Fact]
    public void Vectors_ThatAreLong_EndABlockEarlyAndLoseNothing()
    {
        var view = Ml.Data.LoadFromEnumerable(Enumerable.Range(0, 50).Select(i => new Wide { Values = new float[50_000], Row = i }));
        using var reader = new DataViewSource(view, "wide").Open();
        var batch = reader.NewBatch();
        var (rows, most) = (new List<long>(), 0);
        while (reader.Read(batch))
        {
            rows.AddRange(batch.Columns[1].Integers);
            most = Math.Max(most, batch.Columns[0].ValueCount);
        }

        rows.Should().Equal(Enumerable.Range(0, 50).Select(i => (long)i));
        most.Should().BeLessThan(1_100_000);
    }

    [Fact]
    public void Column_OfAnotherType_IsRefusedByName()
    {
        var view = Ml.Transforms.CustomMapping<Scored, WithRowId>((_, to) => to.Id = new DataViewRowId(1, 2), null).Fit(View()).Transform(View());
        var make = () => new DataViewSource(view, "scored");

        make.Should().Throw<InputException>().Which.Message.Should().StartWith("Column 'Id' of 'scored' is of type ").And.EndWith("which has no statistics; name the columns to read, or turn it into numbers or text first.");
    }

    private sealed class WithRowId
    {
        public DataViewRowId Id { get; set; }
    }

    [Fact]
    public void UnknownColumn_IsRefusedWithTheNearestName()
    {
        var make = () => new DataViewSource(View(), "scored", ["Scor"]);

        make.Should().Throw<InputException>().WithMessage("'scored' has no column 'Scor'; did you mean 'Score'?");
    }
}
