using System.Reflection;
using MlGates.Gates;

namespace MlGates.Tests.Gates;

public sealed class RuleCatalogTests
{
    private static readonly string[] Headings = ["## Meaning", "## Example", "## How to fix", "## When it is expected"];

    public static TheoryData<string> Ids => [.. RuleCatalog.All.Select(r => r.Id)];

    [Fact]
    public void Catalog_All_HoldsEveryRuleIdOnceInOrder()
    {
        var ids = typeof(RuleIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);
        RuleCatalog.All.Select(r => r.Id).Should().BeEquivalentTo(ids).And.BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
    }

    [Theory, MemberData(nameof(Ids))]
    public void Rule_Page_HasTitleAndSections(string id)
    {
        var rule = RuleCatalog.Find(id)!;
        var lines = File.ReadAllLines(Repository.Path(rule.HelpPath));
        lines[0].Should().Be($"# {rule.Id}: {rule.Title}");
        lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal)).Should().Equal(Headings);
    }

    [Fact]
    public void Pages_OfRules_AreInTheCatalog() =>
        Directory.EnumerateFiles(Repository.Path("docs", "rules")).Select(Path.GetFileNameWithoutExtension)
            .Should().BeEquivalentTo(RuleCatalog.All.Select(r => r.Id));
}
