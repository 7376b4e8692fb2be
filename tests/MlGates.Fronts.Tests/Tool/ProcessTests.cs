using System.Diagnostics;
using System.Globalization;

namespace MlGates.Fronts.Tests.Tool;

/// <summary>The tool as a process of its own, in surroundings that a thread of this one cannot have.</summary>
public sealed class ProcessTests
{
    private static readonly string Rows = "when,amount,İstanbul,text\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"{DateTime.UnixEpoch.AddHours(i * 7.5):yyyy-MM-dd'T'HH:mm},{i * 0.37 % 91},{(i % 3 == 0 ? "I" : "ı")},{(i % 2 == 0 ? "TITLE" : "title")}{i % 7}\n")));

    private static (int Code, string Output, string Error) Run(string folder, string language, string zone, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MlGates.Tool.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["LANG"] = start.Environment["LC_ALL"] = language;
        start.Environment["TZ"] = zone;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    [Fact]
    public void Profile_AnyLanguageAndTimeZone_IsTheSameBytes()
    {
        using var folder = new ToolFolder().Write("rows.csv", Rows);
        var runs = new List<string>();
        foreach (var (language, zone, threads) in new[] { ("C.UTF-8", "UTC", "1"), ("tr_TR.UTF-8", "Asia/Kathmandu", "2"), ("de_DE.UTF-8", "America/St_Johns", "8") })
        {
            var (code, output, error) = Run(
                folder[""], language, zone, "profile", "rows.csv", "-o", "rows.profile.json", "--sketches", "--threads", threads, "--slice", "İstanbul", "--label", "text", "--pair", "amount*when");

            code.Should().Be(0, error);
            runs.Add(output + File.ReadAllText(folder["rows.profile.json"]) + Convert.ToHexString(File.ReadAllBytes(folder["rows.profile.sketches"])));
        }

        runs.Distinct().Should().ContainSingle();
        runs[0].Should().Contain("\"type\": \"timestamp\"").And.Contain("İstanbul=ı");
    }
}
