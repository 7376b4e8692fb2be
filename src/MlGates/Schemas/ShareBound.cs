using MlGates.Statistics;

namespace MlGates.Schemas;

/// <summary>The largest share that data drawn alike may have.</summary>
internal static class ShareBound
{
    // A batch of this size, the smallest that is usually judged, may scatter as much.
    internal const long SmallBatch = 1000;

    /// <summary>The Clopper-Pearson bound of the share; where there were some, with the scatter of a batch of 1,000, or of as many where there are fewer, as well.</summary>
    internal static double Upper(long count, long of, double risk) => Upper(count, of, count / (double)of, 1, risk);

    /// <summary>The same by weight: of as many rows of equal weight, rounded to the safe side.</summary>
    /// <param name="part">The weight that counts.</param>
    /// <param name="whole">The weight of all rows, above 0.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="effective">As how many rows of equal weight one row counts, at most 1.</param>
    /// <param name="risk">The chance that data drawn alike has more.</param>
    internal static double Upper(double part, double whole, long rows, double effective, double risk)
    {
        var (share, trials) = (part / whole, Math.Max(1, (long)(rows * effective)));
        return Upper((long)Math.Ceiling(share * trials), trials, share, effective, risk);
    }

    private static double Upper(long count, long of, double share, double effective, double risk)
    {
        var bound = ProportionInterval.ClopperPearsonUpper(count, of, risk);
        return count == 0 ? bound : Math.Max(bound, share + (NormalDistribution.UpperQuantile(risk) * Math.Sqrt(bound * (1 - bound) * ((1.0 / of) + (1 / Math.Min(of, SmallBatch * effective))))));
    }
}
