namespace MlGates.Comparison;

/// <summary>
/// A test of an observed value against a tolerance τ. "Violates" means beyond τ, in whichever direction is bad for the quantity.
/// All members are closed form and deterministic.
/// </summary>
public interface IToleranceTest
{
    /// <summary>The observed value, in the unit of the measure.</summary>
    double Value { get; }

    /// <summary>The tolerance τ, in the same unit.</summary>
    double Tolerance { get; }

    /// <summary>Whether the observed value lies beyond the tolerance (no statistics involved).</summary>
    bool Exceeds { get; }

    /// <summary>P-value of "the true value is within τ": small means it is beyond. In [0, 1].</summary>
    double PFail { get; }

    /// <summary>P-value of "the true value is beyond τ": small means it is within. In [0, 1].</summary>
    double PPass { get; }

    /// <summary>
    /// One-sided confidence bounds of the true value: the bound on which a fail rests (the lower where large values are bad, the upper where small
    /// ones are) at <paramref name="failLevel"/>, the other at <paramref name="passLevel"/>.
    /// </summary>
    (double Lower, double Upper) Bounds(double failLevel, double passLevel);

    /// <summary>Probability that a violation of the size the test is meant to find (τ times <see cref="JudgementSettings.Ratio"/>) fails at <paramref name="level"/>.</summary>
    double Power(double level, double ratio);

    /// <summary>The smallest true value that fails at <paramref name="level"/> with probability <paramref name="power"/>.</summary>
    double MinimumDetectable(double level, double power);

    /// <summary>
    /// The factor (at least 1) by which the rows must grow, on all sides alike, for <see cref="Power"/> to reach <paramref name="power"/>;
    /// positive infinity when no number of rows would do.
    /// </summary>
    double RowsFactor(double level, double ratio, double power);
}
