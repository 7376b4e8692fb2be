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

    [SharedFact]
    public void NormalizedAbsoluteDifference_OfTfdvCases_Agrees()
    {
        foreach (var example in TfxCases("normalized_abs_difference"))
        {
            var (_, first, second) = Sides(example);
            if (first.Sum() == 0)
            {
                FluentActions.Invoking(() => LInfinity.NormalizedAbsoluteDifference(first, second)).Should().Throw<ArgumentException>();
                continue;
            }

            LInfinity.NormalizedAbsoluteDifference(first, second).Should().BeApproximately(example.GetProperty("expect").GetProperty("distance").GetDouble(), example.GetProperty("tolerance").GetDouble());
        }
    }

    [SharedFact]
    public void TfdvJensenShannon_OfTfdvCases_Agrees()
    {
        var refused = 0;
        foreach (var example in TfxCases("js_histogram"))
        {
            var input = example.GetProperty("input");
            var expect = example.GetProperty("expect");
            var (first, second) = (Buckets(input.GetProperty("a")), Buckets(input.GetProperty("b")));
            if (expect.TryGetProperty("error", out _))
            {
                // A profile here has one kind of bins, so only an empty side can be refused.
                if (first.Buckets.Count == 0 || second.Buckets.Count == 0)
                {
                    refused++;
                    FluentActions.Invoking(() => TfdvJensenShannon.Divergence(first.Buckets, first.NaN, second.Buckets, second.NaN)).Should().Throw<ArgumentException>();
                }

                continue;
            }

            TfdvJensenShannon.Divergence(first.Buckets, first.NaN, second.Buckets, second.NaN)
                .Should().BeApproximately(expect.GetProperty("divergence").GetDouble(), example.GetProperty("tolerance").GetDouble(), example.GetProperty("id").GetString());
        }

        refused.Should().Be(1);
    }

    // One value of 1e8 beside 10,000 normal ones: quantile bins hardly see it, equal-width ones see nothing else.
    [SharedFact]
    public void Outlier_OfTheTfdvProperty_MovesEqualWidthBucketsOnly()
    {
        var expect = TfxCases("js_property").Single().GetProperty("expect");
        var random = new Random(5);
        double[] first = [.. Enumerable.Range(0, 10_000).Select(_ => MlGates.Statistics.NormalDistribution.UpperQuantile(1 - random.NextDouble()))];
        double[] second = [.. first, 1e8];

        Divergence(10, quantiles: false).Should().BeGreaterThan(expect.GetProperty("equalWidth10Above").GetDouble());
        Divergence(100, quantiles: false).Should().BeGreaterThan(expect.GetProperty("equalWidth100Above").GetDouble());
        Divergence(10, quantiles: true).Should().BeLessThan(expect.GetProperty("quantiles10Below").GetDouble());
        Divergence(100, quantiles: true).Should().BeLessThan(expect.GetProperty("quantiles100Below").GetDouble());

        double Divergence(int buckets, bool quantiles) => TfdvJensenShannon.Divergence(Cut(first, buckets, quantiles), 0, Cut(second, buckets, quantiles), 0);

        static HistogramBucket[] Cut(double[] values, int buckets, bool quantiles)
        {
            double[] sorted = [.. values.Order()];
            double Edge(int i) => quantiles ? sorted[(int)((long)i * (sorted.Length - 1) / buckets)] : sorted[0] + ((sorted[^1] - sorted[0]) / buckets * i);
            return [.. Enumerable.Range(0, buckets).Select(i => new HistogramBucket(Edge(i), Edge(i + 1), quantiles
                ? sorted.Length / (double)buckets
                : sorted.Count(x => x >= Edge(i) && (x < Edge(i + 1) || i == buckets - 1))))];
        }
    }

    private static (List<HistogramBucket> Buckets, double NaN) Buckets(JsonElement side) => (
        [.. side.GetProperty("buckets").EnumerateArray().Select(b => new HistogramBucket(ReferenceCase.Number(b.GetProperty("low")), ReferenceCase.Number(b.GetProperty("high")), b.GetProperty("count").GetDouble()))],
        side.GetProperty("numNaN").GetDouble());

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
