using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Schemas;

/// <summary>
/// Tells whether a column's values are a domain. The share of values that are still unseen is about the share of those seen once (Good, "The population frequencies
/// of species", 1953): where it is next to nothing the domain is closed, where it is small the domain tolerates as many strangers as it may bring.
/// </summary>
internal static class DomainInference
{
    // Below it a value that was never seen is taken to be wrong rather than rare.
    private const double ClosedShare = 0.0005;

    // Beyond it values are too varied to name them.
    private const double OpenShare = 0.05;

    // Codes and hours are categories; more distinct whole numbers than this are amounts.
    private const int MostIntegers = 64;

    private const int LeastPerValue = 5;

    // Of values that count something the larger half is rare.
    private const double LargerHalf = 0.05;

    internal static ValueDomain? Infer(ColumnProfile data, SchemaInferenceOptions options, double effective)
    {
        if (data.Categories is not { Counts: { Count: > 0 } counts } || counts.Count > options.MaxDomain || data.Type is ColumnType.Boolean or ColumnType.Float or ColumnType.Timestamp)
        {
            return null;
        }

        if (!options.Margins)
        {
            return data.Type == ColumnType.Category ? new ValueDomain { Values = ValueDomain.Sort(counts.Keys) } : null;
        }

        var total = counts.Values.Sum();
        long once = counts.Values.Count(c => c == 1);
        var unseen = once / (double)total;
        if (total < LeastPerValue * (long)counts.Count || unseen > OpenShare || (data.Type == ColumnType.Integer && (counts.Count > MostIntegers || unseen > ClosedShare || AreCounted(counts, total))))
        {
            return null;
        }

        var tolerated = options.OpenDomains ? 1 : unseen <= ClosedShare ? 0 : Math.Ceiling(Tolerated(data, counts, effective, options.Risk) * 10_000) / 10_000;
        return new ValueDomain
        {
            Values = ValueDomain.Sort(counts.Keys),
            MaxOutside = Math.Min(1, tolerated),
            Evidence = string.Create(CultureInfo.InvariantCulture, $"{counts.Count} values in {total}, {once} of them once: about {Say.Percent(unseen)} of values would be new"),
        };
    }

    // Things counted, such as brothers and sisters: mostly none, and the more the rarer. The next may have one more, so they are in a range.
    private static bool AreCounted(IReadOnlyDictionary<string, long> counts, long total)
    {
        if (counts.Count < 4 || !counts.ContainsKey("0"))
        {
            return false;
        }

        (long Value, long Count)[] values = [.. counts.Select(c => (long.Parse(c.Key, CultureInfo.InvariantCulture), c.Value)).Order()];
        return values[0].Value == 0 && values[0].Count >= total / 2 && values[^1].Value <= 2 * values.Length
            && values.Skip((values.Length + 1) / 2).Sum(v => v.Count) < LargerHalf * total;
    }

    // A share that the next values of as many rows, and of a small batch, go beyond with about the risk. Strangers among n values come about as often as values seen once (Good
    // 1953); how many of y more among m are to be expected, given x among n, is a binomial of x + y with m/(n + m) (Nelson, "Confidence intervals for the ratio of two
    // Poisson means and Poisson predictor intervals", 1970).
    // Weights of strangers are a compound Poisson sum, as good as a Poisson count times the sum of squared weights over their sum (Bohm and Zech, "Statistics of weighted
    // Poisson events and its applications", 2014): the same as without weights, of as many values as have equal weight.
    private static double Tolerated(ColumnProfile data, IReadOnlyDictionary<string, long> counts, double effective, double risk)
    {
        var (once, total, small) = ((long)counts.Values.Count(c => c == 1), counts.Values.Sum(), ShareBound.SmallBatch);
        if (data.Weighted?.Categories is { } weights)
        {
            total = Math.Max(1, (long)(total * effective));
            once = (long)Math.Ceiling(weights.Where(w => counts.GetValueOrDefault(w.Key) == 1).Sum(w => w.Value) / weights.Values.Sum() * total);
            small = Math.Max(1, (long)(small * effective));
        }

        double share = 0;
        foreach (var batch in new[] { Math.Min(total, small), total })
        {
            long more = 0;
            while (BinomialDistribution.UpperTail(more + 1, once + more + 1, batch / (double)(batch + total)) > risk)
            {
                more++;
            }

            share = Math.Max(share, more / (double)batch);
        }

        return share;
    }
}
