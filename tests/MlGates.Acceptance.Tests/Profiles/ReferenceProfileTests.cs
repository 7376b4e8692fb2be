using System.Text;
using System.Text.Json;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Acceptance.Profiles;

/// <summary>The cases of TensorFlow Data Validation through the whole way, from rows to a profile that was written and read.</summary>
public sealed class ReferenceProfileTests
{
    private const double Tolerance = 1e-5;

    private static JsonElement[] Cases(string kind)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Shared.Path("reference", "tfx_cases.json")));
        JsonElement[] cases = [.. document.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == kind).Select(c => c.Clone())];
        cases.Should().NotBeEmpty("tfx_cases.json must hold {0}", kind);
        return cases;
    }

    private static (ColumnProfile Column, ColumnProfile Read) Profile(JsonElement reference, bool text)
    {
        var rows = new ReferenceRows(reference.GetProperty("input"), text);
        var profile = ProfileBuilder.Build(rows, new ProfileOptions { Weight = rows.HasWeights ? ReferenceRows.Weights : null });
        var read = ProfileFile.Parse(Encoding.UTF8.GetBytes(ProfileFile.ToJson(profile)), "reference");
        return (profile.Find(ReferenceRows.Values)!, read.Find(ReferenceRows.Values)!);
    }

    // The exact value where upstream has only one of a sketch.
    private static void Same(JsonElement reference, string group, string name, double actual)
    {
        foreach (var expected in new[] { "expectExact", "expect" })
        {
            if (reference.TryGetProperty(expected, out var wanted) && (group == "" || wanted.TryGetProperty(group, out wanted)) && wanted.TryGetProperty(name, out var value))
            {
                // Infinities are counted apart here, upstream lets them into range and mean.
                var number = ReferenceCase.Number(value);
                (!double.IsFinite(number) || Math.Abs(actual - number) <= Tolerance).Should().BeTrue("{0} {1} {2}: {3}", reference.GetProperty("id"), group, name, actual);
                return;
            }
        }
    }

    private static void SameLists(JsonElement reference, ColumnProfile column)
    {
        Same(reference, "", "numPresent", column.Present);
        Same(reference, "", "numMissing", column.Missing);
        Same(reference, "", "minValues", column.Lists!.Min);
        Same(reference, "", "maxValues", column.Lists.Max);
        Same(reference, "", "avgValues", column.Lists.Mean);
        Same(reference, "", "totalValues", column.Lists.Values);
    }

    [SharedFact]
    public void NumericStats_OfEachCase_Agree()
    {
        foreach (var reference in Cases("numeric_stats"))
        {
            var (column, read) = Profile(reference, text: false);
            foreach (var each in new[] { column, read })
            {
                var numbers = each.Numeric!;
                SameLists(reference, each);
                Same(reference, "", "mean", numbers.Mean);
                Same(reference, "", "stdDev", numbers.PopulationStandardDeviation);
                Same(reference, "", "min", numbers.Min);
                Same(reference, "", "max", numbers.Max);
                Same(reference, "", "numZeros", numbers.Zeros);
                Same(reference, "", "numNaN", numbers.NaN);
                Same(reference, "", "median", numbers.Quantiles[4]);
                if (each.Weighted is { } weighted)
                {
                    Same(reference, "weighted", "numPresent", weighted.Present);
                    Same(reference, "weighted", "numMissing", weighted.Missing);
                    Same(reference, "weighted", "mean", weighted.Mean);
                    Same(reference, "weighted", "stdDev", weighted.StandardDeviation);
                    Same(reference, "weighted", "median", weighted.Quantiles[4]);
                }
            }

            if (reference.GetProperty("expect").TryGetProperty("equalWidthEdges", out var edges))
            {
                var histogram = Histogram.EqualWidth(column.Numeric!.Histogram!, reference.GetProperty("input").GetProperty("histogramBuckets").GetInt32());
                Near(histogram.Edges, edges);
                Near(histogram.Counts, reference.GetProperty("expectExact").GetProperty("equalWidthCounts"));
            }
        }
    }

    private static void Near(IReadOnlyList<double> actual, JsonElement wanted)
    {
        actual.Should().HaveCount(wanted.GetArrayLength());
        for (var i = 0; i < actual.Count; i++)
        {
            actual[i].Should().BeApproximately(wanted[i].GetDouble(), Tolerance);
        }
    }

    [SharedFact]
    public void StringStats_OfEachCase_Agree()
    {
        foreach (var reference in Cases("string_stats"))
        {
            var (column, read) = Profile(reference, text: true);
            foreach (var each in new[] { column, read })
            {
                SameLists(reference, each);
                Same(reference, "", "avgLength", each.Text!.MeanBytes);
                Same(reference, "", "invalidUtf8Count", each.Text.InvalidUtf8);
            }
        }
    }

    [SharedFact]
    public void TopK_OfEachCase_Agrees()
    {
        foreach (var reference in Cases("top_k"))
        {
            var (column, read) = Profile(reference, text: true);
            var (input, expect) = (reference.GetProperty("input"), reference.GetProperty("expect"));
            foreach (var each in new[] { column, read })
            {
                each.Distinct.Should().Be(new DistinctCount(expect.GetProperty("unique").GetInt64(), true));
                var counts = each.Categories!.Counts.ToDictionary(c => c.Key, c => (double)c.Value);
                Ranked(expect, "topValues", counts, input.GetProperty("topK").GetInt32());
                Ranked(expect, "rankHistogram", counts, input.GetProperty("rankBuckets").GetInt32());
                Ranked(expect, "weightedTopValues", each.Weighted?.Categories ?? new Dictionary<string, double>(), input.GetProperty("topK").GetInt32());
            }
        }
    }

    // Among equal counts the larger text in byte order comes first.
    private static void Ranked(JsonElement expect, string name, IReadOnlyDictionary<string, double> counts, int most)
    {
        if (expect.TryGetProperty(name, out var wanted))
        {
            counts.OrderByDescending(c => c.Value).ThenByDescending(c => c.Key, StringComparer.Ordinal).Take(most).Select(c => (c.Key, c.Value))
                .Should().Equal(wanted.EnumerateArray().Select(v => (v[0].GetString()!, v[1].GetDouble())), name);
        }
    }

    private sealed record Pair(double? X, double? Y);

    [SharedFact]
    public void CrossFeature_OfEachCase_Agrees()
    {
        foreach (var reference in Cases("cross_feature"))
        {
            var input = reference.GetProperty("input");
            var (x, y) = (input.GetProperty("x"), input.GetProperty("y"));
            var rows = Enumerable.Range(0, x.GetArrayLength()).Select(i => new Pair(x[i].GetDouble(), y[i].GetDouble()))
                .Concat(Enumerable.Range(0, input.GetProperty("rowsWithMissing").GetInt32()).Select(i => i % 2 == 0 ? new Pair(null, 3) : new Pair(3, null)));

            var profile = ProfileBuilder.Build(new ObjectSource<Pair>(rows), new ProfileOptions { Pairs = [new(nameof(Pair.X), nameof(Pair.Y))] });

            foreach (var each in new[] { profile, ProfileFile.Parse(Encoding.UTF8.GetBytes(ProfileFile.ToJson(profile)), "reference") })
            {
                var pair = each.Pairs.Should().ContainSingle().Subject;
                Same(reference, "", "count", pair.Rows);
                Same(reference, "", "count", pair.Correlation!.Rows);
                Same(reference, "", "correlation", pair.Correlation.Pearson);
                Same(reference, "", "covariance", pair.Correlation.Covariance);
            }
        }
    }
}
