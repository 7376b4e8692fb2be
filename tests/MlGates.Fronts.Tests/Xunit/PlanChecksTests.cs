using System.Globalization;
using MlGates.Gates;
using MlGates.Testing;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Xunit;

public sealed class PlanChecksTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlgates plan é").FullName;

    public PlanChecksTests()
    {
        Write("train.csv", Payments(card: 800, cash: 1200));
        Write("same.csv", Payments(card: 800, cash: 1200));
        Write("moved.csv", Payments(card: 1600, cash: 400));
        Write("few.csv", Payments(card: 4, cash: 6));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_check_of_the_plan_is_a_case_named_by_its_id()
    {
        Cases(Plan(("first", "same.csv"), ("second", "moved.csv"))).Select(c => c.ToString()).Should().Equal("first", "second");
    }

    [Fact]
    public void Check_that_holds_passes_and_the_one_that_does_not_fails()
    {
        var cases = Cases(Plan(("good", "same.csv"), ("bad", "moved.csv")));

        cases[0].Invoking(c => c.MustHold()).Should().NotThrow();
        cases[0].Run().Outcome.Should().Be(Outcome.Passed);
        cases[1].Invoking(c => c.MustHold()).Should().Throw<GateException>().WithMessage("*failed MLG2001: payment drifted from train to bad: L-infinity 0.4000*");
        cases[1].Run().CheckId.Should().Be("bad");
    }

    [Fact]
    public void Every_finding_is_told_to_the_output()
    {
        var lines = new List<string>();

        Cases(Plan(("good", "same.csv"))).Single().MustHold(lines.Add);

        lines.Should().ContainSingle().Which.Should().Contain("passed MLG2001");
    }

    [Fact]
    public void Inconclusive_check_follows_the_plan()
    {
        var lines = new List<string>();

        Cases(Plan(("few", "few.csv"))).Single().MustHold(lines.Add);
        lines.Should().ContainSingle().Which.Should().Contain("inconclusive MLG2001");

        var strict = Cases(Plan("\"onInconclusive\": \"fail\"", ("few", "few.csv"))).Single();
        strict.Invoking(c => c.MustHold()).Should().Throw<GateException>().WithMessage("*inconclusive MLG2001*");
    }

    [Fact]
    public void Plan_that_cannot_be_read_is_one_case_that_fails_with_the_reason()
    {
        var path = Write("broken.json", "{ \"data\": {},\n  \"chekcs\": [] }");

        var cases = Cases(path);

        cases.Should().ContainSingle().Which.Invoking(c => c.MustHold()).Should().Throw<GateException>().WithMessage("broken.json(*error MLG0002: *");
    }

    [Fact]
    public void Plan_that_is_not_there_is_one_case_that_fails()
    {
        var cases = Cases(Path.Combine(_folder, "nowhere.json"));

        cases.Should().ContainSingle().Which.Invoking(c => c.MustHold()).Should().Throw<GateException>().WithMessage("*nowhere.json*");
    }

    [Fact]
    public void Plan_is_found_in_a_folder_above_the_tests() =>
        File.Exists(Cases("global.json").Single().PlanPath).Should().BeTrue("the repository's folder is above");

    [Fact]
    public void Case_survives_the_way_to_the_runner()
    {
        var check = new PlanCheck("/a b/é.json", "skew");

        var back = SerializationHelper.Deserialize<PlanCheck>(SerializationHelper.Serialize(check));

        back.PlanPath.Should().Be("/a b/é.json");
        back.Id.Should().Be("skew");
    }

    private static PlanCheck[] Cases(string plan) => [.. new PlanChecksAttribute(plan).GetData(null!).Select(row => (PlanCheck)row.Single())];

    private static string Payments(int card, int cash) =>
        "payment\n" + string.Concat(Enumerable.Repeat("Card\n", card)) + string.Concat(Enumerable.Repeat("Cash\n", cash));

    private string Plan(params (string Id, string Data)[] checks) => Plan("\"falseBlockRate\": 0.05", checks);

    private string Plan(string setting, params (string Id, string Data)[] checks)
    {
        var data = string.Join(", ", checks.Select(c => $"\"{c.Id}\": \"{c.Data}\""));
        var list = string.Join(",\n", checks.Select(c =>
            $$"""{ "id": "{{c.Id}}", "check": "drift", "baseline": "train", "candidate": "{{c.Id}}", "features": { "payment": { "measure": "l-infinity", "atMost": 0.1 } } }"""));
        return Write(Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture) + ".json", $$"""{ "data": { "train": "train.csv", {{data}} }, "checks": [ {{list}} ], {{setting}} }""");
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
