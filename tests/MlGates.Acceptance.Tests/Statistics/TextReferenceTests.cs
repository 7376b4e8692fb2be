using System.Globalization;
using System.Text;
using System.Text.Json;
using MlGates.Statistics;

namespace MlGates.Acceptance.Statistics;

/// <summary>Texts, lists, weights and pairs of columns against the reference cases of TensorFlow Data Validation and of SciPy.</summary>
public sealed class TextReferenceTests
{
    private static IReadOnlyList<JsonElement> Cases(string kind)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Shared.Path("reference", "tfx_cases.json")));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == kind).Select(c => c.Clone()).ToArray();
        cases.Should().NotBeEmpty("tfx_cases.json must hold {0}", kind);
        return cases;
    }

    private static double Tolerance(JsonElement reference) => reference.TryGetProperty("tolerance", out var t) ? t.GetDouble() : 0;

    private static byte[] Bytes(JsonElement value, bool hex) =>
        hex ? Convert.FromHexString(value.GetString()!)
        : Encoding.UTF8.GetBytes(value.ValueKind == JsonValueKind.Number ? value.GetInt64().ToString(CultureInfo.InvariantCulture) : value.GetString()!);

    private static void Verify(JsonElement reference, string name, double actual)
    {
        if (reference.GetProperty("expect").TryGetProperty(name, out var wanted))
        {
            actual.Should().BeApproximately(wanted.GetDouble(), Tolerance(reference), "{0} {1}", reference.GetProperty("id"), name);
        }
    }

    [SharedFact]
    public void StringStats_OfReferenceCases_Agree()
    {
        foreach (var reference in Cases("string_stats"))
        {
            var input = reference.GetProperty("input");
            var hex = input.TryGetProperty("rowsHex", out var rows);
            rows = hex ? rows : input.GetProperty("rows");
            var texts = new TextState();
            var lengths = new ListLengthState();
            var missing = 0;
            foreach (var row in rows.EnumerateArray())
            {
                if (row.ValueKind == JsonValueKind.Null)
                {
                    missing++;
                    continue;
                }

                lengths.Add(row.GetArrayLength());
                foreach (var value in row.EnumerateArray())
                {
                    texts.Add(Bytes(value, hex));
                }
            }

            Verify(reference, "numPresent", lengths.Rows);
            Verify(reference, "numMissing", missing);
            Verify(reference, "minValues", lengths.Min);
            Verify(reference, "maxValues", lengths.Max);
            Verify(reference, "avgValues", lengths.Mean);
            Verify(reference, "totalValues", lengths.Values);
            Verify(reference, "avgLength", texts.MeanBytes);
            Verify(reference, "invalidUtf8Count", texts.InvalidUtf8);
        }
    }

    [SharedFact]
    public void TopK_OfReferenceCases_Agrees()
    {
        foreach (var reference in Cases("top_k"))
        {
            var input = reference.GetProperty("input");
            var expect = reference.GetProperty("expect");
            var table = new TextTable();
            var weights = new EntryWeights();
            var hitters = new HeavyHitterState();
            var rowWeights = input.TryGetProperty("rowWeights", out var w) ? w.EnumerateArray().Select(x => x.GetDouble()).ToArray() : null;
            var row = 0;
            foreach (var values in input.GetProperty("rows").EnumerateArray())
            {
                foreach (var value in values.ValueKind == JsonValueKind.Null ? [] : values.EnumerateArray().ToArray())
                {
                    weights.Add(table.Add(Bytes(value, false)), rowWeights?[row] ?? 1);
                    hitters.Add(Bytes(value, false));
                }

                row++;
            }

            var k = input.GetProperty("topK").GetInt32();
            table.Count.Should().Be(expect.GetProperty("unique").GetInt32());
            Matches(expect, "topValues", [.. TextRanking.Top(table, k).Select(t => (t.Text, (double)t.Lower))]);
            Matches(expect, "topValues", [.. hitters.Top(k).Select(t => (t.Text, (double)t.Lower))]);
            Matches(expect, "rankHistogram", [.. TextRanking.Top(table, input.GetProperty("rankBuckets").GetInt32()).Select(t => (t.Text, (double)t.Lower))]);
            Matches(expect, "weightedTopValues", [.. TextRanking.Top(table, weights, k).Select(t => (t.Text, t.Weight))]);
        }
    }

    private static void Matches(JsonElement expect, string name, (string, double)[] actual)
    {
        if (expect.TryGetProperty(name, out var wanted))
        {
            actual.Should().Equal(wanted.EnumerateArray().Select(v => (v[0].GetString()!, v[1].GetDouble())), name);
        }
    }

    [SharedFact]
    public void CrossFeature_OfReferenceCases_Agrees()
    {
        foreach (var reference in Cases("cross_feature"))
        {
            var input = reference.GetProperty("input");
            double[] Numbers(string name) => [.. input.GetProperty(name).EnumerateArray().Select(x => x.GetDouble())];
            var state = new PairMomentState();
            state.Add(Numbers("x"), Numbers("y"));
            var missing = input.GetProperty("rowsWithMissing").GetInt32();
            state.Add([.. Enumerable.Repeat(double.NaN, missing)], [.. Enumerable.Repeat(1.0, missing)]);

            Verify(reference, "count", state.Count);
            Verify(reference, "correlation", state.Correlation);
            Verify(reference, "covariance", state.PopulationCovariance);
        }
    }

    [SharedFact]
    public void WeightedFeature_OfReferenceCases_Agrees()
    {
        foreach (var reference in Cases("weighted_feature"))
        {
            int[] Lengths(string name) =>
                [.. reference.GetProperty("input").GetProperty(name).EnumerateArray().Select(x => x.ValueKind == JsonValueKind.Null ? -1 : x.GetArrayLength())];
            var state = new WeightedFeatureState();
            state.Add(Lengths("values"), Lengths("weights"));

            Verify(reference, "missingWeight", state.MissingWeight);
            Verify(reference, "missingValue", state.MissingValue);
            Verify(reference, "minWeightLengthDiff", state.MinLengthDifference);
            Verify(reference, "maxWeightLengthDiff", state.MaxLengthDifference);
        }
    }

    [SharedFact]
    public void Correlation_OfReferenceCases_Agrees()
    {
        foreach (var reference in ReferenceCase.Of("association", "correlation"))
        {
            var state = new PairMomentState();
            state.Add(reference.Numbers("x"), reference.Numbers("y"));
            reference.Verify(state.Correlation, "pearson");
            reference.Verify(Association.Spearman(reference.Numbers("x"), reference.Numbers("y")), "spearman");
        }
    }

    [SharedFact]
    public void CrossTable_OfContingencyCases_Agrees()
    {
        foreach (var reference in ReferenceCase.Of("test_counts", "chi2_contingency"))
        {
            var table = new CrossTable(new[] { "reference", "current" }.SelectMany((name, row) =>
                reference.Numbers(name).Select((count, column) => new CrossCell(row, column, (long)count))));
            reference.Verify(table.ChiSquare(), "statistic");
            reference.Verify(table.CramersV(), "cramers_v");
            reference.Verify(table.BiasCorrectedCramersV(), "cramers_v_bias_corrected");
        }
    }

    [SharedFact]
    public void TextStates_OfNaughtyStrings_AgreeWithDecodedText()
    {
        var lines = File.ReadAllText(Directory.EnumerateFiles(Shared.Path("data", "hostile"), "blns*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First()).Split('\n');
        var state = new TextState();
        var table = new TextTable();
        foreach (var line in lines)
        {
            state.Add(Encoding.UTF8.GetBytes(line));
            table.Add(Encoding.UTF8.GetBytes(line));
            Enum.IsDefined(TextPatterns.Of(Encoding.UTF8.GetBytes(line))).Should().BeTrue();
        }

        state.Characters.Should().Be(lines.Sum(l => l.EnumerateRunes().Count()));
        state.Padded.Should().Be(lines.Count(l => l.Trim().Length is > 0 and var n && n < l.Length));
        state.InvalidUtf8.Should().Be(0);
        table.Count.Should().Be(lines.Distinct(StringComparer.Ordinal).Count());
    }
}
