using System.Globalization;
using System.Text;
using CsCheck;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Tests.Profiles;

namespace MlGates.Tests.Laws;

/// <summary>Profiles of parts that were stored and merged are the profile of the whole: what is exact to the bit, the rest within its stated bounds.</summary>
public sealed class SketchLaws
{
    // Double additions of another grouping: at most a few thousand roundings of 2^-53.
    private const double Rounding = 1e-12;

    private static DatasetSketch Sketch(string?[][] rows, ProfileOptions? options = null, params int[] blocks) =>
        ProfileBuilder.BuildSketch(new BlockedSource(ProfileLaws.Headers, rows, blocks), (options ?? new ProfileOptions()) with { Threads = 1 });

    private static DatasetSketch Stored(DatasetSketch sketch)
    {
        var profile = Encoding.UTF8.GetBytes(ProfileFile.ToJson(sketch.Profile));
        return SketchFile.Parse(SketchFile.ToBytes(sketch, profile), profile, "p.profile.sketches", "p.profile.json");
    }

    private static bool Near(double a, double b, double scale) => a.Equals(b) || Math.Abs(a - b) <= Rounding * Math.Max(Math.Abs(b), scale);

    [Fact]
    public void Parts_StoredAndMerged_AreTheWhole() => Gen.Select(ProfileLaws.Rows.Where(r => r.Length > 1), Gen.Double[0, 1]).Sample((rows, at) =>
    {
        var cut = Math.Clamp((int)(at * rows.Length), 1, rows.Length - 1);
        var merged = DatasetSketch.Merge(Stored(Sketch(rows[..cut])), Stored(Sketch(rows[cut..]))).Profile;
        var whole = Sketch(rows).Profile;

        ProfileLaws.Exact(merged, ordered: true).Should().Be(ProfileLaws.Exact(whole, ordered: true));
        foreach (var (m, w) in merged.Columns.Zip(whole.Columns).Where(c => c.Second.Numeric is not null).Select(c => (c.First.Numeric!, c.Second.Numeric!)))
        {
            m.Histogram!.Cells.Should().Be(w.Histogram!.Cells);
            Enumerable.Range(0, m.Histogram.Cells).All(i => m.Histogram.CellStart(i).Equals(w.Histogram.CellStart(i)) && m.Histogram.CellCount(i) == w.Histogram.CellCount(i)).Should().BeTrue();
            var spread = double.IsNaN(w.StandardDeviation) ? 0 : w.StandardDeviation;
            Near(m.Mean, w.Mean, spread).Should().BeTrue($"the mean is {m.Mean:R} and {w.Mean:R}");
            Near(m.StandardDeviation, w.StandardDeviation, 0).Should().BeTrue($"the deviation is {m.StandardDeviation:R} and {w.StandardDeviation:R}");
            Near(m.Skewness, w.Skewness, 1).Should().BeTrue();
            Near(m.Kurtosis, w.Kurtosis, 1).Should().BeTrue();
        }

        return true;
    }, iter: 20, threads: 1);

    [Fact]
    public void Pairs_StoredAndMerged_AreThoseOfTheWhole() => Gen.Select(ProfileLaws.Rows.Where(r => r.Length > 1), Gen.Double[0, 1]).Sample((rows, at) =>
    {
        var few = Few(rows);
        var options = new ProfileOptions { Label = "mixed", Pairs = [new("number", "time"), new("text", "number")] };
        var cut = Math.Clamp((int)(at * rows.Length), 1, rows.Length - 1);
        var merged = DatasetSketch.Merge(Stored(Sketch(few[..cut], options, 700)), Stored(Sketch(few[cut..], options))).Profile.Pairs;
        var whole = Sketch(few, options).Profile.Pairs;

        merged.Should().HaveSameCount(whole).And.HaveCount(5);
        foreach (var (m, w) in merged.Zip(whole))
        {
            m.Lifts.Should().Equal(w.Lifts);
            // Tables and, of so few rows, the sample are exact; moments are right up to rounding.
            (m with { Correlation = null, Lifts = [] }).Should().Be(w with { Correlation = null, Lifts = [] });
            (m.Correlation is null).Should().Be(w.Correlation is null);
            if (m.Correlation is { } a && w.Correlation is { } b)
            {
                (a with { Pearson = 0, Covariance = 0 }).Should().Be(b with { Pearson = 0, Covariance = 0 });
                Near(a.Pearson, b.Pearson, 1).Should().BeTrue($"{a.Pearson:R} and {b.Pearson:R}");
            }
        }

        return true;
    }, iter: 20, threads: 1);

    [Fact]
    public void Pairs_OfMoreRowsThanTheSample_RestOnEachPartsShare()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 50_000).Select(i =>
        {
            var x = random.NextDouble();
            return new[] { i < 40_000 ? "first" : "second", x.ToString("R", CultureInfo.InvariantCulture), null, DateTime.UnixEpoch.AddSeconds((int)(10_000 * (x + random.NextDouble()))).ToString("s", CultureInfo.InvariantCulture) };
        }).ToArray();
        var options = new ProfileOptions { Pairs = [new("number", "time"), new("mixed", "number")] };

        var parts = new[] { Stored(Sketch(rows[..40_000], options)), Stored(Sketch(rows[40_000..], options, 3000)) };
        var merged = DatasetSketch.Merge(parts);
        var whole = Sketch(rows, options).Profile;

        var (m, w) = (merged.Profile.Pairs[1].Correlation!, whole.Pairs[1].Correlation!);
        (m.IsSampled, m.SampleRows, m.Rows).Should().Be((true, 10_000, 50_000));
        m.Pearson.Should().BeApproximately(w.Pearson, Rounding);
        // Seven standard errors of a rank correlation near 0.7 of 10,000 rows.
        m.Spearman.Should().BeApproximately(w.Spearman, 0.05);
        var association = merged.Profile.Pairs[0].Association!;
        association.MutualInformationCorrected.Should().BeLessThan(0.001, "the number does not tell the part");
        var (grouped, flat) = (DatasetSketch.Merge(Stored(merged), parts[0]).Profile.Pairs, DatasetSketch.Merge(parts[0], parts[1], parts[0]).Profile.Pairs);
        grouped.Select(p => (p.Rows, p.Correlation, p.Association)).Should().Equal(flat.Select(p => (p.Rows, p.Correlation, p.Association)));
    }

    [Fact]
    public void Parts_Stored_MergeToTheSameBytesAsInMemory() => Gen.Select(ProfileLaws.Rows, ProfileLaws.Rows).Sample((first, second) =>
    {
        var options = new ProfileOptions { Slices = [SliceBy.Parse("mixed")], Bins = new Dictionary<string, IReadOnlyList<double>> { ["number"] = [-1.0, 0, 1e5] }, Label = "mixed", Pairs = [new("number", "text")] };
        var (a, b) = (Sketch(Few(first), options, 900), Sketch(Few(second), options));
        var merged = DatasetSketch.Merge(a, b);
        var stored = DatasetSketch.Merge(Stored(a), Stored(b));
        SketchFile.Body(stored).SequenceEqual(SketchFile.Body(merged)).Should().BeTrue();
        ProfileFile.ToJson(stored.Profile).Should().Be(ProfileFile.ToJson(merged.Profile));

        var more = DatasetSketch.Merge(merged, a, b);
        SketchFile.Body(DatasetSketch.Merge(Stored(merged), a, b)).SequenceEqual(SketchFile.Body(more)).Should().BeTrue();
        return true;
    }, iter: 10, threads: 1);

    [Fact]
    public void Weights_StoredAndMerged_AreThoseOfTheWhole() => ProfileLaws.Rows.Where(r => r.Length > 1).Sample(rows =>
    {
        var weighted = Array.ConvertAll(Few(rows), r => new[] { r[0], r[1], r[2], (Math.Abs(r[2]!.GetHashCode(StringComparison.Ordinal) % 8) / 4.0).ToString("R", CultureInfo.InvariantCulture) });
        var options = new ProfileOptions { Weight = "time" };
        var cut = rows.Length / 2;
        var merged = DatasetSketch.Merge(Stored(Sketch(weighted[..cut], options)), Stored(Sketch(weighted[cut..], options))).Profile;
        var whole = Sketch(weighted, options).Profile;

        // Quarters add up without rounding.
        merged.Weights!.Sum.Should().Be(whole.Weights!.Sum);
        merged.Find("text")!.Weighted!.Present.Should().Be(whole.Find("text")!.Weighted!.Present);
        merged.Find("number")!.Weighted!.Quantiles.Should().Equal(whole.Find("number")!.Weighted!.Quantiles);
        return Near(merged.Find("number")!.Weighted!.Mean, whole.Find("number")!.Weighted!.Mean, 1e6);
    }, iter: 10, threads: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(0)]
    public void Quantiles_OfMergedParts_KeepTheStatedRankError(int order)
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 60_000).Select(i => new[] { null, (order == 0 ? random.NextDouble() * 60_000 : order > 0 ? i : 60_000 - i).ToString("R", CultureInfo.InvariantCulture), "k", null }).ToArray();
        var sorted = rows.Select(r => double.Parse(r[1]!, CultureInfo.InvariantCulture)).Order().ToArray();

        var numbers = DatasetSketch.Merge([.. rows.Chunk(17_000).Select(part => Stored(Sketch(part)))]).Profile.Find("number")!.Numeric!;

        numbers.RankError.Should().BeInRange(1e-5, 0.006);
        foreach (var (level, value) in NumericProfile.QuantileLevels.Zip(numbers.Quantiles))
        {
            var rank = Array.BinarySearch(sorted, value);
            Math.Abs(((rank >= 0 ? rank : ~rank) / (double)sorted.Length) - level).Should().BeLessThanOrEqualTo(numbers.RankError + (1.0 / sorted.Length));
        }
    }

    [Fact]
    public void Sketch_AnyThreads_HasTheSameBytes() => ProfileLaws.Rows.Sample(rows =>
    {
        var options = new ProfileOptions { Slices = [SliceBy.Parse("mixed")], Label = "mixed", Pairs = [new("number", "time")] };
        var source = new BlockedSource(ProfileLaws.Headers, Few(rows), 500, 900, 1, 2000, 300);
        var one = SketchFile.Body(ProfileBuilder.BuildSketch(source, options with { Threads = 1 })).ToArray();
        foreach (var threads in new[] { 2, 8 })
        {
            SketchFile.Body(ProfileBuilder.BuildSketch(source, options with { Threads = threads })).SequenceEqual(one).Should().BeTrue();
        }

        return true;
    }, iter: 15, threads: 1);

    // So few values of the first column that it can slice.
    private static string?[][] Few(string?[][] rows) => Array.ConvertAll(rows, r => new[] { r[0] is { Length: > 2 } ? "long" : r[0], r[1], r[2], r[3] });
}
