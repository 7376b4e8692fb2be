using CsCheck;
using MlGates.Comparison;

namespace MlGates.Tests.Laws;

public class DistanceLaws
{
    private static readonly Gen<(long[] First, long[] Second)> Counts =
        Gen.Int[1, 12].SelectMany(k => Gen.Select(Side(k), Side(k)));

    private static Gen<long[]> Side(int cells) =>
        Gen.OneOf(Gen.Long[0, 20], Gen.Long[0, 1_000_000], Gen.Const(0L)).Array[cells].Select(c => c.Sum() == 0 ? [1, .. c[1..]] : c);

    [Fact]
    public void Distances_lie_between_zero_and_one() => Counts.Sample(c =>
        JensenShannon.Divergence(c.First, c.Second) is >= 0 and <= 1
        && LInfinity.Distance(c.First, c.Second).Distance is >= 0 and <= 1
        && Hellinger.Distance(c.First, c.Second) is >= 0 and <= 1
        && PopulationStability.Index(c.First, c.Second) >= 0);

    [Fact]
    public void Distances_are_zero_on_equal_shares() => Gen.Select(Counts, Gen.Long[1, 1000]).Sample((c, times) =>
    {
        long[] scaled = Array.ConvertAll(c.First, x => x * times);
        return JensenShannon.Divergence(c.First, scaled) == 0
            && LInfinity.Distance(c.First, scaled).Distance == 0
            && Hellinger.Distance(c.First, c.First) == 0
            && Hellinger.Distance(c.First, scaled) <= 1e-15
            && PopulationStability.Index(c.First, c.First) == 0;
    });

    [Fact]
    public void Distances_are_positive_on_different_shares() => Counts.Where(c => LInfinity.Distance(c.First, c.Second).Distance > 0)
        .Sample(c => JensenShannon.Divergence(c.First, c.Second) > 0);

    [Fact]
    public void Distances_are_symmetric_to_the_bit() => Counts.Sample(c =>
        JensenShannon.Divergence(c.First, c.Second).Equals(JensenShannon.Divergence(c.Second, c.First))
        && LInfinity.Distance(c.First, c.Second).Equals(LInfinity.Distance(c.Second, c.First))
        && Hellinger.Distance(c.First, c.Second).Equals(Hellinger.Distance(c.Second, c.First)));

    [Fact]
    public void Distances_do_not_depend_on_the_order_of_cells() => Gen.Select(Counts, Gen.Int).Sample((c, seed) =>
    {
        var order = Enumerable.Range(0, c.First.Length).ToArray();
        new Random(seed).Shuffle(order);
        long[] first = Array.ConvertAll(order, i => c.First[i]);
        long[] second = Array.ConvertAll(order, i => c.Second[i]);
        return Math.Abs(JensenShannon.Divergence(c.First, c.Second) - JensenShannon.Divergence(first, second)) <= 1e-15
            && LInfinity.Distance(c.First, c.Second).Distance.Equals(LInfinity.Distance(first, second).Distance)
            && new LInfinityTest(c.First, c.Second, 0.05).PFail.Equals(new LInfinityTest(first, second, 0.05).PFail);
    });

    // The data-processing inequality; 1e-15 is what rounding may add.
    [Fact]
    public void Pooling_never_increases_the_divergence() => Counts.Sample(c =>
    {
        var cells = CategoryCells.Pool(c.First, c.Second);
        var starts = NeighbourCells.Starts(c.First, 3);
        var whole = JensenShannon.Divergence(c.First, c.Second);
        return JensenShannon.Divergence(cells.First, cells.Second) <= whole + 1e-15
            && JensenShannon.Divergence(NeighbourCells.Merge(c.First, starts), NeighbourCells.Merge(c.Second, starts)) <= whole + 1e-15
            && cells.First.Sum() == c.First.Sum() && cells.Second.Sum() == c.Second.Sum();
    });

    [Fact]
    public void P_values_and_bounds_agree_with_each_other() => Gen.Select(Counts, Gen.Double[0.001, 0.9]).Sample((c, tolerance) =>
    {
        IToleranceTest[] tests = [DivergenceTest.JensenShannon(c.First, c.Second, tolerance), new LInfinityTest(c.First, c.Second, tolerance)];
        foreach (var test in tests)
        {
            var (lower, upper) = test.Bounds(0.05, 0.05);
            if (!(test.PFail is >= 0 and <= 1 && test.PPass is >= 0 and <= 1 && lower >= 0 && upper <= 1 && lower <= upper
                && test.Power(0.05, 2) is >= 0 and <= 1 && test.RowsFactor(0.05, 2, 0.9) >= 1
                && (test.PFail <= 0.05 || lower <= tolerance * (1 + 1e-9)) && (test.PFail > 0.05 || lower >= tolerance * (1 - 1e-9))))
            {
                return false;
            }
        }

        return true;
    }, iter: 500);
}
