using MlGates.Comparison;
using MlGates.Metrics;
using MlGates.Multivariate;
using MlGates.Statistics;

namespace MlGates.Tests.Multivariate;

public sealed class MultivariateStatisticsTests
{
    private static double Normal(Random random) => NormalDistribution.UpperQuantile(1 - random.NextDouble());

    private static SampleRows Sample(int rows, int columns, Func<int, double[]> row, int? groupRows = null)
    {
        var values = Enumerable.Range(0, columns).Select(_ => new float[rows]).ToArray();
        for (var i = 0; i < rows; i++)
        {
            var drawn = row(i);
            for (var column = 0; column < columns; column++)
            {
                values[column][i] = (float)drawn[column];
            }
        }

        return new SampleRows(values, groupRows is { } g ? [.. Enumerable.Range(0, rows).Select(i => i / g)] : null, [.. Enumerable.Range(1, rows).Select(i => (long)i)]);
    }

    private static FeatureRows Rows(SampleRows first, SampleRows second) => new([.. Enumerable.Range(0, first.Values.Length).Select(i => new Feature($"c{i}", $"c{i}", 0))], first, second);

    // The sign of the second number depends on that of the first in one sample only: each alone is the same.
    private static FeatureRows Interaction(int rows, int seed = 3)
    {
        var random = new Random(seed);
        return Rows(
            Sample(rows, 3, _ => [Normal(random), Normal(random), Normal(random)]),
            Sample(rows, 3, _ => { var x = Normal(random); return [x, Math.Abs(Normal(random)) * Math.Sign(x), Normal(random)]; }));
    }

    [Fact]
    public void DomainClassifier_FindsWhatNoColumnShowsAlone()
    {
        var classifier = DomainClassifier.Of(Interaction(2000));

        // Half of the rows cannot be told apart; the other half always can: the best there is has an AUC of 0.75.
        classifier.Area.Should().BeInRange(0.7, 0.76);
        (classifier.Parts[0] + classifier.Parts[1]).Should().BeGreaterThan(0.95);
        classifier.Parts.Sum().Should().BeApproximately(1, 1e-12);
        Math.Sqrt(classifier.Variance).Should().BeInRange(0.004, 0.02);
    }

    [Fact]
    public void DomainClassifier_NothingChanged_IsNearOneHalf()
    {
        var random = new Random(11);
        DomainClassifier.Of(Rows(Sample(2000, 5, _ => [.. Enumerable.Range(0, 5).Select(_ => Normal(random))]), Sample(2000, 5, _ => [.. Enumerable.Range(0, 5).Select(_ => Normal(random))])))
            .Area.Should().BeInRange(0.47, 0.53);
    }

    [Fact]
    public void DomainClassifier_ApartOrEqual_HasASpread()
    {
        var apart = DomainClassifier.Of(Rows(Sample(200, 1, _ => [0]), Sample(200, 1, _ => [1])));
        (apart.Area, apart.Parts[0]).Should().Be((1, 1));
        apart.Variance.Should().BeApproximately(0.25 / 50 / 4, 1e-12, "50 disjoint pairs in each of four folds");

        var constant = DomainClassifier.Of(Rows(Sample(200, 1, _ => [1]), Sample(200, 1, _ => [1])));
        (constant.Area, constant.Parts[0]).Should().Be((0.5, 0));
    }

    // A user's rows are alike. Spread over folds they would be recognised: the classifier would learn users, not drift.
    [Fact]
    public void DomainClassifier_RowsOfAGroup_StayInOneFold()
    {
        var random = new Random(5);
        SampleRows Users() { var at = new double[3]; return Sample(2000, 3, i => i % 20 == 0 ? at = [Normal(random), Normal(random), Normal(random)] : [.. at.Select(v => v + (0.01 * Normal(random)))], 20); }
        var (first, second) = (Users(), Users());

        var grouped = DomainClassifier.Of(Rows(first, second));
        var ignored = DomainClassifier.Of(Rows(first with { Groups = null }, second with { Groups = null }));

        grouped.Area.Should().BeInRange(0.35, 0.65);
        ignored.Area.Should().BeGreaterThan(0.9);
        grouped.Variance.Should().BeGreaterThan(5 * ignored.Variance);
    }

    [Fact]
    public void VarianceOfGroups_GroupsOfOneRow_IsDeLongs()
    {
        var random = new Random(2);
        bool[] labels = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0)];
        double[] scores = [.. labels.Select(l => Math.Round(Normal(random) + (l ? 1 : 0), 1))];
        var area = RocArea.Compute(labels, scores);

        area.VarianceOfGroups(Enumerable.Range(0, 300).ToArray(), labels).Should().BeApproximately(area.Variance, 1e-14);
    }

    [Fact]
    public void Correlation_OfKnownPairs_IsPearsonsWithTheNormalsError()
    {
        var random = new Random(8);
        SampleRows Pair(double r) => Sample(4000, 2, _ => { var x = Normal(random); return [x, (r * x) + (Math.Sqrt(1 - (r * r)) * Normal(random))]; });
        var rows = Rows(Pair(0.2), Pair(0.7));

        var change = CorrelationChange.Of(rows, StandardFeatures.Of(rows, numbersOnly: true));

        change.Pairs.Should().Equal((0, 1));
        change.First[0].Should().BeApproximately(0.2, 0.05);
        change.Second[0].Should().BeApproximately(0.7, 0.03);
        change.Errors[0].Should().BeApproximately(Math.Sqrt(((1 - 0.04) * (1 - 0.04) / 4000) + ((1 - 0.49) * (1 - 0.49) / 4000)), 0.001, "of normals se is (1 − r²)/√n");
    }

    // By hand: r of (1,2,3) and (1,3,2) is ½; repeated rows keep it.
    [Fact]
    public void Correlation_ByHand()
    {
        var rows = Rows(Sample(300, 2, i => [(i % 3) + 1, (i % 3) switch { 0 => 1, 1 => 3, _ => 2 }]), Sample(300, 2, i => [(i % 3) + 1, 3 - (i % 3)]));
        var change = CorrelationChange.Of(rows, StandardFeatures.Of(rows, numbersOnly: true));

        change.First[0].Should().BeApproximately(0.5, 1e-6);
        change.Second[0].Should().BeApproximately(-1, 1e-6);
    }

    [Fact]
    public void Correlation_MissingValuesAndConstants_AreLeftOut()
    {
        var random = new Random(1);
        var first = Sample(400, 3, i => [i % 2 == 0 ? double.NaN : Normal(random), Normal(random), Normal(random)]);
        var second = Sample(400, 3, i => [Normal(random), Normal(random), 5]);
        var rows = Rows(first, second);

        CorrelationChange.Of(rows, StandardFeatures.Of(rows, numbersOnly: true)).Pairs.Should().Equal([(0, 1)], "the third does not vary in the second sample");
    }

    [Fact]
    public void Reconstruction_BrokenRelation_IsFoundInItsColumns()
    {
        var random = new Random(4);
        SampleRows Related(bool broken) => Sample(2000, 4, _ => { var x = Normal(random); return [x, x + (0.3 * Normal(random)), broken ? Normal(random) : x + (0.3 * Normal(random)), Normal(random)]; });
        var (kept, lost) = (Rows(Related(false), Related(false)), Rows(Related(false), Related(true)));

        Reconstruction.Of(kept, StandardFeatures.Of(kept))!.Change.Should().BeLessThan(0.1);
        var result = Reconstruction.Of(lost, StandardFeatures.Of(lost))!;
        result.Change.Should().BeGreaterThan(0.3);
        result.Parts[2].Should().BeGreaterThan(0.4).And.BeGreaterThan(result.Parts[3]);
        result.Candidate.Should().BeApproximately(result.Baseline * (1 + result.Change), 1e-9);
    }

    [Fact]
    public void Reconstruction_ColumnsThatDependExactly_LeaveNothing()
    {
        var rows = Rows(Sample(400, 2, i => [i, 2 * i]), Sample(400, 2, i => [i, 2 * i]));

        Reconstruction.Of(rows, StandardFeatures.Of(rows)).Should().BeNull();
    }

    // Of two unit normals in one dimension with means d apart, kernel width s: MMD² = 2·√(s²/(s²+2))·(1 − exp(−d²/(2(s²+2)))).
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void MeanDiscrepancy_OfTwoNormals_IsWhatTheoryGives(double shift)
    {
        var random = new Random(21);
        var rows = Rows(Sample(900, 1, _ => [Normal(random)]), Sample(900, 1, _ => [Normal(random) + shift]));
        var result = MeanDiscrepancy.Of(rows, StandardFeatures.Of(rows));

        var s2 = result.Width * result.Width;
        var truth = 2 * Math.Sqrt(s2 / (s2 + 2)) * (1 - Math.Exp(-shift * shift / (2 * (s2 + 2))));
        result.Square.Should().BeApproximately(truth, 4 * result.Error);
        result.Error.Should().BeInRange(1e-5, 0.05);
        if (shift > 0)
        {
            result.PermutationP.Should().BeApproximately(1 / 201.0, 1e-12);
        }
        else
        {
            result.PermutationP.Should().BeGreaterThan(0.05);
        }
    }

    [Fact]
    public void GroupedMean_ByHand()
    {
        // Mean 3; two groups with sums of deviations −3 and 3: (9 + 9)·2/1/16.
        GroupedMean.Of([1, 2, 3, 6], [0, 0, 1, 1]).Should().Be((3, 18 * 2 / 16.0, 4));
        GroupedMean.Of([1, double.NaN, 3], null).Should().Be((2, 1, 2));
    }

    // τ 0.1, se 0.02: (0.15 − 0.1)/0.02 = 2.5.
    [Fact]
    public void NormalTest_OfOneAndOfTheLargest()
    {
        var one = new NormalTest(0.15, 0.02, 0.1, 1);
        one.PFail.Should().BeApproximately(NormalDistribution.UpperTail(2.5), 1e-15);
        one.PPass.Should().BeApproximately(1 - NormalDistribution.UpperTail(2.5), 1e-12);
        one.Power(0.05, 2).Should().BeApproximately(1 - NormalDistribution.UpperTail(5 - 1.6448536269514722), 1e-9);
        one.RowsFactor(0.05, 2, 0.9).Should().Be(1);

        var largest = new NormalTest([0.05, 0.15], [0.02, 0.02], 0.1, 1, 4);
        largest.Value.Should().Be(0.15);
        largest.PFail.Should().BeApproximately(4 * NormalDistribution.UpperTail(2.5), 1e-15);

        new NormalTest(0.7, 0.01, 0.6, 1) { Origin = 0.5 }.Power(0.05, 2).Should().BeApproximately(1 - NormalDistribution.UpperTail(10 - 1.6448536269514722), 1e-9);
        new NormalTest(-0.001, 0.001, 0.1, Math.Sqrt(2), isRoot: true).Value.Should().Be(0);
        new NormalTest(0.15, 1, 0.1, 1) { MostGrowth = 3 }.RowsFactor(0.05, 2, 0.9).Should().Be(double.PositiveInfinity);
    }

    [Fact]
    public void Thin_KeepsEvenlySpreadRowsAndNumbersGroupsAnew()
    {
        var thin = Sample(100, 1, i => [i], 10).Thin(5);

        thin.Values[0].Should().Equal(0, 20, 40, 60, 80);
        thin.Groups.Should().Equal(0, 1, 2, 3, 4);
        thin.Numbers.Should().Equal(1, 21, 41, 61, 81);
    }
}
