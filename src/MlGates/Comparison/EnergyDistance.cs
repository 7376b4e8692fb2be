namespace MlGates.Comparison;

/// <summary>The energy distance √(2 ∫(F − G)² dx) of two samples (G. Székely and M. Rizzo, Energy statistics, 2013), as SciPy has it. O(distinct values).</summary>
public static class EnergyDistance
{
    /// <summary>The distance, at least 0, in the root of the values' unit; infinite where the sides differ in their infinities.</summary>
    public static double Distance(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return Math.Sqrt(2 * StepIntegral.Of(samples, difference => difference * difference));
    }

    /// <summary>Free of scale: over √(2 ∫(F + G − 2FG) dx), the energy two samples without a common value would share. In [0, 1]; 0 when all values are equal, NaN when one is infinite.</summary>
    public static double Normalized(TwoSamples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var values = samples.Values;
        var first = samples.FirstCounts;
        var second = samples.SecondCounts;
        var most = new Statistics.CompensatedSum();
        var (a, b) = (0.0, 0.0);
        for (var i = 0; i + 1 < values.Length; i++)
        {
            a += first[i] / (double)samples.First;
            b += second[i] / (double)samples.Second;
            most.Add(((a * (1 - b)) + (b * (1 - a))) * (values[i + 1] - values[i]));
        }

        // 2E|X−Y| − E|X−X'| − E|Y−Y'| over 2E|X−Y|, rooted (Székely and Rizzo 2013, section 5).
        return most.Value > 0 ? Math.Min(1, Distance(samples) / Math.Sqrt(2 * most.Value)) : 0;
    }
}
