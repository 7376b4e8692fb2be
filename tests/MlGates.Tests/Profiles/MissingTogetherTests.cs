using System.Text;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Profiles;

public sealed class MissingTogetherTests
{
    private static readonly ColumnHeader[] Headers = [new("c"), new("b"), new("a"), new("never")];

    private static DatasetProfile Profile(int[] blocks, int threads, params string[] rows) => ProfileBuilder.Build(
        new BlockedSource(Headers, Array.ConvertAll(rows, r => Array.ConvertAll(r.ToCharArray(), c => c == '.' ? null : c.ToString())), blocks),
        new ProfileOptions { Threads = threads });

    [Fact]
    public void Sets_OfAtLeastTwoColumns_AreCountedByName()
    {
        var together = Profile([], 1, "..1.", "..1.", "1...", "1...", "1...", "1.1.", "111.", "....").MissingTogether!;

        together.IsExact.Should().BeTrue();
        together.CompleteRows.Should().Be(1, "a column without any value is left aside");
        together.Sets.Should().BeEquivalentTo(
            new[] { new MissingSet(["a", "b"], 3, 3), new MissingSet(["b", "c"], 2, 2), new MissingSet(["a", "b", "c"], 1, 1) },
            o => o.WithStrictOrdering());
    }

    [Fact]
    public void Sets_WhereNoTwoColumnsAreMissing_AreNull() =>
        Profile([], 1, ".11.", "1.1.", "111.").MissingTogether.Should().BeNull();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Sets_OfBlocks_AreThoseOfTheWhole(int threads)
    {
        string[] rows = [.. Enumerable.Range(0, 5000).Select(i => i % 11 == 0 ? "..1." : i % 7 == 0 ? "1..." : "111.")];

        ProfileFile.ToJson(Profile([1, 999, 2000], threads, rows) with { Columns = [] })
            .Should().Be(ProfileFile.ToJson(Profile([], 1, rows) with { Columns = [] }));
    }

    [Fact]
    public void File_KeepsThem()
    {
        var profile = Profile([], 1, "..1.", "1...", "111.");
        var json = ProfileFile.ToJson(profile);

        var read = ProfileFile.Parse(Encoding.UTF8.GetBytes(json), "p.json");

        read.MissingTogether.Should().BeEquivalentTo(profile.MissingTogether);
        ProfileFile.ToJson(read).Should().Be(json);
        var parse = () => ProfileFile.Parse(Encoding.UTF8.GetBytes(json.Replace("\"atMost\": 1", "\"atMost\": 4", StringComparison.Ordinal)), "p.json");
        parse.Should().Throw<InputException>().Which.Message.Should().Contain("2 columns are missing together in 1 to 4 of 3 rows");
    }
}
