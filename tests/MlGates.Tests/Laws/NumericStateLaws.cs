using CsCheck;
using MlGates.Statistics;

namespace MlGates.Tests.Laws;

/// <summary>Numeric states against slow exact twins: identity, associativity, split anywhere = whole, repeats = copies, cleared = new.</summary>
public sealed class NumericStateLaws
{
    private const int Iterations = 100;

    private static readonly Gen<double> Value = Gen.Frequency(
        (4, Gen.Double[-1000, 1000]),
        (4, Gen.Int[-20, 20].Select(i => (double)i)),
        (1, Gen.Double),
        (1, Gen.OneOf(Gen.Const(0.0), Gen.Const(-0.0), Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(double.NegativeInfinity), Gen.Const(double.MaxValue), Gen.Const(double.MinValue), Gen.Const(double.Epsilon))));

    // Beyond what the quantile state keeps exactly, and beyond the two-pass chunk.
    private static readonly Gen<double[]> Values = Gen.Frequency((15, Value.Array[0, 60]), (1, Gen.Double[0, 1].Array[2000, 9000]));

    private static QuantileState Quantiles(params double[][] parts)
    {
        var state = new QuantileState();
        Array.ForEach(parts, part => state.Add(part));
        return state;
    }

    private static string Show(QuantileState s) => FormattableString.Invariant(
        $"{s.Count} {s.Min:R} {s.Max:R} {s.IsExact} {s.RankError:R}: {string.Join(' ', Enumerable.Range(0, 21).Select(i => FormattableString.Invariant($"{s.Quantile(i / 20.0):R}")))}");

    [Fact]
    public void Quantiles_AnyBatches_AreTheSameToTheBit() => Gen.Select(Values, Values, Gen.Int[1, 3000]).Sample((a, b, size) =>
    {
        double[] all = [.. a, .. b];
        return Show(Quantiles(all)) == Show(Quantiles(a, b)) && Show(Quantiles(all)) == Show(Quantiles([.. all.Chunk(size)]));
    }, iter: Iterations);

    [Fact]
    public void Quantiles_EmptyIsTheIdentity_AndClearedIsNew() => Gen.Select(Values, Values).Sample((before, values) =>
    {
        var expected = Show(Quantiles(values));
        var left = Quantiles();
        left.Merge(Quantiles(values));
        var right = Quantiles(values);
        right.Merge(Quantiles());
        var reused = Quantiles(before);
        reused.Clear();
        reused.Add(values);
        return (values.Length > QuantileState.ExactLimit || Show(left) == expected) && Show(right) == expected && Show(reused) == expected;
    }, iter: Iterations);

    [Fact]
    public void Quantiles_OfAnything_AreWithinTheStatedError() => Gen.Select(Values, Values, Values, Gen.Double[0, 1]).Sample((a, b, c, p) =>
    {
        var nested = Quantiles(b);
        nested.Merge(Quantiles(c));
        var merged = Quantiles(a);
        merged.Merge(nested);
        var sorted = a.Concat(b).Concat(c).Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0)
        {
            return double.IsNaN(merged.Quantile(p)) && merged.Rank(0) == 0;
        }

        var quantile = merged.Quantile(p);
        var rank = p * (sorted.Length - 1);
        // Twice the 99 % bound: hardly ever passed in as many trials. Half a rank for interpolation.
        var slack = (2 * merged.RankError * sorted.Length) + 1;
        return merged.Count == sorted.Length && merged.Min == sorted[0] && merged.Max == sorted[^1]
            && sorted.Count(v => v < quantile) <= rank + slack && sorted.Count(v => v <= quantile) >= rank - slack
            && Math.Abs(merged.Rank(quantile) - sorted.Count(v => v <= quantile)) <= slack;
    }, iter: Iterations);

    [Fact]
    public void Quantiles_OfRepeats_AreThoseOfCopies() => Gen.Select(Value, Gen.Int[0, 300]).Array[1, 12].Sample(pairs =>
    {
        var state = Quantiles();
        Array.ForEach(pairs, p => state.Add(p.Item1, p.Item2));
        return Show(state) == Show(Quantiles([.. pairs.SelectMany(p => Enumerable.Repeat(p.Item1, p.Item2))]));
    }, iter: Iterations);
}
