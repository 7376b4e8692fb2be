using MlGates.Data;
using MlGates.Profiles;
using MlGates.Reporting;

namespace MlGates.Tests.Reporting;

public sealed class ProfileReportTests
{
    [Fact]
    public void Report_NumbersAndWords_ShowShapesAndValues()
    {
        Show("x,kind\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i % 5},{(i % 4 == 0 ? "b" : "a")}\n"))).Should().Be("""
            data: 100 rows, 2 columns

            Nothing suspicious.

            column  type      missing  distinct  shape  values
            kind    category        0         2  █▃     a 75 %, b 25 %
            x       integer         0         5  █████  min 0, median 2, max 4, mean 2, sd 1.421, 20 zeros

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Report_SameProfile_SameTextAndOnlyNewlines()
    {
        var text = Show("x\n1\n2\n");

        text.Should().Be(Show("x\n1\n2\n")).And.NotContain("\r").And.EndWith("\n");
    }

    [Theory]
    [InlineData(60), InlineData(80), InlineData(120)]
    public void Report_AnyWidth_NoLineIsLonger(int width)
    {
        var name = new string('n', 200);
        var rows = string.Concat(Enumerable.Range(0, 300).Select(i => $"{i * 1e12},{new string('v', 100)}{i % 3},{i / 7.0:R},東京都{i % 5}\n"));
        var text = Show($"{name},{name}2,y,市\n{rows}", new ProfileReportOptions { Width = width });

        text.Split('\n').Should().OnlyContain(l => TerminalText.Width(l) <= width);
        text.Should().Contain("…").And.Contain("市");
    }

    [Fact]
    public void Report_NamesAndValues_CannotSteerATerminalOrBreakALine()
    {
        var text = Show("\"a\u001b[2Jb\nc\",\"x\u202ey\"\n\"evil\u001b]0;t\u0007\",1\n\"evil\u001b]0;t\u0007\",2\n");

        text.Should().NotContainAny("\u001b", "\u0007", "\u202e").And.Contain("a\\u001b[2Jb\\u000ac").And.Contain("x\\u202ey").And.Contain("evil\\u001b]0;t\\u0007");
    }

    [Fact]
    public void Report_Ascii_HasNoSignOfItsOwnBeyondIt()
    {
        var rows = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{2 * i},{(i % 9 == 0 ? "inf" : "1")},{new string('w', 60)}{i % 50}\n"));
        var text = Show("id,f,t\n" + rows, new ProfileReportOptions { Ascii = true, Top = 2, Width = 80 });

        text.Should().Match(t => t.All(char.IsAscii)).And.Contain("...").And.Contain("~ ");
    }

    [Fact]
    public void Report_HundredsOfColumns_StaysShort_SuspiciousFirst()
    {
        var names = Enumerable.Range(0, 400).Select(i => $"c{i:000}").ToArray();
        var csv = string.Join(',', names) + "\n" + string.Concat(Enumerable.Range(0, 3).Select(r => string.Join(',', names.Select((_, i) => i == 399 ? "" : i >= 380 ? "5" : $"{r}")) + "\n"));
        var text = Show(csv, new ProfileReportOptions { Top = 10 });

        text.Split('\n').Should().HaveCountLessThan(25);
        text.Should().Contain("  c399        all 3 values are missing\n").And.Contain("  19 columns  constant: c380, c381, c382")
            .And.Contain("\n… and 390 more columns, 10 of them suspicious: --top 400 shows all, -o FILE keeps all\n");
        text.IndexOf("\nc399 ", StringComparison.Ordinal).Should().BeLessThan(text.IndexOf("\nc380 ", StringComparison.Ordinal)).And.BeGreaterThan(0);
    }

    [Fact]
    public void Report_LongTails_DoNotHideTheRest()
    {
        // A thousand values around 50 and one a million times as large: all would share the first bar.
        var csv = "x\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"{50 + (i % 21) - 10}.5\n")) + "50000000.5\n";
        var shape = Show(csv).Split('\n')[^2].Split("  ", StringSplitOptions.RemoveEmptyEntries)[4];

        shape.Should().HaveLength(TextShape.Cells).And.NotContain(" ").And.MatchRegex("[▆▇█].*[▆▇█].*[▆▇█]");
    }

    [Fact]
    public void Report_StoredProfile_HasTheSameShapes()
    {
        var profile = Profile("x\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"{Math.Sqrt(i):R}\n")));
        var stored = ProfileFile.Parse(System.Text.Encoding.UTF8.GetBytes(ProfileFile.ToJson(profile)), "stored");

        TextShape.Of(stored.Columns[0], ascii: false).Should().Be(TextShape.Of(profile.Columns[0], ascii: false)).And.HaveLength(TextShape.Cells);
    }

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("東京都", 6, "東京都")]
    [InlineData("東京都", 5, "東京…")]
    [InlineData("東京都", 4, "東…")]
    [InlineData("e\u0301e\u0301", 2, "e\u0301e\u0301")]
    [InlineData("😀😀", 3, "😀…")]
    public void Cut_CountsCells(string text, int width, string expected) => TerminalText.Cut(text, width).Should().Be(expected);

    [Theory]
    [InlineData(0, "0"), InlineData(0.5, "0.5"), InlineData(-2.25, "-2.25"), InlineData(123.456, "123.5"), InlineData(1234.5, "1234"), InlineData(1700000000, "1700000000")]
    [InlineData(1e300, "1e+300"), InlineData(-0.00001, "-1e-5"), InlineData(0.00123456, "0.001235"), InlineData(0.123456, "0.1235"), InlineData(12.3456, "12.35")]
    public void Number_FourDigits(double value, string expected) => ProfileNumber.Show(value).Should().Be(expected);

    [Theory]
    [InlineData(0, 10, "0"), InlineData(10, 10, "100 %"), InlineData(1, 3, "33.3 %"), InlineData(1, 1_000_000, "<0.1 %"), InlineData(999_999, 1_000_000, ">99.9 %")]
    public void Percent_NeverReadsAsNoneOrAllByRounding(long part, long whole, string expected) => ProfileNumber.Percent(part, whole).Should().Be(expected);

    private static string Show(string csv, ProfileReportOptions? options = null)
    {
        using var writer = new StringWriter();
        ProfileReport.Write(Profile(csv), writer, options);
        return writer.ToString();
    }

    private static DatasetProfile Profile(string csv)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("data"), csv);
        return ProfileBuilder.Build(new CsvSource(folder.File("data")));
    }
}
