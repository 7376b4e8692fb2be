using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Tests.Laws;

namespace MlGates.Tests.Profiles;

/// <summary>Tables of so many columns that they are spread over the threads instead of the rows.</summary>
public sealed class ColumnPipelineTests
{
    private const int Wide = ColumnPipeline.LeastColumns + 22;
    private const int Rows = 2_500;

    private static readonly ColumnHeader[] Headers = [.. Enumerable.Range(0, Wide).Select(i => new ColumnHeader($"c{i:000}", i == 40 ? ColumnType.Integer : null))];

    // By turns: numbers with gaps, integers, a weight, categories, texts that hardly repeat, times, truth values, a mixture.
    private static string? Value(int row, int column)
    {
        var random = (((long)row * 7919) + (column * 104729L)) * 48271 % 2147483647;
        return (column % 8) switch
        {
            0 when column == 40 => $"{random % 50}",
            0 => random % 11 == 0 ? null : (random / 2147483.647).ToString("R", CultureInfo.InvariantCulture),
            1 => $"{random}",
            2 => $"{1 + (random % 3)}",
            3 => random % 13 == 0 ? null : $"kind {random % 7}",
            4 => $"text {random}",
            5 => DateTime.UnixEpoch.AddMinutes(row * 10).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            6 => random % 2 == 0 ? "true" : "false",
            _ => random % 5 == 0 ? "none" : $"{random % 100 / 4.0:R}",
        };
    }

    private static BlockedSource Source(int rows = Rows, int block = 700, Func<int, int, string?>? value = null) => new(
        Headers,
        [.. Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, Wide).Select(c => value is null ? Value(r, c) : value(r, c)).ToArray())],
        [.. Enumerable.Repeat(block, rows / block)]);

    private static readonly ProfileOptions Everything = new()
    {
        Weight = "c002",
        Slices = [SliceBy.Parse("c003"), SliceBy.Parse("c008:3")],
        Pairs = [new ColumnPair("c000", "c001"), new ColumnPair("c003", "c011")],
        Statistics = [new RowsSeen()],
    };

    // Blocks of less than a batch, of one, and of more.
    [Theory]
    [InlineData(700)]
    [InlineData(2500)]
    [InlineData(100_000)]
    public void Threads_OneTwoEight_GiveTheSameBytes(int block)
    {
        const int rows = 7_500;
        var source = Source(rows, block);
        var options = Everything with { Slices = [SliceBy.Parse("c008:3")] };
        var one = ProfileBuilder.Build(source, options with { Threads = 1 });

        rows.Should().BeGreaterThan(new RowBatch(Wide).Capacity);
        (one.Rows, one.Columns.Count).Should().Be((rows, Wide));
        var json = ProfileFile.ToJson(one);
        foreach (var threads in new[] { 2, 8 })
        {
            ProfileFile.ToJson(ProfileBuilder.Build(source, options with { Threads = threads })).Should().Be(json);
        }
    }

    // A profile of few columns of the same table spreads the rows: what is exact must be the same, the rest nearly.
    [Fact]
    public void Columns_AreWhatTheyAreInANarrowTable()
    {
        var wide = ProfileBuilder.Build(Source(), Everything);
        var names = Enumerable.Range(0, 16).Select(i => $"c{i:000}").Append("c040").ToArray();
        var narrow = ProfileBuilder.Build(Source(), Everything with { Columns = ColumnSelection.Named(names) });

        wide = wide with { Columns = [.. wide.Columns.Where(c => names.Contains(c.Name))] };
        ProfileLaws.Exact(wide, ordered: true).Should().Be(ProfileLaws.Exact(narrow, ordered: true));
        foreach (var (w, n) in wide.Columns.Zip(narrow.Columns))
        {
            (w.Custom, w.Lists).Should().BeEquivalentTo((n.Custom, n.Lists));
            if (n.Numeric is { } numbers)
            {
                // Compensated sums of 2,500 values: equal to all digits but the last two.
                w.Numeric!.Mean.Should().BeApproximately(numbers.Mean, 1e-13 * Math.Abs(numbers.Mean));
                w.Numeric.StandardDeviation.Should().BeApproximately(numbers.StandardDeviation, 1e-13 * numbers.StandardDeviation);
                w.Weighted!.Mean.Should().BeApproximately(n.Weighted!.Mean, 1e-13 * Math.Abs(n.Weighted.Mean));
            }
        }

        wide.Slices.Select(s => (s.Name, s.Rows)).Should().Equal(narrow.Slices.Select(s => (s.Name, s.Rows)));
        wide.Slices.Sum(s => s.Rows).Should().Be(2 * Rows);
        wide.Pairs.Should().BeEquivalentTo(narrow.Pairs, o => o.Using<double>(c => c.Subject.Should().BeApproximately(c.Expectation, 1e-12)).WhenTypeIs<double>());
        (wide.Weights!.Sum, wide.Weights.EffectiveRows).Should().Be((narrow.Weights!.Sum, narrow.Weights.EffectiveRows));
    }

    // Numbers of a few kinds in the first columns: as many as are held, one more, or so many that they are given out on the way.
    private static string? Number(int row, int column)
    {
        var random = (((long)row * 7919) + (column * 104729L)) * 48271 % 2147483647;
        return column switch
        {
            0 => (random / 2147483.647).ToString("R", CultureInfo.InvariantCulture),
            1 => $"{random - 1_000_000_000}",
            // Not itself as a double.
            2 => row == 3000 ? "9007199254740993" : $"{random}",
            3 => row % 100 == 7 ? "NaN" : row % 100 == 8 ? "-inf" : row % 2 == 0 ? $"{random % 9999}.5" : $"{random % 9999}",
            // A text that comes late makes a category of them all.
            4 => row == 3500 ? "?" : $"{random}",
            5 => row % 3 == 0 ? null : $"{random % 6000}",
            // Few for long, then many.
            6 => row < 3000 ? "1" : $"{random}",
            7 => $"{row % 3}",
            _ => null,
        };
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(HeldNumbers.Most)]
    [InlineData(HeldNumbers.Most + 1)]
    public void Numbers_HeldOrNot_AreWhatTheyAreInANarrowTable(int rows)
    {
        var source = Source(rows, 700, Number);
        var names = Enumerable.Range(0, 8).Select(i => $"c{i:000}").ToArray();
        var wide = ProfileBuilder.BuildSketch(source, new ProfileOptions { Threads = 2 });
        var columns = wide.Profile with { Columns = [.. wide.Profile.Columns.Where(c => names.Contains(c.Name))] };
        var narrow = ProfileBuilder.Build(source, new ProfileOptions { Columns = ColumnSelection.Named(names) });

        ProfileLaws.Exact(columns, ordered: true).Should().Be(ProfileLaws.Exact(narrow, ordered: true));
        columns.Columns.Select(c => (c.Distinct, c.Numeric?.Integers)).Should().Equal(narrow.Columns.Select(c => (c.Distinct, c.Numeric?.Integers)));
        foreach (var (w, n) in columns.Columns.Zip(narrow.Columns).Where(c => c.First.Numeric is not null))
        {
            w.Numeric!.Mean.Should().BeApproximately(n.Numeric!.Mean, 1e-13 * Math.Abs(n.Numeric.Mean));
            var range = n.Numeric.Max - n.Numeric.Min;
            w.Numeric.Quantiles.Zip(n.Numeric.Quantiles).Should().OnlyContain(q => Math.Abs(q.First - q.Second) <= 0.02 * range);
        }
    }

    // What is merged or stored is the same whether the numbers were still held or not.
    [Fact]
    public void Sketch_OfHeldNumbers_IsWrittenAndMergedWhole()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var (first, second) = (ProfileBuilder.BuildSketch(Source(3_000, 700, Number)), ProfileBuilder.BuildSketch(Source(5_000, 700, Number)));
            var paths = new[] { "a.profile.json", "b.profile.json" }.Select(n => Path.Combine(directory.FullName, n)).ToArray();
            ProfileFile.WriteSketch(first, paths[0]);
            ProfileFile.WriteSketch(second, paths[1]);

            var merged = ProfileFile.ToJson(DatasetSketch.Merge(first, second).Profile);

            ProfileFile.ToJson(DatasetSketch.Merge(ProfileFile.ReadSketch(paths[0]), ProfileFile.ReadSketch(paths[1])).Profile).Should().Be(merged);
            ProfileFile.ToJson(ProfileFile.ReadSketch(paths[1]).Profile).Should().Be(ProfileFile.ToJson(second.Profile));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Missing_IsCountedTogether()
    {
        var profile = ProfileBuilder.Build(Source(value: (r, c) => (c is 3 or 130 && r % 4 == 0) || (c == 60 && r % 100 == 0) ? null : $"{r}"));

        var together = profile.MissingTogether!;
        (together.CompleteRows, together.IsExact).Should().Be((Rows * 3 / 4, true));
        together.Sets.Select(s => (string.Join(' ', s.Columns), s.AtLeast)).Should().Equal(("c003 c130", 600), ("c003 c060 c130", 25));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Failures_OfSeveralColumnsAndBlocks_TheFirstBatchWins(int threads)
    {
        var build = () => ProfileBuilder.Build(Source(value: (r, c) => c == 40 && r >= 1234 && r % 100 == 34 ? "one" : "1"), new ProfileOptions { Threads = threads });

        build.Should().Throw<InputException>().Which.Message.Should().Be("Column 'c040' of 'blocks' holds 'one' in row 1235, which is not a whole number; correct it, or list it among the missing values.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Slices_TooMany_AreRefused(int threads)
    {
        var build = () => ProfileBuilder.Build(Source(), new ProfileOptions { Threads = threads, Slices = [SliceBy.Parse("c001")] });

        build.Should().Throw<InputException>().Which.Message.Should().StartWith("'c001' cuts 'blocks' into more than 1000 slices");
    }

    [Fact]
    public void Weight_ThatIsMissing_IsRefusedWithItsRow()
    {
        var build = () => ProfileBuilder.Build(Source(value: (r, c) => c == 2 && r == 2000 ? null : "1"), new ProfileOptions { Weight = "c002" });

        build.Should().Throw<InputException>().WithMessage("Column 'c002' of 'blocks' has no value in row 2001*");
    }

    [Fact]
    public void Statistic_OfOnesOwnThatThrows_ThrowsToTheCaller()
    {
        var build = () => ProfileBuilder.Build(Source(), new ProfileOptions { Threads = 4, Statistics = [new RowsSeen(fails: true)] });

        build.Should().Throw<NotSupportedException>().WithMessage("c007", "it is the first column that fails");
    }

    [Fact]
    public void Rows_ThatAreRefused_AreCounted()
    {
        var line = string.Join(',', Enumerable.Range(0, Wide));
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, string.Join('\n', Enumerable.Range(0, 1000).Select(i => i == 0 ? string.Join(',', Headers.Select(h => h.Name)) : i % 100 == 0 ? "1,2" : line)));
            var profile = ProfileBuilder.Build(new CsvSource(path, new CsvOptions { MaxRefusedRows = 9 }));

            (profile.Rows, profile.RowsRefused).Should().Be((990, 9));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Progress_IsToldToTheEnd()
    {
        var told = new List<long>();

        ProfileBuilder.Build(Source(), new ProfileOptions { Progress = new Told(told) });

        told.Should().Equal(700, 1400, 2100, 2500);
    }

    [Fact]
    public void Sketch_OfParts_MergesToTheWhole()
    {
        var merged = DatasetSketch.Merge(ProfileBuilder.BuildSketch(Source()), ProfileBuilder.BuildSketch(Source(300)));

        merged.Profile.Rows.Should().Be(2800);
        merged.Profile.Find("c130")!.Present.Should().Be(2800);
        merged.Profile.Find("c003")!.Missing.Should().Be(merged.Profile.Rows - merged.Profile.Find("c003")!.Categories!.Counts.Values.Sum());
    }

    private sealed class Told(List<long> rows) : IProgress<ProfileProgress>
    {
        public void Report(ProfileProgress value) => rows.Add(value.Rows);
    }

    private sealed class RowsSeen(bool fails = false) : ColumnStatistic
    {
        public override string Name => "seen";

        public override ColumnStatisticState? NewState(ColumnHeader column) => column.Name is "c007" or "c077" ? new State(column.Name, fails) : null;

        private sealed class State(string column, bool fails) : ColumnStatisticState
        {
            private long _rows;

            public override void Add(ColumnBatch batch) => _rows += fails ? throw new NotSupportedException(column) : batch.Count;

            public override void Merge(ColumnStatisticState later) => _rows += ((State)later)._rows;

            public override IReadOnlyDictionary<string, double> Results() => new Dictionary<string, double> { ["rows"] = _rows };
        }
    }
}
