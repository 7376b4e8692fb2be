using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Tests.Profiles;

/// <summary>What the pages say of profiles is so.</summary>
public sealed partial class DocsTests
{
    // Members of these are named by the data.
    private static readonly string[] Keyed = ["columns", "slices", "categories", "values", "custom", "quantiles", "patterns"];

    [Fact]
    public void FileFormats_NamesEveryMemberOfAProfile()
    {
        using var folder = new TempFolder();
        var text = new StringBuilder("{\"words\":[\"a\",null],\"when\":\"2024-01-01\",\"n\":1,\"mixed\":1,\"g\":\"x\",\"w\":1}\n");
        for (var i = 0; i < 12_000; i++)
        {
            text.Append(i % 50 == 7 ? "{\"g\":\"y\",\"w\":1}\n" : $"{{\"words\":[\"b\"],\"when\":\"2024-01-0{(i % 9) + 1}\",\"n\":{i * 0.37},\"mixed\":{(i % 2 == 0 ? "1" : $"\"t{i}\"")},\"g\":\"x\",\"w\":2,\"id\":\"id{i}\",\"k\":{i % 5}}}\n");
        }

        var options = new ProfileOptions
        {
            Slices = [SliceBy.Parse("g")],
            Weight = "w",
            Label = "g",
            Pairs = [new("n", "k"), new("words", "k")],
            Statistics = [new EndsInDigit()],
        };
        var whole = ProfileBuilder.Build(new SampledSource(DataFile.Open(folder.Write("rows.jsonl", text.ToString())), 12_001), options);
        var refused = ProfileBuilder.Build(new CsvSource(folder.Write("rows.csv", "a,b\n1,2\n3\nx,3\n"), new CsvOptions { MaxRefusedRows = 1 }));
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var profile in new[] { whole, refused })
        {
            Collect(JsonDocument.Parse(ProfileFile.ToJson(profile)).RootElement, "", names);
        }

        names.Should().Contain(["frequent", "kinds", "nulls", "rankError", "lifts", "reason", "rowsRefused", "weighted", "typicalGap", "sets"]);
        names.UnionWith(Enum.GetNames<TextPattern>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        var page = File.ReadAllText(Repository.Path("docs", "file-formats.md"));
        names.Where(n => !page.Contains($"`{n}`", StringComparison.Ordinal) && !page.Contains($"\"{n}\"", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void StatisticOfOnesOwn_InTheDocs_IsTheOneThatCompiles()
    {
        var code = CSharp().Match(File.ReadAllText(Repository.Path("docs", "profile.md"))).Groups[1].Value;

        code.Should().NotBeEmpty();
        File.ReadAllText(Repository.Path("tests", "MlGates.Tests", "Profiles", "EndsInDigit.cs")).Should().Contain(code);
    }

    [Fact]
    public void StatisticOfOnesOwn_InTheDocs_CountsOnAnyThreads()
    {
        using var folder = new TempFolder();
        var source = new CsvSource(folder.Write("rows.csv", "a,b\nx1,\nx,2\n,3x\n4,5\n")) { BlockBytes = 4 };

        foreach (var threads in new[] { 1, 2, 8 })
        {
            var profile = ProfileBuilder.Build(source, new ProfileOptions { Statistics = [new EndsInDigit()], Threads = threads });
            profile.Columns.Select(c => c.Custom["ends.inDigit"]).Should().Equal(2, 2);
        }
    }

    private static void Collect(JsonElement element, string name, SortedSet<string> names)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, "", names);
            }
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (!Keyed.Contains(name))
                {
                    names.Add(member.Name);
                }

                Collect(member.Value, Keyed.Contains(name) ? "" : member.Name, names);
            }
        }
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
