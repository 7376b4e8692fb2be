using System.Globalization;
using System.Text.Json;
using MlGates.Statistics;

namespace MlGates.Acceptance.Statistics;

/// <summary>Moments and quantiles against independently computed values.</summary>
public sealed class SummaryReferenceTests
{
    private static MomentState Moments(double[] values, int batch = int.MaxValue)
    {
        var state = new MomentState();
        foreach (var part in values.Chunk(Math.Min(batch, Math.Max(1, values.Length))))
        {
            state.Add(part);
        }

        return state;
    }

    private static ValueHistogram Histogram(double[] values)
    {
        var state = new ValueHistogramState();
        state.Add(values);
        return state.ToHistogram();
    }

    [SharedFact]
    public void Summary_OfReferenceCases_Agrees()
    {
        foreach (var reference in ReferenceCase.Of("summary", "moments_quantiles"))
        {
            var values = reference.Numbers("values");
            var state = Moments(values);
            var histogram = Histogram(values);
            reference.Verify(state.Count, "count");
            reference.Verify(state.Mean, "mean");
            reference.Verify(state.StandardDeviation, "std_sample");
            reference.Verify(state.PopulationVariance, "var_pop");
            if (reference.Expected.TryGetProperty("skewness_g1", out _))
            {
                reference.Verify(state.Skewness, "skewness_g1");
                reference.Verify(state.Kurtosis, "kurtosis_excess_g2");
            }

            reference.Verify(state.Min, "min");
            reference.Verify(state.Max, "max");
            var sketch = new QuantileState();
            sketch.Add(values);
            foreach (var level in new[] { 5, 25, 50, 75, 95 })
            {
                reference.Verify(sketch.Quantile(level / 100.0), string.Create(CultureInfo.InvariantCulture, $"q{level:00}"));
                reference.Verify(histogram.Quantile(level / 100.0), string.Create(CultureInfo.InvariantCulture, $"q{level:00}"));
            }
        }
    }

    [SharedFact]
    public void MergedMoments_OfReferenceCases_Agree()
    {
        foreach (var reference in ReferenceCase.Of("summary", "mergeable_moments"))
        {
            var state = Moments(reference.Numbers("left"));
            state.Merge(Moments(reference.Numbers("right")));
            reference.Verify(state.Count, "count");
            reference.Verify(state.Mean, "mean");
            reference.Verify(state.M2, "m2");
        }
    }

    [SharedFact]
    public void NumericStatistics_OfTfdvCases_Agree()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Shared.Path("reference", "tfx_cases.json")));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == "numeric_stats").ToArray();
        cases.Should().NotBeEmpty();
        foreach (var item in cases)
        {
            // Lists per row are flattened: our columns hold one value a row.
            var values = item.GetProperty("input").GetProperty("rows").EnumerateArray()
                .Where(r => r.ValueKind == JsonValueKind.Array).SelectMany(r => r.EnumerateArray()).Select(ReferenceCase.Number).ToArray();
            var state = Moments(values);
            void Same(string name, double actual)
            {
                JsonElement x = default;
                var exact = item.TryGetProperty("expectExact", out var e) && e.TryGetProperty(name, out x);
                if (exact || item.GetProperty("expect").TryGetProperty(name, out x))
                {
                    // Infinities count apart here, while TFDV lets them into range and mean.
                    var infinite = ReferenceCase.Number(x) is var wanted && !double.IsFinite(wanted);
                    (infinite || Math.Abs(actual - wanted) <= 1e-5).Should().BeTrue("{0} {1}: {2}", item.GetProperty("id"), name, actual);
                }
            }

            Same("mean", state.Mean);
            Same("stdDev", state.PopulationStandardDeviation);
            Same("min", state.Min);
            Same("max", state.Max);
            Same("numZeros", state.Zeros);
            Same("numNaN", state.NaN);
            Same("median", Histogram(values).Quantile(0.5));
        }
    }
}
