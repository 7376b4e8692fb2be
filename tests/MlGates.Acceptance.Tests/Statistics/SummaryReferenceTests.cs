using System.Globalization;
using System.Text.Json;
using MlGates.Statistics;

namespace MlGates.Acceptance.Statistics;

/// <summary>Moments and quantiles against certified and independently computed values.</summary>
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

    /// <summary>Correct decimal digits; 15 when all are.</summary>
    private static double LogRelativeError(double actual, double certified) =>
        actual == certified ? 15 : Math.Min(15, -Math.Log10(Math.Abs(actual - certified) / Math.Abs(certified)));

    public static TheoryData<string, double> Nist() => new()
    {
        // The least digits of the deviation, whatever the batches; NumAcc3 and NumAcc4 stop at what exact arithmetic on the parsed doubles gives.
        { "Lew", 14 }, { "Lottery", 14 }, { "Mavro", 12.4 }, { "Michelso", 13 }, { "NumAcc1", 15 }, { "NumAcc2", 14 }, { "NumAcc3", 9.4 }, { "NumAcc4", 8.2 }, { "PiDigits", 14 },
    };

    [SharedTheory]
    [MemberData(nameof(Nist))]
    public void Moments_OfNistDatasets_HaveTheCertifiedDigits(string name, double digits)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Shared.Path("reference", "nist_strd.json")));
        var data = document.RootElement.GetProperty("datasets").EnumerateArray().Single(d => d.GetProperty("name").GetString() == name);
        var values = data.TryGetProperty("values", out var list)
            ? list.EnumerateArray().Select(v => double.Parse(v.GetString()!, CultureInfo.InvariantCulture)).ToArray()
            : data.GetProperty("values_string").GetString()!.Select(c => (double)(c - '0')).ToArray();
        var certified = data.GetProperty("certified");
        var mean = double.Parse(certified.GetProperty("mean").GetString()!, CultureInfo.InvariantCulture);
        var deviation = double.Parse(certified.GetProperty("std_sample").GetString()!, CultureInfo.InvariantCulture);

        foreach (var batch in new[] { int.MaxValue, 100, 7 })
        {
            var state = Moments(values, batch);
            LogRelativeError(state.Mean, mean).Should().BeGreaterThanOrEqualTo(14, "mean of {0} in batches of {1}", name, batch);
            LogRelativeError(state.StandardDeviation, deviation).Should().BeGreaterThanOrEqualTo(digits, "deviation of {0} in batches of {1}", name, batch);
        }
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
            reference.Verify(state.M2 / state.Count, "var_pop");
            reference.Verify(state.Min, "min");
            reference.Verify(state.Max, "max");
            foreach (var level in new[] { 5, 25, 50, 75, 95 })
            {
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
            var n = (double)state.Count;
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
            Same("stdDev", state.StandardDeviation * Math.Sqrt((n - 1) / n));
            Same("min", state.Min);
            Same("max", state.Max);
            Same("numZeros", state.Zeros);
            Same("numNaN", state.NaN);
            Same("median", Histogram(values).Quantile(0.5));
        }
    }
}
