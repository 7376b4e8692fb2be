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
}
