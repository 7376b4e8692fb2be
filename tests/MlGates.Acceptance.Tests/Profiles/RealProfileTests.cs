using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Acceptance.Profiles;

/// <summary>Real tables: what their owners and a count by hand say of them is what the profile says.</summary>
public sealed class RealProfileTests
{
    private static readonly CsvOptions Adult = new() { HasHeader = false, Missing = ["", " ?"] };

    private static CsvSource Csv(string[] path, CsvOptions? options = null) => new(Shared.Path(["data", .. path]), options);

    private static CsvSource Taxi => Csv(["chicago_taxi", "tutorial", "train.csv"]);

    private static string Types(DatasetProfile profile, ColumnType type) => string.Join(' ', profile.Columns.Where(c => c.Type == type).Select(c => c.Name));

    [SharedFact]
    public void Taxi_MissingValues_AreThoseCountedByHand()
    {
        var profile = ProfileBuilder.Build(Taxi);

        profile.Rows.Should().Be(10_000);
        profile.Columns.Where(c => c.Missing > 0).Select(c => (c.Name, c.Missing)).Should().Equal(
            ("company", 3442), ("dropoff_census_tract", 2852), ("dropoff_community_area", 323), ("dropoff_latitude", 307), ("dropoff_longitude", 307),
            ("pickup_census_tract", 10_000), ("trip_seconds", 5));
        var together = profile.MissingTogether!;
        (together.IsExact, together.CompleteRows).Should().Be((true, 4712));
        together.Sets.Take(4).Select(s => (string.Join(' ', s.Columns), s.AtLeast, s.AtMost)).Should().Equal(
            ("company dropoff_census_tract", 891, 891),
            ("dropoff_census_tract dropoff_community_area dropoff_latitude dropoff_longitude", 165, 165),
            ("company dropoff_census_tract dropoff_community_area dropoff_latitude dropoff_longitude", 131, 131),
            ("company dropoff_community_area", 5, 5));
    }

    [SharedFact]
    public void Taxi_Label_TipsArePaidByCard()
    {
        var profile = ProfileBuilder.Build(Taxi, new ProfileOptions { Label = "payment_type" });

        profile.Pairs.Should().HaveCount(17);
        profile.Pairs.MaxBy(p => p.Association?.CramersVCorrected ?? -1)!.First.Should().Be("tips", "tips in cash are not recorded");
        profile.Pairs.Single(p => p.First == "pickup_census_tract").Reason.Should().Be("'pickup_census_tract' has no value");
    }

    [SharedFact]
    public void Taxi_Parquet_HasTheNumbersOfTheSameRowsAsCsv()
    {
        var parquet = new ParquetSource(Shared.Path("data", "chicago_taxi", "taxi.parquet"));
        string[] names;
        using (var reader = parquet.Open())
        {
            names = [.. reader.Columns.Select(c => c.Name)];
        }

        var table = ColumnValues.Read(parquet, [], names);
        var columns = Array.ConvertAll(names, n => table.Texts(n).Values);
        var path = Path.Combine(Path.GetTempPath(), $"mlgates-{Guid.NewGuid():N}.csv");
        try
        {
            File.WriteAllLines(path, [string.Join(',', names), .. Enumerable.Range(0, table.Rows).Select(r => string.Join(',', columns.Select(c => c[r] is { } v && v.Contains(',', StringComparison.Ordinal) ? $"\"{c[r]}\"" : c[r])))]);
            var (one, other) = (ProfileBuilder.Build(parquet), ProfileBuilder.Build(new CsvSource(path)));

            (other.Rows, other.Columns.Count).Should().Be((one.Rows, one.Columns.Count));
            foreach (var (a, b) in one.Columns.Zip(other.Columns))
            {
                (b.Name, b.Distinct).Should().Be((a.Name, a.Distinct));
                if (a.Type == b.Type)
                {
                    b.Categories?.Counts.Should().Equal(a.Categories!.Counts);
                }

                if (a.Numeric is { } numbers)
                {
                    // Text of a NaN is NaN; blocks of a Parquet are others than those of a CSV, so the last bits of sums may be.
                    (b.Numeric!.Min, b.Numeric.Max, b.Numeric.Zeros, b.Numeric.Negative).Should().Be((numbers.Min, numbers.Max, numbers.Zeros, numbers.Negative), a.Name);
                    b.Numeric.Mean.Should().BeApproximately(numbers.Mean, 1e-12 * Math.Abs(numbers.Mean));
                    b.Numeric.StandardDeviation.Should().BeApproximately(numbers.StandardDeviation, 1e-9 * numbers.StandardDeviation);
                    if (numbers.RankError == 0 && b.Numeric.RankError == 0)
                    {
                        b.Numeric.Quantiles.Should().Equal(numbers.Quantiles, a.Name);
                    }
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [SharedFact]
    public void Adult_QuestionMarks_AreMissing()
    {
        var profile = ProfileBuilder.Build(Csv(["tabular", "adult", "adult-train.csv"], Adult));

        profile.Rows.Should().Be(32_561);
        Types(profile, ColumnType.Integer).Should().Be("c1 c11 c12 c13 c3 c5");
        Types(profile, ColumnType.Category).Should().Be("c10 c14 c15 c2 c4 c6 c7 c8 c9");
        profile.Columns.Where(c => c.Missing > 0).Select(c => (c.Name, c.Missing)).Should().Equal(("c14", 583), ("c2", 1836), ("c7", 1843));
        profile.MissingTogether!.CompleteRows.Should().Be(30_162);
        profile.MissingTogether.Sets.Select(s => (string.Join(' ', s.Columns), s.AtLeast)).Should().Equal(("c2 c7", 1809), ("c14 c2 c7", 27));
        profile.Find("c15")!.Categories!.Counts.Keys.Should().Equal(" <=50K", " >50K");
    }

    [SharedFact]
    public void BikeSharing_ByYear_HasTheMeansOfItsReadme()
    {
        var profile = ProfileBuilder.Build(Csv(["tabular", "bike_sharing", "hour.csv"]), new ProfileOptions { Slices = [SliceBy.Parse("yr")] });

        profile.Rows.Should().Be(17_379);
        profile.Columns.Should().OnlyContain(c => c.Missing == 0);
        Types(profile, ColumnType.Timestamp).Should().Be("dteday");
        Types(profile, ColumnType.Float).Should().Be("atemp hum temp windspeed");
        profile.Find("dteday")!.Time!.OutOfOrder.Should().Be(0);
        profile.Slices.Select(s => Math.Round(s.Columns.Single(c => c.Name == "cnt").Numeric!.Mean, 1)).Should().Equal(143.8, 234.7);
        ProfileBuilder.Build(Csv(["tabular", "bike_sharing", "day.csv"])).Rows.Should().Be(731);
    }

    [SharedFact]
    public void TaxiFare_IsComplete()
    {
        var profile = ProfileBuilder.Build(Csv(["tabular", "nyc_taxi_fare", "taxi-fare-train.csv"]), new ProfileOptions { Pairs = [new("trip_distance", "fare_amount")] });

        (profile.Rows, profile.MissingTogether).Should().Be((100_000, null));
        Types(profile, ColumnType.Integer).Should().Be("passenger_count rate_code trip_time_in_secs");
        Types(profile, ColumnType.Category).Should().Be("payment_type vendor_id");
        var fare = profile.Pairs.Single().Correlation!;
        (fare.Rows, fare.SampleRows, fare.IsSampled).Should().Be((100_000, 10_000, true));
        fare.Pearson.Should().BeInRange(0.8, 1, "a longer trip costs more");
        fare.Spearman.Should().BeInRange(0.8, 1);
    }

    public static TheoryData<string> Files => ["chicago_taxi/tutorial/train.csv", "chicago_taxi/taxi.parquet", "tabular/adult/adult-train.csv", "tabular/bike_sharing/hour.csv", "tabular/nyc_taxi_fare/taxi-fare-train.csv"];

    [SharedTheory]
    [MemberData(nameof(Files))]
    public void Threads_OneTwoEight_GiveTheSameBytes(string file)
    {
        var adult = file.Contains("adult", StringComparison.Ordinal);
        var source = DataFile.Open(Shared.Path(["data", .. file.Split('/')]), new DataFileOptions { Csv = adult ? Adult : new CsvOptions() });
        var label = adult ? "c15" : file.Contains("bike", StringComparison.Ordinal) ? "cnt" : "payment_type";
        foreach (var rows in new DataSource[] { source, new SampledSource(source, 2000, 1) })
        {
            var texts = new[] { 1, 2, 8 }.Select(t => ProfileFile.ToJson(ProfileBuilder.Build(rows, new ProfileOptions { Threads = t, Label = label }))).ToArray();
            texts[1].Should().Be(texts[0]);
            texts[2].Should().Be(texts[0]);
        }
    }
}
