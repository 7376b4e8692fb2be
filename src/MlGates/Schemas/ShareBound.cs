using MlGates.Statistics;

namespace MlGates.Schemas;

/// <summary>The largest share that data drawn alike may have.</summary>
internal static class ShareBound
{
    // A batch of this size, the smallest that is usually judged, may scatter as much.
    internal const long SmallBatch = 1000;

    /// <summary>The Clopper-Pearson bound of the share; where there were some, with the scatter of a batch of 1,000, or of as many where there are fewer, as well.</summary>
    internal static double Upper(long count, long of, double risk)
    {
        var share = ProportionInterval.ClopperPearsonUpper(count, of, risk);
        return count == 0 ? share : Math.Max(share, (count / (double)of) + (NormalDistribution.UpperQuantile(risk) * Math.Sqrt(share * (1 - share) * ((1.0 / of) + (1.0 / Math.Min(of, SmallBatch))))));
    }
}
