using CsCheck;
using MlGates.Comparison;

namespace MlGates.Tests.Comparison;

/// <summary>Distances and tests of raw samples against slow twins and by hand; tests/MlGates.Acceptance.Tests has the reference cases.</summary>
public class SampleDistanceTests
{
    private static readonly Gen<(double[] First, double[] Second)> Pairs =
        Gen.Select(Gen.Int[-8, 8].Select(x => x / 4.0).Array[1, 40], Gen.Int[-8, 8].Select(x => x / 4.0).Array[1, 40]);

    [Fact]
    public void Distances_OfSamplesWithTies_AreThoseOfTheirDefinitions() => Pairs.Sample(p =>
    {
        var samples = new TwoSamples(p.First, p.Second);
        var places = p.First.Concat(p.Second).Distinct().Order().ToArray();
        double Difference(double x) => Math.Abs((p.First.Count(y => y <= x) / (double)p.First.Length) - (p.Second.Count(y => y <= x) / (double)p.Second.Length));
        double Integral(Func<double, double> part) => places.Zip(places.Skip(1), (x, next) => part(Difference(x)) * (next - x)).Sum();

        KolmogorovSmirnov.Distance(samples).Should().BeApproximately(places.Max(Difference), 1e-14);
        Wasserstein.Distance(samples).Should().BeApproximately(Integral(d => d), 1e-12);
        EnergyDistance.Distance(samples).Should().BeApproximately(Math.Sqrt(2 * Integral(d => d * d)), 1e-12);
        MannWhitney.U(samples).Should().Be(p.First.Sum(x => p.Second.Count(y => y < x) + (p.Second.Count(y => y == x) / 2.0)));
    });

    [Fact]
    public void Distances_AreSymmetricAndZeroOnTheSameSample() => Pairs.Sample(p =>
    {
        var (samples, swapped, same) = (new TwoSamples(p.First, p.Second), new TwoSamples(p.Second, p.First), new TwoSamples(p.First, p.First));
        return KolmogorovSmirnov.Distance(samples).Equals(KolmogorovSmirnov.Distance(swapped))
            && Wasserstein.Distance(samples).Equals(Wasserstein.Distance(swapped))
            && EnergyDistance.Distance(samples).Equals(EnergyDistance.Distance(swapped))
            && KolmogorovSmirnov.Distance(same) == 0 && Wasserstein.Distance(same) == 0 && EnergyDistance.Distance(same) == 0 && EnergyDistance.Normalized(same) == 0;
    });

    [Fact]
    public void Scale_LeavesTheFreeFormsAsTheyAre() => Gen.Select(Pairs, Gen.Double[0.5, 1000]).Sample((p, scale) =>
    {
        var samples = new TwoSamples(p.First, p.Second);
        var scaled = new TwoSamples(Array.ConvertAll(p.First, x => x * scale), Array.ConvertAll(p.Second, x => x * scale));
        EnergyDistance.Normalized(scaled).Should().BeApproximately(EnergyDistance.Normalized(samples), 1e-9).And.BeInRange(0, 1);
        Wasserstein.OverRange(scaled).Should().BeApproximately(Wasserstein.OverRange(samples), 1e-9).And.BeInRange(0, 1 + 1e-12);
        Wasserstein.Distance(scaled).Should().BeApproximately(scale * Wasserstein.Distance(samples), 1e-9 * scale);
    });

    [Fact]
    public void PValues_AreChances() => Pairs.Where(p => p.First.Concat(p.Second).Distinct().Count() > 1 && p.First.Length > 1 && p.Second.Length > 1).Sample(p =>
    {
        var samples = new TwoSamples(p.First, p.Second);
        return new[]
        {
            KolmogorovSmirnov.ExactPValue(samples), KolmogorovSmirnov.LimitPValue(samples), KolmogorovSmirnov.OneSamplePValue(samples),
            MannWhitney.Test(samples).TwoSided, MannWhitney.Test(samples).Less, CramerVonMises.Test(samples).PValue,
        }.All(x => x is >= 0 and <= 1);
    });

    // All orders of 3 and 3 distinct values: 20, of which two separate them.
    [Fact]
    public void ExactPValues_OfSeparatedSamples_AreTwoOfAllOrders()
    {
        var samples = new TwoSamples([1, 2, 3], [4, 5, 6]);

        KolmogorovSmirnov.ExactPValue(samples).Should().BeApproximately(2 / 20.0, 1e-15);
        MannWhitney.ExactPValue(samples).Should().BeApproximately(2 / 20.0, 1e-15);
        CramerVonMises.ExactPValue(samples).Should().BeApproximately(2 / 20.0, 1e-15);
        KolmogorovSmirnov.ExactPValue(new TwoSamples([1, 2], [1, 2])).Should().Be(1);
    }

    // Far in the tail the three roads to the one-sample distribution meet: the matrix, the one-sided sum, the corrected limit.
    [Fact]
    public void OneSamplePValue_IsContinuousWhereTheMethodChanges()
    {
        double P(int size, double distance)
        {
            // Two samples of twice the size, moved by so many places.
            var moved = (int)Math.Round(distance * size * 2);
            double[] first = [.. Enumerable.Range(0, 2 * size).Select(i => (double)i)];
            return KolmogorovSmirnov.OneSamplePValue(new TwoSamples(first, [.. first.Select(x => x + moved - 0.5)]));
        }

        P(100, 0.2).Should().BeApproximately(2 * Math.Exp(-8), 2e-4);
        (P(100, 0.205) / P(100, 0.2)).Should().BeInRange(0.6, 1);
        (P(1001, 0.03) / P(1000, 0.03)).Should().BeInRange(0.985, 1.005);
        P(5, 0.05).Should().Be(1);
    }

    [Fact]
    public void Infinities_TakePartInOrderAndMakeWassersteinInfinite()
    {
        var samples = new TwoSamples([1, 2, 3], [2, double.PositiveInfinity]);

        KolmogorovSmirnov.Distance(samples).Should().Be(0.5);
        Wasserstein.Distance(samples).Should().Be(double.PositiveInfinity);
        EnergyDistance.Distance(samples).Should().Be(double.PositiveInfinity);
        Wasserstein.Distance(new TwoSamples([1, double.NegativeInfinity], [2, double.NegativeInfinity])).Should().Be(0.5);
        FluentActions.Invoking(() => MeanTests.Welch(samples)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => PeerBins.Sturges(samples)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void EmptyOrNaN_IsRefused()
    {
        FluentActions.Invoking(() => new TwoSamples([], [1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new TwoSamples([1], [])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new TwoSamples([1], [double.NaN])).Should().Throw<ArgumentException>().WithMessage("A sample holds NaN*");
        FluentActions.Invoking(() => AndersonDarling.Test([1, 1], [1, 1])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => MannWhitney.ExactPValue(new TwoSamples([1, 2], [2, 3]))).Should().Throw<ArgumentException>("ties have no exact distribution here");
        FluentActions.Invoking(() => MeanTests.Student(new TwoSamples([1, 1], [1, 1]))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => EppsSingleton.Test(new TwoSamples([1, 1, 1, 1, 1], [1, 1, 1, 1, 2]))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void NegativeZero_IsZero() => new TwoSamples([0.0, -0.0], [0.0]).Values.Length.Should().Be(1);

    [Fact]
    public void PeerBins_CountEveryValueOnce() => Pairs.Sample(p =>
    {
        var samples = new TwoSamples(p.First, p.Second);
        foreach (var bins in new[] { PeerBins.Sturges(samples), PeerBins.Doane(samples), PeerBins.ReferenceDeciles(samples), PeerBins.TenOfEqualWidth(samples) })
        {
            bins.First.Sum().Should().Be(p.First.Length);
            bins.Second.Sum().Should().Be(p.Second.Length);
            bins.Edges.Should().BeInAscendingOrder();
        }
    });
}
