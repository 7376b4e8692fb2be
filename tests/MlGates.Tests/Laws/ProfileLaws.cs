using System.Globalization;
using CsCheck;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Tests.Profiles;

namespace MlGates.Tests.Laws;

/// <summary>What a profile says does not depend on how rows are cut, on threads or, for what is exact, on the order of the rows.</summary>
public sealed class ProfileLaws
{
    internal static readonly ColumnHeader[] Headers = [new("mixed"), new("number"), new("text"), new("time")];

    private static readonly string[] Odd = ["NaN", "-inf", "true", "x", "é", "007", " 1", "", "2024-01-01"];

    private static readonly string?[] OddNumbers = ["0", "-0.0", "NaN", "inf", null, "1e300", "9007199254740993"];

    private static readonly Gen<string?> Mixed = Gen.Frequency(
        (8, Gen.Int[-50, 50].Select(i => (string?)i.ToString(CultureInfo.InvariantCulture))),
        (1, Gen.Double[-1, 1].Select(d => (string?)d.ToString("R", CultureInfo.InvariantCulture))),
        (1, Gen.Int[0, 8].Select(i => (string?)Odd[i])),
        (1, Gen.Const((string?)null)));

    private static readonly Gen<string?> Number = Gen.Frequency(
        (8, Gen.Double[-1e6, 1e6].Select(d => (string?)d.ToString("R", CultureInfo.InvariantCulture))),
        (2, Gen.Int[0, 6].Select(i => OddNumbers[i])));

    private static readonly Gen<string?> Text = Gen.Int[0, 30_000].Select(i => (string?)$"k{i * i % 30_011}");

    private static readonly Gen<string?> Time = Gen.Int[0, 100_000].Select(i => (string?)DateTime.UnixEpoch.AddHours(i).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));

    // Enough rows that tables give way to states in some blocks and not in others.
    internal static readonly Gen<string?[][]> Rows = Gen.Select(Gen.Int[1, 6000], Gen.Select(Mixed, Number, Text, Time)).Select((n, _) => n)
        .SelectMany(n => Gen.Select(Mixed, Number, Text, Time).Array[n]).Select(rows => rows.Select(r => new[] { r.Item1, r.Item2, r.Item3, r.Item4 }).ToArray());

    private static DatasetProfile Profile(string?[][] rows, int[] blocks, int threads = 1) =>
        ProfileBuilder.Build(new BlockedSource(Headers, rows, blocks), new ProfileOptions { Threads = threads });

    [Fact]
    public void Threads_OneTwoEight_GiveTheSameBytes() => Gen.Select(Rows, Gen.Int[1, 2000].Array[0, 8]).Sample((rows, blocks) =>
    {
        var one = ProfileFile.ToJson(Profile(rows, blocks));
        return one == ProfileFile.ToJson(Profile(rows, blocks, 2)) && one == ProfileFile.ToJson(Profile(rows, blocks, 8));
    }, iter: 30, threads: 1);

    [Theory]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(16384)]
    [InlineData(1024)]
    [InlineData(1)]
    public void Threads_AtTheEdgesOfBatches_GiveTheSameBytes(int count)
    {
        var rows = Enumerable.Range(0, count).Select(i => new[] { $"{i % 7}", $"{i / 3.0:R}", $"k{i}", i % 5 == 0 ? null : "2024-01-01" }).ToArray();
        foreach (var blocks in new int[][] { [], [count - 1], [1], [8192, 8192], [1024, 1024, 1024] })
        {
            var one = Profile(rows, blocks);
            one.Rows.Should().Be(count);
            ProfileFile.ToJson(Profile(rows, blocks, 2)).Should().Be(ProfileFile.ToJson(one));
            ProfileFile.ToJson(Profile(rows, blocks, 8)).Should().Be(ProfileFile.ToJson(one));
        }
    }

    [Fact]
    public void Split_Anywhere_GivesTheSameCounts() => Gen.Select(Rows, Gen.Int[1, 2000].Array[0, 8]).Sample((rows, blocks) =>
        Exact(Profile(rows, blocks), ordered: true) == Exact(Profile(rows, []), ordered: true), iter: 30, threads: 1);

    [Fact]
    public void Rows_InAnotherOrder_GiveTheSameCounts() => Gen.Select(Rows, Gen.Int[1, 2000].Array[0, 8], Gen.Int).Sample((rows, blocks, seed) =>
    {
        var shuffled = rows.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Exact(Profile(shuffled, blocks), ordered: false) == Exact(Profile(rows, []), ordered: false);
    }, iter: 30, threads: 1);

    [Fact]
    public void File_ThatIsReadBack_GivesTheSameBytes() => Rows.Sample(rows =>
    {
        var json = ProfileFile.ToJson(Profile(rows, [1000]));
        return json == ProfileFile.ToJson(ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(json), "p.json"));
    }, iter: 20, threads: 1);

    /// <summary>What is exact, whatever the order: all but moments, sketches, and the counts of a mixed column, whose texts may have been read as numbers.</summary>
    internal static string Exact(DatasetProfile profile, bool ordered) => string.Join('\n', profile.Columns.Select(c => string.Join(' ', [
        c.Name, c.Type, c.Present, c.Missing, c.Kinds,
        c.Kinds is null ? c.Distinct : null,
        c.Kinds is null && c.Categories is not null ? string.Join(',', c.Categories.Counts) : null,
        c.Text?.MaxBytes, ordered ? c.Time : null,
        c.Numeric is not { } n ? null : string.Join(' ', n.NaN, n.PositiveInfinity, n.NegativeInfinity, n.Zeros, n.Negative, n.Min, n.Max, n.Integers, string.Join(',', n.Bins.Edges), string.Join(',', n.Bins.Counts))])));
}
