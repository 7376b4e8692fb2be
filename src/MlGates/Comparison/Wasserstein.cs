using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>The Wasserstein-1 (earth mover's) distance ∫|F − G| of two samples, exact, ties included; raw and in the units other tools have, which are NaN where a value is infinite. O(distinct values).</summary>
public static class Wasserstein
{
    // Evidently's guard against a reference without spread.
    private const double LeastDeviation = 0.001;

    /// <summary>The distance in the values' own unit, at least 0; infinite where the sides differ in their infinities.</summary>
    public static double Distance(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return StepIntegral.Of(samples, difference => difference);
    }

    /// <summary>Over the first sample's population standard deviation, or 0.001 if that is less, as Evidently has it.</summary>
    public static double OverReferenceDeviation(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return Distance(samples) / Math.Max(Deviation(samples, samples.FirstCounts, []), LeastDeviation);
    }

    /// <summary>Over the population standard deviation of both samples together, as Soda has it; NaN when all values are equal.</summary>
    public static double OverPooledDeviation(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var deviation = Deviation(samples, samples.FirstCounts, samples.SecondCounts);
        return deviation > 0 ? Distance(samples) / deviation : double.NaN;
    }

    /// <summary>Over the range of both samples together, in [0, 1]; 0 when all values are equal.</summary>
    public static double OverRange(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var range = samples.Values[^1] - samples.Values[0];
        return range == 0 ? 0 : Distance(samples) / range;
    }

    private static double Deviation(TwoSamples samples, ReadOnlySpan<int> counts, ReadOnlySpan<int> more)
    {
        var values = samples.Values;
        var (n, sum) = (0L, new CompensatedSum());
        for (var i = 0; i < values.Length; i++)
        {
            var count = counts[i] + (more.IsEmpty ? 0 : more[i]);
            n += count;
            sum.Add((values[i] - values[0]) * count);
        }

        var mean = sum.Value / n;
        var squares = new CompensatedSum();
        for (var i = 0; i < values.Length; i++)
        {
            var deviation = values[i] - values[0] - mean;
            squares.Add(deviation * deviation * (counts[i] + (more.IsEmpty ? 0 : more[i])));
        }

        return Math.Sqrt(squares.Value / n);
    }
}
