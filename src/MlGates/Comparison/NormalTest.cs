using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>Tests a value whose error is normal in large samples against a largest allowed one; or the largest of several, with Bonferroni's correction.</summary>
internal sealed class NormalTest : IToleranceTest
{
    private readonly double _z;
    private readonly double _passZ;
    private readonly double _error;
    private readonly double _largestError;
    private readonly double _tests;
    private readonly double _largest;
    private readonly bool _isRoot;

    /// <summary>The value that says "no change"; a violation worth finding is counted from there. Default 0.</summary>
    internal double Origin { get; init; }

    /// <summary>How much more rows are looked at when there are more; positive infinity for all.</summary>
    internal double MostGrowth { get; init; } = double.PositiveInfinity;

    /// <summary>Of one value.</summary>
    /// <param name="value">The value; of a root its square, which may be negative.</param>
    /// <param name="error">Its standard error, above 0.</param>
    /// <param name="tolerance">τ; of a root not squared.</param>
    /// <param name="largest">The largest value there can be.</param>
    /// <param name="isRoot">Whether what is shown and limited is the square root.</param>
    internal NormalTest(double value, double error, double tolerance, double largest, bool isRoot = false)
        : this([value], [error], tolerance, largest, 1, isRoot)
    {
    }

    /// <summary>Of the largest of several.</summary>
    /// <param name="values">The values, at least one.</param>
    /// <param name="errors">Their standard errors, above 0.</param>
    /// <param name="tolerance">τ.</param>
    /// <param name="largest">The largest value there can be.</param>
    /// <param name="tests">Tests to correct for: two for each value that may move both ways.</param>
    /// <param name="isRoot">Whether what is shown and limited is the square root.</param>
    internal NormalTest(ReadOnlySpan<double> values, ReadOnlySpan<double> errors, double tolerance, double largest, double tests, bool isRoot = false)
    {
        (_isRoot, _largest, _tests, Tolerance) = (isRoot, largest, tests, tolerance);
        (_z, _passZ, var highest) = (double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < values.Length; i++)
        {
            var z = (values[i] - Squared(tolerance)) / errors[i];
            _z = Math.Max(_z, z);
            _passZ = Math.Min(_passZ, -z);
            _largestError = Math.Max(_largestError, errors[i]);
            if (values[i] > highest)
            {
                (highest, _error) = (values[i], errors[i]);
            }
        }

        Raw = highest;
    }

    /// <inheritdoc/>
    public double Value => Shown(Raw);

    /// <inheritdoc/>
    public double Tolerance { get; }

    /// <inheritdoc/>
    public bool Exceeds => Value > Tolerance;

    /// <inheritdoc/>
    public double PFail => Exceeds ? Math.Min(1, _tests * NormalDistribution.UpperTail(_z)) : 1;

    /// <inheritdoc/>
    public double PPass => NormalDistribution.UpperTail(_passZ);

    private double Raw { get; }

    /// <inheritdoc/>
    public (double Lower, double Upper) Bounds(double failLevel, double passLevel) => (
        Shown(Raw - (_error * NormalDistribution.UpperQuantile(failLevel / _tests))), Math.Min(_largest, Shown(Raw + (_error * NormalDistribution.UpperQuantile(passLevel)))));

    /// <inheritdoc/>
    public double Power(double level, double ratio) => Tolerance <= Origin ? 0
        : NormalDistribution.LowerTail((Violation(ratio) / _largestError) - NormalDistribution.UpperQuantile(level / _tests));

    /// <inheritdoc/>
    /// <returns>NaN when not even the largest value would.</returns>
    public double MinimumDetectable(double level, double power)
    {
        var smallest = Shown(Squared(Tolerance) + (_largestError * (NormalDistribution.UpperQuantile(level / _tests) - NormalDistribution.UpperQuantile(power))));
        return smallest <= _largest ? Math.Max(Tolerance, smallest) : double.NaN;
    }

    /// <inheritdoc/>
    public double RowsFactor(double level, double ratio, double power)
    {
        if (Tolerance <= Origin || ratio <= 1)
        {
            return double.PositiveInfinity;
        }

        var root = _largestError * Math.Max(0, NormalDistribution.UpperQuantile(level / _tests) - NormalDistribution.UpperQuantile(power)) / Violation(ratio);
        var factor = Math.Max(1, root * root * (1 + 1e-12));
        return factor <= MostGrowth ? factor : double.PositiveInfinity;
    }

    // Twice the limit may be more than there can be.
    private double Violation(double ratio) => Squared(Math.Min(Origin + (ratio * (Tolerance - Origin)), _largest)) - Squared(Tolerance);

    private double Shown(double value) => Math.Max(0, _isRoot ? Math.Sqrt(Math.Max(0, value)) : value);

    private double Squared(double value) => _isRoot ? value * value : value;
}
