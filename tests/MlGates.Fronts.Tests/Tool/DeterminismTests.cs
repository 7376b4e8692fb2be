using System.Globalization;

namespace MlGates.Fronts.Tests.Tool;

/// <summary>The same inputs give the same bytes, outside the section that says time and machine.</summary>
public sealed class DeterminismTests
{
    private const string Plan = """
        { "data": { "train": "train.csv", "serving": "serving.csv" }, "checks": [ { "id": "skew", "check": "drift", "baseline": "train", "candidate": "serving" } ] }
        """;

    [Fact]
    public void Results_AnyCultureAndThreads_AreTheSameBytes()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 30_000, 0.6).WriteTrips("serving.csv", 20_000, 0.7, shift: 0.2).Write("mlgates.json", Plan);
        var runs = new List<string>();
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "", "tr-TR", "de-DE", "ar-SA" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                foreach (var threads in new[] { "1", "2", "3" })
                {
                    folder.Run("check", "--results", "results.json", "--report", "markdown=report.md", "--threads", threads).Should().Be(1);
                    folder.Run("profile", "train.csv", "-o", "train.profile.json", "--threads", threads).Should().Be(0);
                    runs.Add(File.ReadAllText(folder["results.json"]).Split("\"environment\"")[0]
                        + File.ReadAllText(folder["report.md"]) + File.ReadAllText(folder["train.profile.json"]) + folder.Output);
                }
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        runs.Distinct().Should().ContainSingle();
    }
}
