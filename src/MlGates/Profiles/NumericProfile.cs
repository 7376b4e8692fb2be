using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>Statistics of a numeric column. Timestamps are seconds since 1970-01-01 UTC.</summary>
public sealed record NumericProfile
{
    /// <summary>The levels of <see cref="Quantiles"/>.</summary>
    public static IReadOnlyList<double> QuantileLevels { get; } = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

    /// <summary>Number of NaN values.</summary>
    public required long NaN { get; init; }

    /// <summary>Number of positive infinities.</summary>
    public required long PositiveInfinity { get; init; }

    /// <summary>Number of negative infinities.</summary>
    public required long NegativeInfinity { get; init; }

    /// <summary>Number of zeros.</summary>
    public required long Zeros { get; init; }

    /// <summary>Number of finite values below zero.</summary>
    public long Negative { get; init; }

    /// <summary>Smallest finite value; NaN when there is none.</summary>
    public required double Min { get; init; }

    /// <summary>Largest finite value; NaN when there is none.</summary>
    public required double Max { get; init; }

    /// <summary>Mean of the finite values; NaN when there is none.</summary>
    public required double Mean { get; init; }

    /// <summary>Sample standard deviation (divisor n − 1) of the finite values; NaN for fewer than two.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>Sum of the finite values; 0 when there is none.</summary>
    public double Sum { get; init; }

    /// <summary>Population standard deviation (divisor n) of the finite values; NaN when there is none.</summary>
    public double PopulationStandardDeviation { get; init; } = double.NaN;

    /// <summary>Skewness of the finite values (g1: third central moment over the 1.5th power of the second); NaN when all are equal.</summary>
    public double Skewness { get; init; } = double.NaN;

    /// <summary>Excess kurtosis of the finite values (g2: fourth central moment over the square of the second, less 3); NaN when all are equal.</summary>
    public double Kurtosis { get; init; } = double.NaN;

    /// <summary>Range and sum exact to 64 bits, of a column of whole numbers; null for others.</summary>
    public IntegerRange? Integers { get; init; }

    /// <summary>The most by which the rank of a quantile may be off, as a share of the values, with a probability of 99 %; 0 when quantiles are exact.</summary>
    public double RankError { get; init; }

    /// <summary>Quantiles of the finite values at <see cref="QuantileLevels"/>; empty when there is none.</summary>
    public required IReadOnlyList<double> Quantiles { get; init; }

    /// <summary>Counts between quantiles.</summary>
    public required QuantileBins Bins { get; init; }

    /// <summary>Counts of the finite values between round numbers, for people to look at.</summary>
    public Statistics.Histogram Natural { get; init; } = Statistics.Histogram.Empty;

    /// <summary>Counts of the finite values in ten bins of equal width.</summary>
    public Statistics.Histogram EqualWidth { get; init; } = Statistics.Histogram.Empty;

    /// <summary>The whole distribution, of a profile made from rows; null for a profile that was read from a file.</summary>
    public ValueHistogram? Histogram { get; init; }

    /// <summary>
    /// Quantile of the finite values. From <see cref="Histogram"/> where there is one (type 7, see there); else interpolated between
    /// <see cref="Min"/>, <see cref="Quantiles"/> and <see cref="Max"/>.
    /// </summary>
    /// <param name="p">Between 0 and 1.</param>
    /// <returns>NaN when there is no finite value.</returns>
    public double Quantile(double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile's level is between 0 and 1.");
        }

        if (Histogram is not null)
        {
            return Histogram.Quantile(p);
        }

        var (lowLevel, low) = (0.0, Min);
        for (var i = 0; i < Quantiles.Count; i++)
        {
            if (p <= QuantileLevels[i])
            {
                return Interpolate(p, lowLevel, low, QuantileLevels[i], Quantiles[i]);
            }

            (lowLevel, low) = (QuantileLevels[i], Quantiles[i]);
        }

        return Interpolate(p, lowLevel, low, 1, Max);
    }

    private static double Interpolate(double p, double lowLevel, double low, double highLevel, double high)
    {
        var part = (p - lowLevel) / (highLevel - lowLevel);
        return part == 1 ? high : (low * (1 - part)) + (high * part);
    }
}
