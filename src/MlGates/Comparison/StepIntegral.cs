using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>Integrals over the difference of two empirical distribution functions.</summary>
internal static class StepIntegral
{
    /// <summary>∫ part(|F − G|) dx, infinite where the two differ next to an infinity. O(distinct values).</summary>
    public static double Of(TwoSamples samples, Func<double, double> part)
    {
        var values = samples.Values;
        var first = samples.FirstCounts;
        var second = samples.SecondCounts;
        var sum = new CompensatedSum();
        var (a, b) = (0L, 0L);
        for (var i = 0; i + 1 < values.Length; i++)
        {
            a += first[i];
            b += second[i];
            var difference = CountPair.ShareDifference(a, samples.First, b, samples.Second);
            if (difference > 0 && !double.IsFinite(values[i + 1] - values[i]))
            {
                return double.PositiveInfinity;
            }

            sum.Add(difference > 0 ? part(difference) * (values[i + 1] - values[i]) : 0);
        }

        return sum.Value;
    }
}
