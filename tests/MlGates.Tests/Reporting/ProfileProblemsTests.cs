using MlGates.Data;
using MlGates.Profiles;
using MlGates.Reporting;

namespace MlGates.Tests.Reporting;

public sealed class ProfileProblemsTests
{
    [Fact]
    public void Problems_CleanColumns_AreNone() =>
        Of(i => $"{i % 37},{i / 3.0:R},{(i % 2 == 0 ? "yes" : "no")},2024-01-{1 + (i % 28):00}").Should().BeEmpty();

    [Fact]
    public void Problems_NothingThere_IsAllMissing() => Only(_ => ",x,x,x", ProfileProblemKind.AllMissing, "all 1000 values are missing");

    [Fact]
    public void Problems_OneValue_IsConstant() => Only(i => $"3,{i % 9},y{i % 2},", ProfileProblemKind.Constant, "constant: 3 in all 1000 rows that have a value");

    [Fact]
    public void Problems_OneOtherValueInAThousand_IsNearlyConstant() =>
        Only(i => $"{(i == 5 ? 4 : 3)},{i % 9}", ProfileProblemKind.NearlyConstant, "nearly constant: 3 in all but 1 of 1000 values");

    [Fact]
    public void Problems_TwoInAThousand_AreNoMatter() => Of(i => $"{(i < 2 ? 4 : 3)},{i % 9},y{i % 2},{i % 5}").Should().BeEmpty();

    [Fact]
    public void Problems_WordAmongNumbers_IsMixed() =>
        Only(i => $"{(i == 5 ? "broken" : i % 50)},1.5", ProfileProblemKind.MixedType, "mixed: 999 numbers and 1 value that is none, such as 'broken'");

    [Fact]
    public void Problems_NaNAndInfinity_AreCounted()
    {
        Only(i => $"{(i % 10 == 0 ? "NaN" : i % 7)}.0".Replace("NaN.0", "NaN", StringComparison.Ordinal), ProfileProblemKind.NaN, "100 values are NaN (10 %)");
        Only(i => i % 100 == 0 ? "inf" : i % 100 == 1 ? "-inf" : $"{i % 7}", ProfileProblemKind.Infinite, "20 values are infinite (2 %): 10 ∞, 10 -∞");
    }

    [Fact]
    public void Problems_HalfGone_IsMostlyMissing() => Only(i => i % 2 == 0 ? "" : $"{i % 7}", ProfileProblemKind.MostlyMissing, "50 % missing (500 of 1000)");

    [Fact]
    public void Problems_LessThanHalfGone_IsNoMatter() => Of(i => i % 1000 < 499 ? ",1,a,true" : $"{i % 7},2,b,false").Should().BeEmpty();

    [Fact]
    public void Problems_OwnValueInEachRow_IsAnIdentifier()
    {
        Only(i => $"{i}", ProfileProblemKind.Identifier, "each of 1000 values occurs once: an identifier?");
        Only(i => $"u{i}", ProfileProblemKind.Identifier, "each of 1000 values occurs once: an identifier?");
        Of(i => $"{i / 7.0:R},1.5,a,true").Should().NotContain(p => p.Kind == ProfileProblemKind.Identifier, "numbers with decimals seldom occur twice");
    }

    [Theory]
    [InlineData("-999"), InlineData("99999"), InlineData("-9999.0")]
    public void Problems_UsualStandInFarOff_IsASentinel(string value) => Only(
        i => i % 20 == 0 ? value : $"{i % 41}", ProfileProblemKind.Sentinel, $"{value.Replace(".0", "", StringComparison.Ordinal)} stands far from all other values, 50 times (5 %): a stand-in for missing?");

    [Fact]
    public void Problems_UsualStandInWithinTheRest_IsNone() => Of(i => $"{i % 120},{-999 + i}.5,a,true").Should().NotContain(p => p.Kind == ProfileProblemKind.Sentinel);

    [Fact]
    public void Problems_FarOffButNoUsualStandIn_IsNone() => Of(i => i == 0 ? "777777,1,a,true" : $"{i % 10},2,b,false").Should().NotContain(p => p.Kind == ProfileProblemKind.Sentinel);

    [Fact]
    public void Problems_WordForMissing_IsNamed() =>
        Only(i => i % 10 == 0 ? "N/A" : $"v{i % 5}", ProfileProblemKind.MissingWords, "100 values read like missing: 'N/A'; name such tokens with --missing");

    [Fact]
    public void Problems_Blanks_AreCounted() => Only(i => i % 10 == 0 ? " z" : $"v{i % 5}", ProfileProblemKind.Blanks, "100 values have blanks around, such as ' z'");

    [Fact]
    public void Problems_Case_IsCounted() =>
        Only(i => i % 10 == 0 ? "CASH" : i % 10 < 5 ? "Cash" : "Card", ProfileProblemKind.CaseVariants, "2 values differ only by case or blanks, such as 'Cash' and 'CASH'");

    [Fact]
    public void Problems_CodesWithLeadingZeros_AreNamed() =>
        Only(i => $"0{1000 + (i % 5)}", ProfileProblemKind.LeadingZeros, "1000 values have leading zeros, such as '01000': codes, which reading as numbers would change", ColumnType.Category);

    [Theory]
    [InlineData("39, State-gov, 77516, <=50K", 2)]
    [InlineData("0,1,2,3", 0)]
    [InlineData("2019,2020,2021,2022", 0)]
    [InlineData("a,State,-5,b", 0)]
    public void Problems_HeaderThatIsARow_IsNamed(string header, int columns)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("data.csv"), $"{header}\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"{i % 7 * 10},Private,{i * 5000},{i * i * 7}\n"))}");

        ProfileProblems.Of(ProfileBuilder.Build(new CsvSource(folder.File("data.csv")))).Where(p => p.Kind == ProfileProblemKind.HeaderIsRow).Select(p => p.Message)
            .Should().Equal(Enumerable.Repeat("the column's name is one of its values: is the first line a row? Then --no-header", columns));
    }

    [Fact]
    public void Problems_Order_IsByKindThenRowsThenName()
    {
        var problems = Of(i => $"{(i % 3 == 0 ? "NaN" : "1.5")},{(i % 2 == 0 ? "NaN" : "1.5")},,7");

        problems.Select(p => (p.Kind, p.Column)).Should().Equal(
            (ProfileProblemKind.AllMissing, "c"), (ProfileProblemKind.NaN, "b"), (ProfileProblemKind.NaN, "a"), (ProfileProblemKind.Constant, "d"));
    }

    private static void Only(Func<int, string> row, ProfileProblemKind kind, string message, ColumnType? type = null) =>
        Of(row, type).Where(p => p.Column == "a").Should().ContainSingle().Which.Should().Match<ProfileProblem>(p => p.Kind == kind && p.Message == message);

    private static IReadOnlyList<ProfileProblem> Of(Func<int, string> row, ColumnType? type = null)
    {
        using var folder = new TempFolder();
        var rows = Enumerable.Range(0, 1_000).Select(row).ToArray();
        var names = string.Join(',', new[] { "a", "b", "c", "d" }.Take(rows[0].Split(',').Length));
        File.WriteAllText(folder.File("data.csv"), $"{names}\n{string.Join('\n', rows.Select(r => r.Length == 0 ? "\"\"" : r))}\n");
        var types = new Dictionary<string, ColumnType>();
        if (type is { } declared)
        {
            types.Add("a", declared);
        }

        return ProfileProblems.Of(ProfileBuilder.Build(new CsvSource(folder.File("data.csv"), new CsvOptions { Types = types })));
    }
}
