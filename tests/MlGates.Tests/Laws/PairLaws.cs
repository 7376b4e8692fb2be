using System.Globalization;
using CsCheck;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Tests.Profiles;

namespace MlGates.Tests.Laws;

/// <summary>What is said of several columns of the same rows does not depend on threads or, for what is counted, on how rows are cut and ordered.</summary>
public sealed class PairLaws
{
    private static readonly ColumnHeader[] Headers = [new("number"), new("few"), new("text"), new("truth")];

    private static Gen<string?> OrMissing(Gen<string?> gen) => Gen.Frequency((9, gen), (1, Gen.Const((string?)null)));

    private static readonly Gen<string?[][]> Rows = Gen.Select(
        OrMissing(Gen.Double[-1e3, 1e3].Select(d => (string?)d.ToString("R", CultureInfo.InvariantCulture))),
        OrMissing(Gen.Int[0, 9].Select(i => (string?)i.ToString(CultureInfo.InvariantCulture))),
        OrMissing(Gen.Int[0, 400].Select(i => (string?)$"t{i}")),
        OrMissing(Gen.Bool.Select(b => (string?)(b ? "true" : "False")))).Array[1, 3000].Select(rows => rows.Select(r => new[] { r.Item1, r.Item2, r.Item3, r.Item4 }).ToArray());

    private static readonly ProfileOptions Options = new() { Label = "few", Pairs = [new("text", "truth"), new("number", "truth")] };

    private static DatasetProfile Profile(string?[][] rows, int[] blocks, int threads = 1) =>
        ProfileBuilder.Build(new BlockedSource(Headers, rows, blocks), Options with { Threads = threads });

    [Fact]
    public void Threads_OneTwoEight_GiveTheSameBytes() => Gen.Select(Rows, Gen.Int[1, 1000].Array[0, 8]).Sample((rows, blocks) =>
    {
        var one = ProfileFile.ToJson(Profile(rows, blocks));
        return one == ProfileFile.ToJson(Profile(rows, blocks, 2)) && one == ProfileFile.ToJson(Profile(rows, blocks, 8));
    }, iter: 20, threads: 1);

    [Fact]
    public void Split_Anywhere_GivesTheSameCounts() => Gen.Select(Rows, Gen.Int[1, 1000].Array[0, 8]).Sample((rows, blocks) =>
        Counted(Profile(rows, blocks)) == Counted(Profile(rows, [])), iter: 20, threads: 1);

    [Fact]
    public void Rows_InAnotherOrder_GiveTheSameCounts() => Gen.Select(Rows, Gen.Int).Sample((rows, seed) =>
    {
        var shuffled = rows.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Counted(Profile(shuffled, [])) == Counted(Profile(rows, []));
    }, iter: 20, threads: 1);

    [Fact]
    public void File_ThatIsReadBack_GivesTheSameBytes() => Rows.Sample(rows =>
    {
        var json = ProfileFile.ToJson(Profile(rows, [500]));
        return json == ProfileFile.ToJson(ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(json), "p.json"));
    }, iter: 10, threads: 1);

    // Tables of values and what is missing together are whole numbers; a sample that holds all rows is the same set of rows.
    private static string Counted(DatasetProfile profile) => string.Join('\n', profile.Pairs.Select(p => string.Join(' ', [
        p.First, p.Second, p.Rows, p.Reason, p.Association, p.Correlation?.Rows, p.Correlation?.Spearman.ToString("F9", CultureInfo.InvariantCulture), string.Join(' ', p.Lifts)])))
        + string.Join('\n', profile.MissingTogether?.Sets.Select(s => $"{string.Join(',', s.Columns)} {s.AtLeast} {s.AtMost}") ?? []);
}
