using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>
/// Tests a divergence between two samples of counts, or a distance that is the square root of one, against a tolerance. Near its true value δ
/// the observed divergence over h = c(1/n + 1/m) is noncentral chi-square with k − 1 degrees and noncentrality δ/h (M. L. Menéndez, L. Pardo et
/// al., φ-divergence statistics, 1997; C. Potgieter et al., arXiv 2307.11878, 2023, for a tolerance in place of "no change"). A distance is
/// tested by its square. All members cost a few evaluations of that distribution, whatever the number of rows.
/// </summary>
public sealed class DivergenceTest : IToleranceTest
{
    private readonly double _divergence;
    private readonly double _unit;
    private readonly double _largest;
    private readonly int _cells;
    private readonly int _finalCells;
    private readonly bool _isRoot;

    // Everything is a divergence here; with isRoot, what goes in as a tolerance and comes out as a value is its square root.
    private DivergenceTest(double divergence, double scale, double largest, EffectiveSizes sizes, int cells, double tolerance, int? finalCells, bool isRoot = false)
    {
        _isRoot = isRoot;
        if (!(tolerance >= 0 && tolerance <= Shown(largest)))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, $"A tolerance must be at least 0 and at most {Shown(largest)}.");
        }

        _divergence = divergence;
        Tolerance = tolerance;
        _unit = scale * sizes.Reciprocals;
        _largest = largest;
        _cells = cells;
        _finalCells = Math.Max(cells, finalCells ?? cells);
    }

    /// <summary>The observed divergence or distance.</summary>
    public double Value => Shown(_divergence);

    /// <summary>The tolerance τ.</summary>
    public double Tolerance { get; }

    /// <summary>Number of cells k that hold a row of either side.</summary>
    public int Cells => _cells;

    /// <summary>The mean observed divergence between two samples of one distribution, (k−1)h; of a distance the square root of that.</summary>
    public double NoiseFloor => Shown((_cells - 1) * _unit);

    /// <summary>The chance that two samples of one distribution show more than τ: what a rule that looks at the observed value alone would block by mistake.</summary>
    public double ChanceWithoutChange => _cells == 1 ? 0 : NoncentralChiSquare.UpperTail(Noncentrality(), _cells - 1, 0);

    /// <inheritdoc/>
    public bool Exceeds => Value > Tolerance;

    /// <inheritdoc/>
    public double PFail => _cells == 1 ? 1 : NoncentralChiSquare.UpperTail(Observed, _cells - 1, Noncentrality());

    /// <summary>
    /// P-value of "the true value is beyond τ". At least exp(−λ/2), the chance that a truth at τ shows no divergence at all (the
    /// distribution's mass at 0 without degrees of freedom): so a handful of rows that happen to agree prove nothing. 1 at tolerance 0.
    /// </summary>
    public double PPass
    {
        get
        {
            var noncentrality = Noncentrality();
            return Tolerance == 0 ? 1 : Math.Max(
                Math.Exp(-noncentrality / 2),
                _cells == 1 ? 0 : NoncentralChiSquare.LowerTail(Observed, _cells - 1, noncentrality));
        }
    }

    private double Observed => _divergence / _unit;

    // A single cell can not violate anything; what would violate is a second one.
    private int Degrees => Math.Max(1, _cells - 1);

    private int FinalDegrees => Math.Max(1, _finalCells - 1);

    /// <summary>Tests the Jensen–Shannon divergence in bits.</summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <param name="tolerance">τ, in [0, 1]. Measured sizes hold from 0.01 to 0.5, conservative above 0.1.</param>
    /// <param name="finalCells">Cells there would be with plenty of rows, for <see cref="RowsFactor"/>; the present ones when null.</param>
    /// <param name="sizes">Effective rows, where rows have weights or come in groups; the counts' totals when null.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, a side is empty, or the tolerance is out of range.</exception>
    public static DivergenceTest JensenShannon(ReadOnlySpan<long> first, ReadOnlySpan<long> second, double tolerance, int? finalCells = null, EffectiveSizes? sizes = null)
    {
        var (n, m) = CountPair.Totals(first, second);
        var value = Comparison.JensenShannon.Divergence(first, second);
        return new DivergenceTest(value, Comparison.JensenShannon.Scale, Comparison.JensenShannon.Largest, EffectiveSizes.Or(sizes, n, m), Used(first, second), tolerance, finalCells);
    }

    /// <summary>Tests the Jensen–Shannon distance: the square root of the divergence.</summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <param name="tolerance">τ, in [0, 1], or [0, √ln 2] in nats.</param>
    /// <param name="inNats">The root of the divergence in nats (natural logarithm), as Evidently has it, in place of bits, as NannyML has it.</param>
    /// <param name="finalCells">Cells there would be with plenty of rows, for <see cref="RowsFactor"/>; the present ones when null.</param>
    /// <param name="sizes">Effective rows, where rows have weights or come in groups; the counts' totals when null.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, a side is empty, or the tolerance is out of range.</exception>
    public static DivergenceTest JensenShannonDistance(ReadOnlySpan<long> first, ReadOnlySpan<long> second, double tolerance, bool inNats = false, int? finalCells = null, EffectiveSizes? sizes = null)
    {
        var (n, m) = CountPair.Totals(first, second);
        var bit = inNats ? Comparison.JensenShannon.Bit : 1;
        var value = Comparison.JensenShannon.Divergence(first, second) * bit;
        return new DivergenceTest(value, Comparison.JensenShannon.Scale * bit, Comparison.JensenShannon.Largest * bit, EffectiveSizes.Or(sizes, n, m), Used(first, second), tolerance, finalCells, isRoot: true);
    }

    /// <summary>Tests the Hellinger distance.</summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <param name="tolerance">τ, in [0, 1].</param>
    /// <param name="finalCells">Cells there would be with plenty of rows, for <see cref="RowsFactor"/>; the present ones when null.</param>
    /// <param name="sizes">Effective rows, where rows have weights or come in groups; the counts' totals when null.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, a side is empty, or the tolerance is out of range.</exception>
    public static DivergenceTest Hellinger(ReadOnlySpan<long> first, ReadOnlySpan<long> second, double tolerance, int? finalCells = null, EffectiveSizes? sizes = null)
    {
        var (n, m) = CountPair.Totals(first, second);
        var distance = Comparison.Hellinger.Distance(first, second);
        return new DivergenceTest(distance * distance, Comparison.Hellinger.Scale, Comparison.Hellinger.Largest, EffectiveSizes.Or(sizes, n, m), Used(first, second), tolerance, finalCells, isRoot: true);
    }

    /// <summary>Tests the population stability index. For at most 20 cells; measured sizes hold from τ 0.1 to 0.5.</summary>
    /// <param name="first">Counts by cell, not negative, at least one row in all.</param>
    /// <param name="second">Counts over the same cells.</param>
    /// <param name="tolerance">τ, at least 0.</param>
    /// <param name="finalCells">Cells there would be with plenty of rows, for <see cref="RowsFactor"/>; the present ones when null.</param>
    /// <param name="sizes">Effective rows, where rows have weights or come in groups; the counts' totals when null.</param>
    /// <exception cref="ArgumentException">The sides differ in length, a count is negative, a side is empty, or the tolerance is out of range.</exception>
    public static DivergenceTest PopulationStability(ReadOnlySpan<long> first, ReadOnlySpan<long> second, double tolerance, int? finalCells = null, EffectiveSizes? sizes = null)
    {
        var (n, m) = CountPair.Totals(first, second);
        var rows = EffectiveSizes.Or(sizes, n, m);
        var value = Comparison.PopulationStability.Index(first, second, rows);
        return new DivergenceTest(value, Comparison.PopulationStability.Scale, double.MaxValue, rows, first.Length, tolerance, finalCells);
    }

    /// <inheritdoc/>
    public (double Lower, double Upper) Bounds(double lowerLevel, double upperLevel)
    {
        Probability.CheckLevel(lowerLevel);
        Probability.CheckLevel(upperLevel);
        var lower = _cells == 1 ? 0 : NoncentralityWhere(l => Math.Log(NoncentralChiSquare.UpperTail(Observed, _cells - 1, l)) - Math.Log(lowerLevel));

        // The p-value is the larger of two, so its bound is the larger of theirs.
        var upper = _cells == 1 ? 0 : NoncentralityWhere(l => Math.Log(upperLevel) - Math.Log(NoncentralChiSquare.LowerTail(Observed, _cells - 1, l)));
        upper = Math.Max(upper, -2 * Math.Log(upperLevel));
        return (Shown(Math.Min(_largest, lower * _unit)), Shown(Math.Min(_largest, upper * _unit)));
    }

    /// <inheritdoc/>
    public double Power(double level, double ratio)
    {
        Probability.CheckLevel(level);
        Probability.CheckRatio(ratio);
        return PowerAt(Noncentrality(), level, Squared(ratio), Degrees);
    }

    /// <inheritdoc/>
    /// <returns>NaN when even the largest divergence would not.</returns>
    public double MinimumDetectable(double level, double power)
    {
        Probability.CheckLevel(level);
        Probability.CheckLevel(power);
        var critical = NoncentralChiSquare.UpperQuantile(level, Degrees, Noncentrality());
        var smallest = NoncentralityWhere(l => Math.Log(NoncentralChiSquare.UpperTail(critical, Degrees, l)) - Math.Log(power), critical) * _unit;
        return smallest <= _largest ? Shown(smallest) : double.NaN;
    }

    /// <inheritdoc/>
    public double RowsFactor(double level, double ratio, double power)
    {
        Probability.CheckLevel(level);
        Probability.CheckLevel(power);
        Probability.CheckRatio(ratio);
        var now = Noncentrality();
        if (now == 0 || ratio <= 1)
        {
            return double.PositiveInfinity;
        }

        ratio = Squared(ratio);

        if (_finalCells == _cells && PowerAt(now, level, ratio, Degrees) >= power)
        {
            return 1;
        }

        var high = Math.Max(now, 1);
        while (PowerAt(high, level, ratio, FinalDegrees) < power)
        {
            high *= 2;
            if (!(high < 1e15))
            {
                return double.PositiveInfinity;
            }
        }

        var needed = MonotoneRoot.Find(l => PowerAt(l, level, ratio, FinalDegrees) - power, high / 1e6, high, 1e-9);
        return Math.Max(1, needed / now);
    }

    // Of a truth at τ.
    private double Noncentrality() => Squared(Tolerance) / _unit;

    private double Shown(double divergence) => _isRoot ? Math.Sqrt(divergence) : divergence;

    private double Squared(double distance) => _isRoot ? distance * distance : distance;

    private static double PowerAt(double noncentrality, double level, double ratio, int degrees) =>
        NoncentralChiSquare.UpperTail(NoncentralChiSquare.UpperQuantile(level, degrees, noncentrality), degrees, ratio * noncentrality);

    // The λ at which an increasing function is 0; 0 if it is not below 0 there.
    private double NoncentralityWhere(Func<double, double> increasing, double? near = null)
    {
        if (increasing(0) >= 0)
        {
            return 0;
        }

        var centre = near ?? Observed;
        var high = centre + (4 * Math.Sqrt(centre + _cells)) + 10;
        while (increasing(high) < 0 && high < _largest / _unit)
        {
            high *= 2;
        }

        return MonotoneRoot.Find(increasing, 0, high, 1e-12);
    }

    private static int Used(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        var used = 0;
        for (var i = 0; i < first.Length; i++)
        {
            used += (first[i] | second[i]) != 0 ? 1 : 0;
        }

        return used;
    }
}
