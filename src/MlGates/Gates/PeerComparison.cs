using System.Globalization;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Gates;

/// <summary>Compares a column of numbers in the bins of another tool. The observed value decides: no error rate is known for such bins.</summary>
internal static class PeerComparison
{
    /// <summary>The measures that a tool has, its own default first.</summary>
    internal static IReadOnlyList<Measure> MeasuresOf(PeerTool tool) => tool switch
    {
        PeerTool.Tfdv => [Measure.JensenShannon],
        PeerTool.Evidently => [Measure.JensenShannonDistanceNats, Measure.PopulationStability, Measure.Hellinger],
        _ => [Measure.JensenShannonDistance, Measure.Hellinger],
    };

    /// <summary>The word that plans and the command line use.</summary>
    internal static string Word(PeerTool tool) => tool.ToString().ToLowerInvariant();

    /// <summary>Measures a column of numbers that has values on both sides.</summary>
    /// <param name="before">The baseline's column.</param>
    /// <param name="after">The candidate's.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="measure">One of its measures.</param>
    /// <param name="baselineRows">The baseline's rows; TFDV's bins are in the profiles.</param>
    /// <param name="candidateRows">The candidate's rows.</param>
    internal static double Value(ColumnProfile before, ColumnProfile after, PeerTool tool, Measure measure, DataSource? baselineRows, DataSource? candidateRows)
    {
        if (tool == PeerTool.Tfdv)
        {
            return TfdvJensenShannon.Divergence(Buckets(before.Numeric!), before.Numeric!.NaN, Buckets(after.Numeric!), after.Numeric!.NaN);
        }

        var samples = new TwoSamples(Finite(baselineRows!, before.Name), Finite(candidateRows!, before.Name));
        var bins = tool == PeerTool.Evidently ? PeerBins.Sturges(samples) : PeerBins.Doane(samples);
        return measure switch
        {
            Measure.PopulationStability => PopulationStability.Index(bins.First, bins.Second, ZeroShares.Evidently),
            Measure.Hellinger => Hellinger.Distance(bins.First, bins.Second),
            Measure.JensenShannonDistanceNats => Math.Sqrt(JensenShannon.Divergence(bins.First, bins.Second) * JensenShannon.Bit),
            _ => Math.Sqrt(JensenShannon.Divergence(bins.First, bins.Second)),
        };
    }

    /// <summary>What is said of the value.</summary>
    internal static string Message(string column, string baseline, string candidate, PeerTool tool, Measure measure, double value, double atMost, long n, long m) => string.Create(CultureInfo.InvariantCulture,
        $"{Text.Line(column)} {(value > atMost ? "drifted" : "did not drift")} from {Text.Line(baseline)} to {Text.Line(candidate)}: {measure.DisplayName()} {Text.Number(value)} in the bins of {tool} {(value > atMost ? "exceeds" : "is within")} {Text.Number(atMost)}; no guarantee: such bins hold no error rate (n = {n}, {m})");

    private static HistogramBucket[] Buckets(NumericProfile numbers)
    {
        var buckets = new List<HistogramBucket>();
        for (var i = 0; i < numbers.EqualWidth.Counts.Count; i++)
        {
            buckets.Add(new HistogramBucket(numbers.EqualWidth.Edges[i], numbers.EqualWidth.Edges[i + 1], numbers.EqualWidth.Counts[i]));
        }

        foreach (var (end, count) in new[] { (double.NegativeInfinity, numbers.NegativeInfinity), (double.PositiveInfinity, numbers.PositiveInfinity) })
        {
            if (count > 0)
            {
                buckets.Add(new HistogramBucket(end, end, count));
            }
        }

        return [.. buckets];
    }

    // Both tools leave out what is no finite number.
    private static double[] Finite(DataSource rows, string column) => [.. ColumnValues.ReadNumbers(rows, column).Values.Where(double.IsFinite)];
}
