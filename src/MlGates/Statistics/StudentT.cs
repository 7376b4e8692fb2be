namespace MlGates.Statistics;

/// <summary>Student's t distribution. Both tails keep their relative precision.</summary>
public static class StudentT
{
    /// <summary>P(T ≥ t), in [0, 1]; NaN for NaN.</summary>
    /// <param name="t">Any value, infinities included.</param>
    /// <param name="degrees">Degrees of freedom, above 0, need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not a positive number.</exception>
    public static double UpperTail(double t, double degrees)
    {
        CheckDegrees(degrees);
        if (double.IsNaN(t))
        {
            return double.NaN;
        }

        if (double.IsInfinity(t) || double.IsInfinity(t * t))
        {
            return t > 0 ? 0 : 1;
        }

        // |T| ≥ t has probability I_x(ν/2, ½) with x = ν/(ν+t²).
        var total = degrees + (t * t);
        var half = 0.5 * RegularizedBeta.Lower(degrees / 2, 0.5, degrees / total, t * t / total);
        return t >= 0 ? half : 1 - half;
    }

    /// <summary>P(T ≤ t), in [0, 1].</summary>
    /// <inheritdoc cref="UpperTail"/>
    public static double LowerTail(double t, double degrees) => UpperTail(-t, degrees);

    /// <summary>The t with P(T ≥ t) = <paramref name="probability"/>; plus infinity at 0, minus infinity at 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1], or the degrees of freedom are not a positive number.</exception>
    public static double UpperQuantile(double probability, double degrees)
    {
        CheckDegrees(degrees);
        Probability.Check(probability);
        if (probability is 0 or 1)
        {
            return probability == 0 ? double.PositiveInfinity : double.NegativeInfinity;
        }

        if (probability > 0.5)
        {
            return -UpperQuantile(1 - probability, degrees);
        }

        var high = 1.0;
        while (UpperTail(high, degrees) > probability && high < 1e150)
        {
            high *= 2;
        }

        var target = Math.Log(probability);
        return MonotoneRoot.Find(t => Math.Log(UpperTail(t, degrees)) - target, 0, high);
    }

    private static void CheckDegrees(double degrees)
    {
        if (!(degrees > 0) || double.IsInfinity(degrees))
        {
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "Degrees of freedom must be a positive number.");
        }
    }
}
