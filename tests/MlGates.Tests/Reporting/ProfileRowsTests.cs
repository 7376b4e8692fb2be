using MlGates.Data;
using MlGates.Profiles;
using MlGates.Reporting;

namespace MlGates.Tests.Reporting;

/// <summary>What a report says of several columns of the same rows.</summary>
public sealed class ProfileRowsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Report(string csv, ProfileOptions? options = null)
    {
        var writer = new StringWriter();
        ProfileReport.Write(ProfileBuilder.Build(new CsvSource(_folder.Write("rows.csv", csv)), options), writer);
        return writer.ToString();
    }

    [Fact]
    public void ColumnsMissingTogether_MoreOftenThanByChance_GetALine() =>
        Report("a,b,c\n" + string.Concat(Enumerable.Range(0, 100).Select(i => i % 10 == 0 ? ",,1\n" : $"{i},{i},1\n")))
            .Should().Contain("\n\nMissing in the same rows:\n  10 %  a and b\n");

    [Fact]
    public void ColumnsMissingTogether_AsOftenAsByChance_GetNone() =>
        Report("a,b\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{(i % 2 == 0 ? "" : "1")},{(i / 2 % 2 == 0 ? "" : "1")}\n")))
            .Should().NotContain("Missing in the same rows");

    [Fact]
    public void Pairs_AreListedStrongestFirst_ThoseThatCannotBeComputedLast()
    {
        var report = Report(
            "x,y,color,none\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i},{2 * i},{(i < 30 ? "red" : "blue")},\n")),
            new ProfileOptions { Pairs = [new("color", "none"), new("x", "y"), new("x", "color")] });

        // Sixty rows make three bins, the middle one half red: V² = 2/3, information ⅔ ln 2.
        report.Should().EndWith("\n\n3 pairs, strongest first:\n"
            + "  x * y         Pearson 1, Spearman 1\n"
            + "  x * color     Cramér's V 0.8165 (corrected 0.8023), information 0.4621 nats\n"
            + "  color * none  not computed: 'none' has no value\n");
    }

    [Fact]
    public void Pairs_WithALabel_ShowTheMostTellingValues() =>
        Report("color,bought\n" + string.Concat(Enumerable.Range(0, 60).Select(i => i < 30 ? "red,yes\n" : "blue,no\n")), new ProfileOptions { Label = "bought" })
            .Should().Contain("red: 2 times as often yes (30 of 30 rows)\n");
}
