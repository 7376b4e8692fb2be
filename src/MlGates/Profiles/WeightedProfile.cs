using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>Statistics of a column in which each row counts with its weight.</summary>
public sealed record WeightedProfile
{
    /// <summary>Weight of the rows with a value.</summary>
    public required double Present { get; init; }

    /// <summary>Weight of the rows without a value.</summary>
    public required double Missing { get; init; }

    /// <summary>Mean of finite numbers; NaN for other columns.</summary>
    public double Mean { get; init; } = double.NaN;

    /// <summary>Population standard deviation of finite numbers; NaN for other columns.</summary>
    public double StandardDeviation { get; init; } = double.NaN;

    /// <summary>Quantiles of finite numbers at <see cref="NumericProfile.QuantileLevels"/>; empty for other columns.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>Weights of finite numbers in ten bins of equal width.</summary>
    public Histogram EqualWidth { get; init; } = Histogram.Empty;

    /// <summary>Weight by value, in ordinal order, where the values are few enough to be counted in a table; else null.</summary>
    public IReadOnlyDictionary<string, double>? Categories { get; init; }
}
