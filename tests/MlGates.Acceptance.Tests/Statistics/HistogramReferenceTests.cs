using System.Text.Json;
using MlGates.Statistics;

namespace MlGates.Acceptance.Statistics;

/// <summary>Histograms, medians and weighted statistics against TFDV's, where those are not quirks of its sketch.</summary>
public sealed class HistogramReferenceTests
{
    private static JsonElement[] Cases(string kind)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Shared.Path("reference", "tfx_cases.json")));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == kind).Select(c => c.Clone()).ToArray();
        cases.Should().NotBeEmpty("tfx_cases.json must hold {0}", kind);
        return cases;
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(ReferenceCase.Number)];

    private static IEnumerable<double[]> Buckets(Histogram h) => Enumerable.Range(0, h.Counts.Count).Select(i => new[] { h.Edges[i], h.Edges[i + 1], h.Counts[i] });

    private static void Same(JsonElement item, IEnumerable<double[]> actual, JsonElement expected)
    {
        var (have, want) = (actual.SelectMany(b => b).ToArray(), expected.EnumerateArray().SelectMany(Numbers).ToArray());
        have.Should().HaveCount(want.Length, item.GetProperty("id").GetString());
        have.Zip(want).Should().OnlyContain(p => p.First.Equals(p.Second) || Math.Abs(p.First - p.Second) <= 1e-5, item.GetProperty("id").GetString());
    }

    [SharedFact]
    public void QuantileHistograms_OfTfdvCases_Agree()
    {
        foreach (var item in Cases("quantile_histogram"))
        {
            var input = item.GetProperty("input");
            var histogram = Histogram.FromQuantiles(Numbers(input.GetProperty("quantiles")), Numbers(input.GetProperty("cumulativeCounts")));
            Same(item, Buckets(histogram), item.GetProperty("expect").GetProperty("buckets"));
        }
    }

    [SharedFact]
    public void EqualWidthFromQuantiles_OfTfdvCases_Agree()
    {
        foreach (var item in Cases("equal_width_from_quantiles"))
        {
            var input = item.GetProperty("input");
            var (quantiles, cumulative) = (Numbers(input.GetProperty("quantiles")), Numbers(input.GetProperty("cumulativeCounts")));
            var histogram = Histogram.FromQuantiles(quantiles, cumulative)
                .Rebin(input.GetProperty("finiteMin").GetDouble(), input.GetProperty("finiteMax").GetDouble(), input.GetProperty("buckets").GetInt32());
            // Infinities have no bin here: their counts are statistics of their own.
            var low = quantiles.TakeWhile(double.IsNegativeInfinity).Count();
            IEnumerable<double[]> below = low == 0 ? [] : [[double.NegativeInfinity, double.NegativeInfinity, cumulative[low - 1]]];
            Same(item, below.Concat(Buckets(histogram)), item.GetProperty("expect").GetProperty("buckets"));
        }
    }

    [SharedFact]
    public void Medians_OfTfdvCases_Agree()
    {
        foreach (var item in Cases("median"))
        {
            Order.Median(Numbers(item.GetProperty("input").GetProperty("quantiles"))).Should().Be(item.GetProperty("expect").GetProperty("median").GetDouble());
        }
    }

    [SharedFact]
    public void NumericHistograms_OfTfdvCases_Agree()
    {
        foreach (var item in Cases("numeric_stats"))
        {
            var (input, expect) = (item.GetProperty("input"), item.GetProperty("expect"));
            var exact = item.TryGetProperty("expectExact", out var e) ? e : default;
            var rows = input.GetProperty("rows").EnumerateArray().Select(r => r.ValueKind == JsonValueKind.Array ? Numbers(r) : []).ToArray();
            var values = rows.SelectMany(r => r).ToArray();
            var state = new ValueHistogramState();
            state.Add(values);
            var all = state.ToHistogram();
            var width = Histogram.EqualWidth(all, input.GetProperty("histogramBuckets").GetInt32());
            if (expect.TryGetProperty("equalWidthEdges", out var edges))
            {
                width.Edges.Zip(Numbers(edges)).Should().OnlyContain(p => Math.Abs(p.First - p.Second) <= 1e-5);
            }

            if (exact.ValueKind == JsonValueKind.Object && exact.TryGetProperty("equalWidthCounts", out var counts))
            {
                width.Counts.Should().Equal(Numbers(counts));
            }

            if (expect.TryGetProperty("equalWidthBuckets", out var buckets))
            {
                Same(item, Buckets(width), JsonSerializer.SerializeToElement(buckets.EnumerateArray().Where(b => double.IsFinite(ReferenceCase.Number(b[0]))).Select(b => Numbers(b))));
            }

            if (expect.TryGetProperty("quantileBuckets", out buckets))
            {
                Same(item, Buckets(Histogram.EqualMass(all, input.GetProperty("quantileBuckets").GetInt32())), buckets);
                var sketch = new QuantileState();
                sketch.Add(values);
                Same(item, Buckets(Histogram.EqualMass(sketch, input.GetProperty("quantileBuckets").GetInt32())), buckets);
            }

            if (expect.TryGetProperty("weighted", out var weighted))
            {
                VerifyWeighted(item, rows, Numbers(input.GetProperty("rowWeights")), weighted, exact);
            }
        }
    }

    private static void VerifyWeighted(JsonElement item, double[][] rows, double[] rowWeights, JsonElement expect, JsonElement exact)
    {
        var values = rows.SelectMany(r => r).ToArray();
        var weights = rows.SelectMany((r, i) => Enumerable.Repeat(rowWeights[i], r.Length)).ToArray();
        var (moments, histogram) = (new WeightedMomentState(), new WeightedHistogramState());
        moments.Add(values, weights);
        histogram.Add(values, weights);
        var all = histogram.ToHistogram();
        moments.Mean.Should().BeApproximately(expect.GetProperty("mean").GetDouble(), 1e-5);
        moments.PopulationStandardDeviation.Should().BeApproximately(expect.GetProperty("stdDev").GetDouble(), 1e-5);
        all.Quantile(0.5).Should().Be(expect.GetProperty("median").GetDouble());
        var input = item.GetProperty("input");
        Same(item, Buckets(Histogram.EqualMass(all, input.GetProperty("quantileBuckets").GetInt32())), expect.GetProperty("quantileBuckets"));
        Histogram.EqualWidth(all, input.GetProperty("histogramBuckets").GetInt32()).Counts.Should().Equal(Numbers(exact.GetProperty("weighted").GetProperty("equalWidthCounts")));
    }
}
