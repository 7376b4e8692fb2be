using MlGates.Comparison;
using MlGates.Metrics;

namespace MlGates.Skew;

/// <summary>Tests the share of rows whose cells do not match against a largest allowed one, exactly (C. J. Clopper and E. S. Pearson 1934): the matches' share by <see cref="ProportionTest"/>.</summary>
/// <param name="mismatches">Rows that do not match.</param>
/// <param name="rows">Rows in all, at least 1.</param>
/// <param name="atMost">The largest share, above 0 and at most ½.</param>
internal sealed class MismatchTest(long mismatches, long rows, double atMost) : IToleranceTest
{
    private readonly ProportionTest _matches = new(new Proportion(rows - mismatches, rows), 1 - atMost, atMost);

    /// <inheritdoc/>
    public double Value => mismatches / (double)rows;

    /// <inheritdoc/>
    public double Tolerance => atMost;

    /// <inheritdoc/>
    public bool Exceeds => Value > Tolerance;

    /// <inheritdoc/>
    public double PFail => _matches.PFail;

    /// <inheritdoc/>
    public double PPass => _matches.PPass;

    /// <inheritdoc/>
    public (double Lower, double Upper) Bounds(double failLevel, double passLevel)
    {
        var (lower, upper) = _matches.Bounds(failLevel, passLevel);
        return (1 - upper, 1 - lower);
    }

    /// <inheritdoc/>
    public double Power(double level, double ratio) => _matches.Power(level, ratio);

    /// <inheritdoc/>
    public double MinimumDetectable(double level, double power) => 1 - _matches.MinimumDetectable(level, power);

    /// <inheritdoc/>
    public double RowsFactor(double level, double ratio, double power) => _matches.RowsFactor(level, ratio, power);
}
