using System.Text;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Profiles;

public sealed class NumericCellsTests
{
    private sealed record Row(double X);

    private static DatasetProfile Profile(IEnumerable<double> values, ProfileOptions? options = null) =>
        ProfileBuilder.Build(new ObjectSource<Row>(values.Select(v => new Row(v)), "rows"), options);

    private static DatasetProfile Stored(DatasetProfile profile) => ProfileFile.Parse(Encoding.UTF8.GetBytes(ProfileFile.ToJson(profile)), "stored");

    private static NumericProfile X(DatasetProfile profile) => profile.Columns[0].Numeric!;

    private static double[] Normal(int seed, int n)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, n).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }

    [Fact]
    public void Common_FewValues_CutsAtTypeSevenQuantiles()
    {
        var cells = NumericCells.Common(X(Profile([1, 2, 3, 4])), X(Profile([0, 2, 2.5, double.PositiveInfinity, double.NaN])), out var reason)!;

        reason.Should().BeNull();
        cells.Edges.Should().HaveCount(19).And.Contain(2.5).And.BeInAscendingOrder();
        cells.Baseline.Sum().Should().Be(4);
        cells.Candidate.Sum().Should().Be(4, "NaN is in no bin");
        cells.Candidate[^1].Should().Be(1, "infinity is in the last");
    }

    [Fact]
    public void Common_ManyValues_FillsTheBaselinesBinsEvenly()
    {
        var cells = NumericCells.Common(X(Profile(Normal(1, 50_000))), X(Profile(Normal(2, 30_000))), out _)!;

        cells.Edges.Should().HaveCount(19);
        // 2,500 a bin, but that edges are rounded down to the grid of about one per cent.
        cells.Baseline.Should().OnlyContain(c => c > 1800 && c < 3200);
        cells.Candidate.Sum().Should().Be(30_000);
    }

    [Fact]
    public void Common_StoredBaselineAndRowsCountedOnIt_GiveTheCountsOfTwoProfilesOfRows()
    {
        var baseline = Profile(Normal(1, 3000));
        var stored = Stored(baseline);
        var onBaseline = Profile(Normal(2, 50_000), new ProfileOptions { Bins = ProfileOptions.BinsOf(stored) });

        var fromStored = NumericCells.Common(X(stored), X(onBaseline), out var reason)!;

        reason.Should().BeNull();
        fromStored.Baseline.Should().Equal(X(baseline).Bins.Counts);
        fromStored.Should().BeEquivalentTo(NumericCells.Common(X(baseline), X(onBaseline), out _));
        NumericCells.Common(X(stored), X(Stored(onBaseline)), out _).Should().BeEquivalentTo(fromStored, "both may be stored");
    }

    [Fact]
    public void Common_StoredBaselineAndRowsFineEnough_NeedNoBins()
    {
        var cells = NumericCells.Common(X(Stored(Profile(Normal(1, 3000)))), X(Profile(Normal(2, 2000))), out var reason);

        reason.Should().BeNull();
        cells!.Candidate.Sum().Should().Be(2000);
    }

    [Fact]
    public void Common_StoredBaselineAndRowsTooCoarse_SaysWhatToDo()
    {
        NumericCells.Common(X(Stored(Profile(Normal(1, 3000)))), X(Profile(Normal(2, 50_000))), out var reason).Should().BeNull();

        reason.Should().Contain("ProfileOptions.Bins");
    }

    [Fact]
    public void Common_StoredCandidateWithOtherBins_SaysWhatToDo()
    {
        NumericCells.Common(X(Profile(Normal(1, 3000))), X(Stored(Profile(Normal(2, 2000)))), out var reason).Should().BeNull();

        reason.Should().StartWith("the candidate is a stored profile with other bins");
    }

    [Fact]
    public void Common_NoFiniteValue_IsOneBin()
    {
        var cells = NumericCells.Common(X(Profile([double.NaN, double.PositiveInfinity])), X(Profile([1, 2])), out _)!;

        cells.Edges.Should().BeEmpty();
        cells.Baseline.Should().Equal(1);
        cells.Candidate.Should().Equal(2);
    }

    [Fact]
    public void Quantile_OfAStoredProfile_IsCloseBetweenItsLevels()
    {
        var profile = Profile(Normal(1, 3000));

        foreach (var level in NumericProfile.QuantileLevels)
        {
            X(Stored(profile)).Quantile(level).Should().Be(X(profile).Quantile(level));
        }

        X(Stored(profile)).Quantile(0).Should().Be(X(profile).Min);
        X(Stored(profile)).Quantile(1).Should().Be(X(profile).Max);
        X(Stored(profile)).Quantile(0.6).Should().BeApproximately(X(profile).Quantile(0.6), 0.1);
    }
}
