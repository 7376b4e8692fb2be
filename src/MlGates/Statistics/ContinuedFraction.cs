namespace MlGates.Statistics;

/// <summary>Evaluates continued fractions forwards (W. J. Lentz, Generating Bessel functions in Mie scattering calculations, 1976).</summary>
internal struct ContinuedFraction
{
    private const double Tiny = 1e-300;
    private double _numerator;
    private double _denominator;

    /// <summary>Starts with b₀.</summary>
    public ContinuedFraction(double first)
    {
        Value = first == 0 ? Tiny : first;
        _numerator = Value;
        _denominator = 0;
    }

    /// <summary>The value so far.</summary>
    public double Value { get; private set; }

    /// <summary>Appends a/(b + …) and returns whether the value still moved.</summary>
    public bool Append(double a, double b)
    {
        var denominator = b + (a * _denominator);
        _denominator = 1 / (denominator == 0 ? Tiny : denominator);
        var numerator = b + (a / _numerator);
        _numerator = numerator == 0 ? Tiny : numerator;
        var factor = _numerator * _denominator;
        Value *= factor;
        return Math.Abs(factor - 1) > 1e-15;
    }
}
