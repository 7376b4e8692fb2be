using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Acceptance.Profiles;

/// <summary>Real files, cut in two, profiled apart, stored and merged.</summary>
public sealed class MergeFilesTests
{
    [SharedTheory]
    [InlineData("chicago_taxi/tutorial/train.csv")]
    [InlineData("chicago_taxi/time_split/train.csv")]
    [InlineData("chicago_taxi/big_tipper.csv")]
    public void Parts_StoredAndMerged_AreTheProfileOfBothAsOneDataset(string file)
    {
        var folder = Directory.CreateTempSubdirectory("mlgates-").FullName;
        try
        {
            var lines = File.ReadAllLines(Shared.Path(["data", .. file.Split('/')]));
            var cut = lines.Length / 3;
            var (a, b) = (Path.Combine(folder, "a.csv"), Path.Combine(folder, "b.csv"));
            File.WriteAllLines(a, lines[..cut]);
            File.WriteAllLines(b, [lines[0], .. lines[cut..]]);

            var merged = DatasetSketch.Merge(Stored(a), Stored(b)).Profile;
            var whole = ProfileBuilder.Build(DataFile.Open(["a.csv", "b.csv"], new DataFileOptions { Folder = folder, Name = merged.Name }));

            merged.Rows.Should().Be(lines.Length - 1);
            merged.Files.Should().Equal(whole.Files);
            // What is exact, all else and sketches left aside, byte by byte.
            ProfileFile.ToJson(Exact(merged)).Should().Be(ProfileFile.ToJson(Exact(whole)));
            foreach (var (m, w) in merged.Columns.Zip(whole.Columns).Where(c => c.Second.Numeric is not null).Select(c => (c.First.Numeric!, c.Second.Numeric!)))
            {
                // Additions of another grouping.
                m.Mean.Should().BeApproximately(w.Mean, 1e-12 * Math.Max(Math.Abs(w.Mean), w.PopulationStandardDeviation));
                m.PopulationStandardDeviation.Should().BeApproximately(w.PopulationStandardDeviation, 1e-12 * w.PopulationStandardDeviation);
                foreach (var (level, value) in NumericProfile.QuantileLevels.Zip(m.Quantiles))
                {
                    // Both are off by their own error, and the fine histogram by a cell.
                    var low = w.Quantile(Math.Max(0, level - m.RankError - w.RankError - 1e-3));
                    var high = w.Quantile(Math.Min(1, level + m.RankError + w.RankError + 1e-3));
                    value.Should().BeInRange(low, high);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        DatasetSketch Stored(string path)
        {
            var target = Path.ChangeExtension(path, ".profile.json");
            ProfileFile.WriteSketch(ProfileBuilder.BuildSketch(new CsvSource(path)), target);
            return ProfileFile.ReadSketch(target);
        }
    }

    private static DatasetProfile Exact(DatasetProfile profile) => profile with
    {
        Columns = [.. profile.Columns.Select(c => c.Numeric is null ? c : c with
        {
            Numeric = c.Numeric with { Mean = 0, Sum = 0, StandardDeviation = 0, PopulationStandardDeviation = 0, Skewness = 0, Kurtosis = 0, Quantiles = new double[NumericProfile.QuantileLevels.Count], RankError = 0 },
        })],
    };
}
