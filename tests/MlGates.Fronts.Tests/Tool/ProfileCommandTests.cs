using MlGates.Cli;

namespace MlGates.Fronts.Tests.Tool;

public sealed class ProfileCommandTests
{
    [Fact]
    public void Profile_WholeNumbers_AreWrittenAsInTheData()
    {
        using var folder = new ToolFolder().Write("a.csv", "x,y,z\n1,0.5,7\n2,1.5,\n40,2,\n");

        folder.Run("profile", "a.csv").Should().Be(0);
        folder.Output.Should().NotContain("NaN").And.Contain("min 1, median 2, max 40").And.Contain("min 0.5, median 1.5, max 2,");
    }

    [Fact]
    public void Profile_SuspiciousColumns_StandAboveTheTable()
    {
        using var folder = new ToolFolder().Write("a.csv", "lost,same,fine\n,7,1\n,7,2\n");

        folder.Run("profile", "a.csv").Should().Be(0);
        folder.Output.Should().StartWith("a.csv: 2 rows, 3 columns\n\n2 things to look at, worst first:\n  lost  all 2 values are missing\n  same  constant: 7 in all 2 rows that have a value\n\ncolumn  ");
    }

    [Fact]
    public void Profile_RowsPerSecond_GoToErrors()
    {
        using var folder = new ToolFolder().Write("a.csv", "x\n1\n2\n");

        folder.Run("profile", "a.csv").Should().Be(0);
        folder.Error.Should().MatchRegex(@"^2 rows in [0-9.]+ s \([0-9]+ rows/s(, [0-9.]+ MB/s)?\)\n$");
        folder.Output.Should().NotContain("rows/s");
        folder.Write("a.csv", "x\n1\n").Run("profile", "a.csv").Should().Be(0);
        folder.Error.Should().StartWith("1 row in ");
    }

    [Fact]
    public void Profile_Top_CountsTheRest()
    {
        using var folder = new ToolFolder().Write("a.csv", "a,b,c,d\n1,,3,4\n2,,4,5\n");

        folder.Run("profile", "a.csv", "--top", "2").Should().Be(0);
        folder.Output.Should().EndWith("… and 2 more columns, none of them suspicious: --top 4 shows all, -o FILE keeps all\n");
        folder.Output.Split('\n').Should().Contain(l => l.StartsWith("b ", StringComparison.Ordinal), "what is suspicious is shown first");

        folder.Run("profile", "a.csv", "--top", "0").Should().Be(2);
        folder.Error.Should().Contain("'0' is not a number from 1 to 1000000");
    }

    [Fact]
    public void Profile_Columns_ReadsOnlyThose()
    {
        using var folder = new ToolFolder().Write("a.csv", "trip_a,trip_b,other\n1,2,3\n4,5,6\n");

        folder.Run("profile", "a.csv", "--columns", "trip_*").Should().Be(0);
        folder.Output.Should().StartWith("a.csv: 2 rows, 2 columns\n").And.Contain("trip_a").And.Contain("trip_b").And.NotContain("other");

        folder.Run("profile", "a.csv", "--columns", "trip_a", "--columns", "other").Should().Be(0);
        folder.Output.Should().NotContain("trip_b");

        folder.Run("profile", "a.csv", "--columns", "trips").Should().Be(2);
        folder.Error.Should().Contain("MLG0007").And.Contain("has no column 'trips'");

        folder.Run("profile", "a.csv", "--columns", "").Should().Be(2);
        folder.Error.Should().Contain("--columns takes a column's name");
    }

    [Fact]
    public void Profile_OddColumnNames_AreOneLineInTheTableAndInErrors()
    {
        using var folder = new ToolFolder().Write("a.csv", "\"a\nb\",😀,,x\u001b[31m\n1,2,3,4\n1,2,3,5\n");

        folder.Run("profile", "a.csv", "-o", "a.profile.json", "--slice", "😀*c3").Should().Be(0);
        folder.Output.Should().Contain("\na\\u000ab ").And.Contain("\n😀 ").And.Contain("\nc3 ").And.Contain("\nx\\u001b[31m ").And.Contain("😀=2, c3=3");
        var shown = folder.Output;
        folder.Run("profile", "a.profile.json").Should().Be(0);
        folder.Output.Should().Be(shown);

        folder.Run("profile", "a.csv", "--slice", "gone").Should().Be(2);
        folder.Error.Should().Be("mlgates: error MLG0007: a.csv: 'a.csv' has no column 'gone'; there is 'a\\u000ab', '😀', 'c3', 'x\\u001b[31m'.\n");
    }

    [Fact]
    public void Profile_Slice_ShowsGroupsLargestFirst_AndWhatStandsOut()
    {
        using var folder = new ToolFolder().WriteTrips("a.csv", 1_000, 0.6);

        folder.Run("profile", "a.csv", "--slice", "payment_type", "--slice", "fare:2").Should().Be(0);
        folder.Output.Should().Contain("4 slices, largest first:\n  payment_type=Cash").And.Contain("payment_type=Card").And.Contain("fare=[").And.NotContain("mean fare 1");

        folder.Run("profile", "a.csv", "--slice", "fare:1000").Should().Be(2);
        folder.Error.Should().StartWith("mlgates: error MLG0001: --slice: 'fare:1000' names no slices");

        folder.Run("profile", "a.csv", "--slice", "gone").Should().Be(2);
        folder.Error.Should().Contain("MLG0007");
    }

    [Fact]
    public void Profile_Weight_IsSaid()
    {
        using var folder = new ToolFolder().Write("a.csv", "x,w\n1,1\n3,3\n");

        folder.Run("profile", "a.csv", "--weight", "w").Should().Be(0);
        folder.Output.Should().Contain("\nWeights: w, sum 4\n");

        folder.Run("profile", "a.csv", "--weight", "v").Should().Be(2);
        folder.Error.Should().Contain("MLG0007");
    }

    [Theory]
    [InlineData("x=category", 0, "category")]
    [InlineData("x=float", 0, "float")]
    [InlineData("x", 2, "--type takes a column and its type, as in --type zip=category, found 'x'.")]
    [InlineData("x=categroy", 2, "--type x: there is no type 'categroy'")]
    [InlineData("x=empty", 2, "--type x: there is no type 'empty'")]
    [InlineData("x=boolean", 2, "MLG0005")]
    public void Profile_Type_IsTakenOrRefused(string type, int code, string expected)
    {
        using var folder = new ToolFolder().Write("a.csv", "x,y\n1,2\n3,4\n");

        folder.Run("profile", "a.csv", "--type", type).Should().Be(code);
        (folder.Output + folder.Error).Should().Contain(expected);
    }

    [Fact]
    public void Profile_TypeOfOneColumnTwice_IsRefused()
    {
        using var folder = new ToolFolder().Write("a.csv", "x,y\n1,2\n3,4\n");

        folder.Run("profile", "a.csv", "--type", "x=float", "--type", "x=integer").Should().Be(2);
        folder.Error.Should().Contain("--type gives 'x' two types");
    }

    [Fact]
    public void Profile_SeveralFiles_AreOneDataset_InWhateverOrder()
    {
        using var folder = new ToolFolder().Write("d/a.csv", "x,y\n1,2\n").Write("d/b.csv", "y,x\n4,3\n");

        folder.Run("profile", "d/a.csv", "d/b.csv", "--output", "json").Should().Be(0);
        var together = folder.Output;
        folder.Run("profile", "d/*.csv").Should().Be(0);
        folder.Output.Should().StartWith("d/*.csv: 2 rows from 2 files, 2 columns\n");
        folder.Run("profile", "d/b.csv", "d/a.csv", "--output", "json").Should().Be(0);
        folder.Output[folder.Output.IndexOf("\"columns\"", StringComparison.Ordinal)..].Should().Be(together[together.IndexOf("\"columns\"", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Profile_StoredProfile_IsShownAsWhenItWasMade()
    {
        using var folder = new ToolFolder().WriteTrips("a.csv", 1_000, 0.6);

        folder.Run("profile", "a.csv").Should().Be(0);
        var looked = folder.Output;
        folder.Run("profile", "a.csv", "-o", "a.profile.json").Should().Be(0);
        var made = folder.Output;
        made.Should().Be(looked, "what is kept holds a hash beside, which is not shown");
        MlGates.Profiles.ProfileFile.Read(folder["a.profile.json"]).Sha256.Should().HaveLength(64);
        folder.Run("profile", "a.profile.json").Should().Be(0);
        folder.Output.Should().Be(made);
        folder.Error.Should().BeEmpty("nothing was read row by row");
    }

    [Fact]
    public void Terminal_Locale_DecidesOnBlockElements()
    {
        Terminal.IsAscii(_ => null).Should().BeFalse("nothing says that it cannot");
        Terminal.IsAscii(n => n == "LANG" ? "en_US.UTF-8" : null).Should().BeFalse();
        Terminal.IsAscii(n => n == "LANG" ? "C.utf8" : null).Should().BeFalse();
        Terminal.IsAscii(n => n == "LANG" ? "de_DE" : null).Should().BeFalse();
        Terminal.IsAscii(n => n == "LANG" ? "de_DE.ISO-8859-1" : null).Should().BeTrue();
        Terminal.IsAscii(n => n switch { "LC_ALL" => "C", "LANG" => "en_US.UTF-8", _ => null }).Should().BeTrue();
        Terminal.IsAscii(n => n == "TERM" ? "dumb" : null).Should().BeTrue();
    }

    [Fact]
    public void Profile_PairAndLabel_ListHowColumnsDepend()
    {
        using var folder = new ToolFolder().Write("a.csv", "x,y,paid\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{3 * i},{(i < 20 ? "Cash" : "Card")}\n")));

        folder.Run("profile", "a.csv", "--pair", "x*y").Should().Be(0);
        folder.Output.Should().EndWith("\n\n1 pair, strongest first:\n  x * y  Pearson 1, Spearman 1\n");

        folder.Run("profile", "a.csv", "--label", "paid").Should().Be(0);
        folder.Output.Should().Contain("\n2 pairs, strongest first:\n  x * paid  Cramér's V 1 ");

        folder.Run("profile", "a.csv", "--pair", "x").Should().Be(2);
        folder.Error.Should().StartWith("mlgates: error MLG0001: --pair: 'x' names no pair");

        folder.Run("profile", "a.csv", "--label", "pay").Should().Be(2);
        folder.Error.Should().Contain("MLG0007").And.Contain("has no column 'pay'");
    }

    [Fact]
    public void Profile_Sample_IsSaidInTheFirstLineAndInTheFile()
    {
        using var folder = new ToolFolder().Write("a.csv", "x\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{i}\n")));

        folder.Run("profile", "a.csv", "--sample", "50", "--seed", "7", "-o", "a.profile.json").Should().Be(0);
        folder.Output.Should().StartWith("a.csv: sample of 50 rows out of 200 (seed 7), 1 column\n");
        var first = folder.Output;
        folder.Run("profile", "a.profile.json").Should().Be(0);
        folder.Output.Should().Be(first, "the file says it too");

        folder.Run("profile", "a.csv", "--sample", "0").Should().Be(2);
        folder.Error.Should().Contain("'0' is not a number from 1 to 1000000000");
        folder.Run("profile", "a.csv", "--seed", "7").Should().Be(2);
        folder.Error.Should().StartWith("mlgates: error MLG0001: --seed chooses the rows of a --sample");
        folder.Run("profile", "a.csv", "--sample", "50", "-o", "b.profile.json", "--sketches").Should().Be(2);
        folder.Error.Should().Contain("--sketches keeps what profiles of all rows are merged from; leave it or --sample out.");
    }
}
