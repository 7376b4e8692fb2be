using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Profiles;

public sealed class SliceConditionTests
{
    private static List<string> Rows(string csv, string slice)
    {
        using var folder = new TempFolder();
        var source = new SlicedSource(new CsvSource(folder.Write("rows.csv", csv)), SliceCondition.Parse(slice), "rows");
        var rows = new List<string>();
        using var reader = source.Open(ColumnSelection.Named(["id"]));
        reader.Columns.Should().ContainSingle();
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                rows.Add(System.Text.Encoding.UTF8.GetString(batch.Columns[0].Text(i)));
            }
        }

        return rows;
    }

    [Theory]
    [InlineData("kind=a", "1 4")]
    [InlineData("kind=(missing)", "3")]
    [InlineData("kind=\"(missing)\"", "")]
    [InlineData("kind=\"b, c\"", "2")]
    [InlineData("kind=\"q\"\"q\"", "5")]
    [InlineData("fare=[10, 20)", "1 4")]
    [InlineData("fare=(10, 20]", "2 4")]
    [InlineData("fare=(-∞, 10)", "5")]
    [InlineData("fare=[20, ∞)", "2")]
    [InlineData("kind=a, fare=[15, 20)", "4")]
    [InlineData("fare=10.0", "1")]
    [InlineData("fare=10", "")]
    public void Slice_ByName_HasTheRowsItSays(string slice, string rows) =>
        string.Join(' ', Rows("id,kind,fare\n1,a,10.0\n2,\"b, c\",20\n3,,\n4,a,15\n5,\"q\"\"q\",1\n", slice)).Should().Be(rows);

    [Theory]
    [InlineData("")]
    [InlineData("kind")]
    [InlineData("=a")]
    [InlineData("kind=\"a")]
    [InlineData("kind=a\"b")]
    [InlineData("fare=[0, 99")]
    [InlineData("kind=a, ")]
    [InlineData("kind=x\"\\xE9\"")]
    public void Slice_ThatIsNone_IsRefused(string slice) =>
        FluentActions.Invoking(() => SliceCondition.Parse(slice)).Should().Throw<FormatException>().WithMessage("*payment_type=Cash*");

    [Fact]
    public void Slice_ThatNamesAColumnTwice_IsRefused() => FluentActions.Invoking(() => SliceCondition.Parse("kind=a, kind=b")).Should().Throw<FormatException>().WithMessage("*a column twice");

    [Fact]
    public void Slice_OfEveryNameAProfileGives_HasAsManyRows()
    {
        using var folder = new TempFolder();
        var text = "kind,fare,when\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => FormattableString.Invariant(
            $"{(i % 7 == 0 ? "" : "\"" + new[] { "a", "b, c", "(missing)", "x\"\"y", "[1, 2)", "ü", "=" }[i % 7] + "\"")},{(i % 11 == 0 ? "" : $"{i * 0.37 % 50}")},{DateTime.UnixEpoch.AddHours(i):yyyy-MM-dd}\n")));
        var source = new CsvSource(folder.Write("rows.csv", text));
        var profile = ProfileBuilder.Build(source, new ProfileOptions { Slices = [SliceBy.Parse("kind*fare:4"), SliceBy.Parse("when:3")] });

        profile.Slices.Should().HaveCountGreaterThan(20);
        foreach (var slice in profile.Slices)
        {
            var part = ProfileBuilder.Build(new SlicedSource(source, SliceCondition.Parse(slice.Name), "rows"));
            part.Rows.Should().Be(slice.Rows, slice.Name);
            part.Columns.Select(c => (c.Name, c.Present, c.Missing)).Should().Equal(slice.Columns.Select(c => (c.Name, c.Present, c.Missing)), slice.Name);
        }
    }
}
