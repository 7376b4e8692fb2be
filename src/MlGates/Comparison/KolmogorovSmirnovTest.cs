using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>
/// Tests the Kolmogorov–Smirnov distance, the largest difference of two distribution functions, against a tolerance: by the inequality of
/// Dvoretzky, Kiefer and Wolfowitz with Massart's constant (1990), for two samples Wei and Dudley (2012). Safe rather than sharp: measured
/// at a truth of τ it fails in 0.4 to 1.7 % of runs at nominal 5 %. The constant is proven for equal distributions.
/// </summary>
/// <remarks>
/// Distribution functions that are known at the ends of cells only give a distance that is at most too small: a fail rests on it as it is, a pass
/// on <see cref="Highest"/>, and power on what cells may hide.
/// </remarks>
public sealed class KolmogorovSmirnovTest : IToleranceTest
{
    private readonly double _scale;
    private readonly double _hidden;

    /// <summary>Tests two samples in ordered cells. O(cells).</summary>
    /// <param name="cells">Their counts, at least one row a side.</param>
    /// <param name="tolerance">τ, in [0, 1].</param>
    /// <param name="sizes">Effective rows, where rows have weights or come in groups; the counts' totals when null.</param>
    /// <exception cref="ArgumentException">A side is empty, or the tolerance is out of range.</exception>
    public KolmogorovSmirnovTest(OrderedCells cells, double tolerance, EffectiveSizes? sizes = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (!(tolerance is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "A tolerance must be at least 0 and at most 1.");
        }

        var (n, m) = CountPair.Totals(cells.First, cells.Second);
        Tolerance = tolerance;
        _scale = EffectiveSizes.Or(sizes, n, m).Reciprocals;
        var (first, second) = (0L, 0L);
        for (var i = 0; i < cells.Count; i++)
        {
            var before = (First: first, Second: second);
            first += cells.First[i];
            second += cells.Second[i];
            var distance = CountPair.ShareDifference(first, n, second, m);
            if (distance > Value)
            {
                (Value, Cell) = (distance, i);
            }

            if (!cells.IsPoint(i))
            {
                Highest = Math.Max(Highest, Math.Max(Difference(first, before.Second), Difference(before.First, second)));
                _hidden = Math.Max(_hidden, Math.Min(cells.First[i] / (double)n, cells.Second[i] / (double)m));
            }
        }

        Highest = Math.Max(Highest, Value);

        double Difference(long a, long b) => CountPair.ShareDifference(a, n, b, m);
    }

    /// <summary>The observed distance, at the ends of the cells; the first cell at whose end it is reached is <see cref="Cell"/>.</summary>
    public double Value { get; }

    /// <summary>The largest distance that the rows inside the cells could have; <see cref="Value"/> where each cell is one value.</summary>
    public double Highest { get; }

    /// <summary>The cell at whose upper end the distance is reached.</summary>
    public int Cell { get; }

    /// <inheritdoc/>
    public double Tolerance { get; }

    /// <inheritdoc/>
    public bool Exceeds => Value > Tolerance;

    /// <inheritdoc/>
    public double PFail => Value > Tolerance ? Tail(Value - Tolerance) : 1;

    /// <inheritdoc/>
    public double PPass => Highest < Tolerance ? Tail(Tolerance - Highest) : 1;

    /// <summary>The chance that two samples of one distribution show more than τ: what a rule that looks at the observed value alone would block by mistake. Kolmogorov's limit; at most that with ties.</summary>
    public double ChanceWithoutChange => KolmogorovDistribution.UpperTail(Tolerance / Math.Sqrt(_scale));

    /// <inheritdoc/>
    public (double Lower, double Upper) Bounds(double failLevel, double passLevel) => (Math.Max(0, Value - Margin(failLevel)), Math.Min(1, Highest + Margin(passLevel)));

    /// <summary>At least this: the difference at one point, normal with the largest variance it can have, (1/n + 1/m)/4.</summary>
    /// <inheritdoc/>
    public double Power(double level, double ratio)
    {
        Probability.CheckRatio(ratio);
        return Tolerance == 0 ? 0 : NormalDistribution.LowerTail((((ratio - 1) * Tolerance) - _hidden - Margin(level)) / PointError);
    }

    /// <inheritdoc/>
    /// <returns>NaN when not even a distance of 1 would.</returns>
    public double MinimumDetectable(double level, double power)
    {
        var smallest = Tolerance + _hidden + Margin(level) + (PointError * PowerQuantile(power));
        return smallest <= 1 ? Math.Max(Tolerance, smallest) : double.NaN;
    }

    /// <inheritdoc/>
    public double RowsFactor(double level, double ratio, double power)
    {
        Probability.CheckRatio(ratio);
        var room = ((ratio - 1) * Tolerance) - _hidden;
        if (Tolerance == 0 || !(room > 0))
        {
            return double.PositiveInfinity;
        }

        // Both errors fall with the root of the rows. A nudge, so that rounding does not leave the power below what was asked.
        var root = Math.Max(0, Margin(level) + (PointError * PowerQuantile(power))) / room;
        return Math.Max(1, root * root * (1 + 1e-12));
    }

    private double PointError => Math.Sqrt(_scale) / 2;

    private double Tail(double beyond) => Math.Min(1, 2 * Math.Exp(-2 * beyond * beyond / _scale));

    private double Margin(double level)
    {
        Probability.CheckLevel(level);
        return Math.Sqrt(_scale * Math.Log(2 / level) / 2);
    }

    private static double PowerQuantile(double power)
    {
        Probability.CheckLevel(power);
        return -NormalDistribution.UpperQuantile(power);
    }
}
