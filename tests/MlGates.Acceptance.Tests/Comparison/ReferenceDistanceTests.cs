using System.Text.Json;
using MlGates.Comparison;

namespace MlGates.Acceptance.Comparison;

public class ReferenceDistanceTests
{
    [SharedFact]
    public void JensenShannon_OfReferenceCases_Agrees()
    {
        foreach (var example in ReferenceCase.Of("distance_counts", "jensen_shannon"))
        {
            example.Verify(JensenShannon.Divergence(Counts(example, "reference"), Counts(example, "current")), "divergence_base2");
        }
    }

    [SharedFact]
    public void JensenShannonDistance_OfReferenceCases_Agrees()
    {
        foreach (var example in ReferenceCase.Of("distance_counts", "jensen_shannon"))
        {
            var (first, second) = (Counts(example, "reference"), Counts(example, "current"));
            example.Verify(DivergenceTest.JensenShannonDistance(first, second, 0.1).Value, "distance_base2");
            example.Verify(DivergenceTest.JensenShannonDistance(first, second, 0.1, inNats: true).Value, "distance_nat");
        }
    }

    [SharedFact]
    public void Hellinger_OfReferenceCases_Agrees()
    {
        foreach (var example in ReferenceCase.Of("distance_counts", "hellinger"))
        {
            example.Verify(Hellinger.Distance(Counts(example, "reference"), Counts(example, "current")), "distance");
        }
    }

    [SharedFact]
    public void LInfinity_OfReferenceCases_Agrees()
    {
        foreach (var example in ReferenceCase.Of("distance_counts", "tvd_linf"))
        {
            example.Verify(LInfinity.Distance(Counts(example, "reference"), Counts(example, "current")).Distance, "l_infinity");
            example.Verify(TotalVariation.Distance(Counts(example, "reference"), Counts(example, "current")), "tvd");
        }
    }

    [SharedFact]
    public void KullbackLeibler_OfReferenceCases_Agrees()
    {
        foreach (var example in ReferenceCase.Of("distance_counts", "kl"))
        {
            var (first, second) = (Counts(example, "reference"), Counts(example, "current"));
            example.Verify(KullbackLeibler.Divergence(first, second), "kl_ref_cur");
            example.Verify(KullbackLeibler.Divergence(second, first), "kl_cur_ref");
        }
    }

    [SharedFact]
    public void PopulationStability_OfReferenceCases_AgreesByEachRuleForZeros()
    {
        foreach (var example in ReferenceCase.Of("distance_counts", "psi"))
        {
            var (first, second) = (Counts(example, "reference"), Counts(example, "current"));
            example.Verify(PopulationStability.Index(first, second, ZeroShares.Keep), "raw");
            example.Verify(PopulationStability.Index(first, second, ZeroShares.TenThousandth), "replace_zero_1e-4");
            example.Verify(PopulationStability.Index(first, second, ZeroShares.HundredThousandth), "replace_zero_1e-5");
            example.Verify(PopulationStability.Index(first, second, ZeroShares.FloorHundredth), "floor_0.01");
            example.Verify(PopulationStability.Index(first, second, ZeroShares.Evidently), "evidently");
        }
    }

    [SharedFact]
    public void LInfinity_OfTfdvCases_AgreesWithItsLabel()
    {
        foreach (var example in TfxCases("linf"))
        {
            var expect = example.GetProperty("expect");
            var (labels, first, second) = Sides(example);
            if (first.Sum() == 0 || second.Sum() == 0)
            {
                // TFDV says 0 of two empty sides; an empty side is an error here.
                FluentActions.Invoking(() => LInfinity.Distance(first, second)).Should().Throw<ArgumentException>();
                continue;
            }

            var (distance, cell) = LInfinity.Distance(first, second);
            distance.Should().BeApproximately(expect.GetProperty("distance").GetDouble(), example.GetProperty("tolerance").GetDouble());
            if (expect.TryGetProperty("maxLabel", out var label))
            {
                labels[cell].Should().Be(label.GetString());
            }
        }
    }

    [SharedFact]
    public void JensenShannon_OfTfdvCases_Agrees()
    {
        foreach (var example in TfxCases("js_categorical"))
        {
            var expect = example.GetProperty("expect");
            var (_, first, second) = Sides(example);
            if (expect.TryGetProperty("error", out _))
            {
                FluentActions.Invoking(() => JensenShannon.Divergence(first, second)).Should().Throw<ArgumentException>();
            }
            else
            {
                JensenShannon.Divergence(first, second).Should().BeApproximately(expect.GetProperty("divergence").GetDouble(), example.GetProperty("tolerance").GetDouble());
            }
        }
    }

    private static long[] Counts(ReferenceCase example, string side) => Array.ConvertAll(example.Numbers(side), x => (long)x);

    private static List<JsonElement> TfxCases(string kind)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Shared.Path("reference", "tfx_cases.json")));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == kind).Select(c => c.Clone()).ToList();
        cases.Should().NotBeEmpty();
        return cases;
    }

    // Shares such as 0.3 are given as counts of ten thousand.
    private static (string[] Labels, long[] First, long[] Second) Sides(JsonElement example)
    {
        var input = example.GetProperty("input");
        var (a, b) = (Side(input.GetProperty("a")), Side(input.GetProperty("b")));
        var labels = a.Keys.Union(b.Keys).Order(StringComparer.Ordinal).ToArray();
        return (labels, Array.ConvertAll(labels, l => a.GetValueOrDefault(l)), Array.ConvertAll(labels, l => b.GetValueOrDefault(l)));
    }

    private static Dictionary<string, long> Side(JsonElement side) =>
        side.EnumerateObject().ToDictionary(p => p.Name, p => (long)Math.Round(p.Value.GetDouble() * 10_000));
}
