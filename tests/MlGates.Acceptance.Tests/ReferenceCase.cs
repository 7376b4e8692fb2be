using System.Globalization;
using System.Text.Json;

namespace MlGates.Acceptance;

/// <summary>One case of reference/stats_cases.json with its tolerance.</summary>
internal sealed record ReferenceCase(string Id, JsonElement Inputs, JsonElement Parameters, JsonElement Expected, double Relative, double Absolute)
{
    /// <summary>The cases of a group and method; never none, so that a renamed group cannot pass unseen.</summary>
    public static IReadOnlyList<ReferenceCase> Of(string group, string method)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Shared.Path("reference", "stats_cases.json")));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray()
            .Where(c => c.GetProperty("group").GetString() == group && c.GetProperty("method").GetString() == method)
            .Select(c => c.Clone())
            .Select(c => new ReferenceCase(
                c.GetProperty("id").GetString()!,
                c.GetProperty("inputs"),
                c.GetProperty("params"),
                c.GetProperty("expected"),
                c.GetProperty("tol").GetProperty("rel").GetDouble(),
                c.GetProperty("tol").GetProperty("abs").GetDouble()))
            .ToArray();
        cases.Should().NotBeEmpty("stats_cases.json must hold {0}/{1}", group, method);
        return cases;
    }

    /// <summary>A number; NaN and the infinities are strings there.</summary>
    public static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble();

    /// <summary>An input column of numbers.</summary>
    public double[] Numbers(string input) => [.. Inputs.GetProperty(input).EnumerateArray().Select(Number)];

    /// <summary>Compares with the expected value of this name within the case's tolerance; NaN equals NaN.</summary>
    public void Verify(double actual, string expected) => Verify(actual, Number(Expected.GetProperty(expected)), expected);

    /// <summary>Compares within the case's tolerance.</summary>
    public void Verify(double actual, double wanted, string name) =>
        (actual.Equals(wanted) || Math.Abs(actual - wanted) <= Math.Max(Absolute, Relative * Math.Abs(wanted)))
            .Should().BeTrue("{0} {1} is {2:R}, found {3:R}", Id, name, wanted, actual);
}
