using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>What data never does though no bound of its values says so: it holds one kind of value, it varies, it writes a category in one way, whole numbers without leading zeros, no times to come, few values that stand for missing.</summary>
internal static class HabitInference
{
    // Fewer rows than these are often alike.
    private const long LeastVarying = 100;

    // No more than this of the values are alike where nothing is counted exactly.
    private const double SurelyVaried = 0.9;

    // What stands for missing may become so many times as much before it is no longer the habit it was.
    private const double FarMore = 3;

    internal static ColumnSchema Infer(ColumnSchema schema, ColumnProfile data, SchemaInferenceOptions options) => schema with
    {
        MaxMixed = MaxMixed(schema, data, options.Risk),
        VariesFrom = VariesFrom(data, options.Risk),
        StandIns = StandInsOf(schema, data, options.Risk),
        AllowFuture = !(data is { Type: ColumnType.Timestamp, Numeric: { } times } && options.AsOf is { } asOf && times.Max <= FutureRule.Latest(asOf)),
        AllowLeadingZeros = data.Type != ColumnType.Integer || data.LeadingZeros > 0,
        AllowVariants = !(data.Type == ColumnType.Category && schema.Domain is { } domain && CategoryVariants.Find(data.Categories!.Counts.Select(c => (c.Key, c.Value)), []).Count == 0 && domain.MaxOutside < 1),
    };

    // A closed domain says it already; where kinds are about as frequent as one another there is no other one.
    private static double? MaxMixed(ColumnSchema schema, ColumnProfile data, double risk)
    {
        if (data.Type != ColumnType.Category || schema.Domain is { MaxOutside: 0 })
        {
            return null;
        }

        var total = data.Lists?.Values ?? data.Present;
        var bound = Math.Ceiling(ShareBound.Upper(data.Kinds is { } kinds ? MixedKinds.Of(kinds).Others : 0, total, risk) * 10_000) / 10_000;
        return bound < 0.5 ? bound : null;
    }

    // A closed domain says it already; what is not counted exactly would depend on the rows' order.
    private static StandInLimits? StandInsOf(ColumnSchema schema, ColumnProfile data, double risk)
    {
        if (data.Type is ColumnType.Boolean or ColumnType.Empty || schema.Domain is { MaxOutside: 0 } || data.Frequent is not null)
        {
            return null;
        }

        var found = data.Type == ColumnType.Category ? StandIns.OfTexts(data) : data.StandIns;
        var total = data.Lists?.Values ?? data.Present;
        double Upper(long count) => Math.Min(1, Math.Ceiling(Math.Max(ShareBound.Upper(count, total, risk), FarMore * count / total) * 10_000) / 10_000);
        return new StandInLimits
        {
            MaxShare = Upper(0),
            Known = new SortedDictionary<string, double>(found.ToDictionary(f => f.Name, f => Upper(f.Count)), StringComparer.Ordinal),
        };
    }

    // So many values drawn alike are all the most frequent one with the risk as chance. Times of one day, or of one batch, are often the same.
    private static long? VariesFrom(ColumnProfile data, double risk)
    {
        var total = data.Lists?.Values ?? data.Present;
        if (data.Type == ColumnType.Timestamp || (data.Distinct is { Exact: true, Value: < 2 }))
        {
            return null;
        }

        var share = MostFrequent(data, total) / (double)total;
        if (share >= 1)
        {
            return null;
        }

        var from = Math.Max(LeastVarying, share > 0 ? Math.Ceiling(Math.Log(risk) / Math.Log(share)) : 0);
        return from <= total ? (long)from : null;
    }

    // At most so many values are the most frequent one.
    private static long MostFrequent(ColumnProfile data, long total)
    {
        if (data.Categories is { } categories)
        {
            return categories.Counts.Values.Max();
        }

        if (data.Frequent is { } frequent)
        {
            // Counts of the most frequent depend on the rows' order: they only tell whether one value is nearly all.
            return frequent.Values.Select(v => v.AtMost).Append(frequent.ErrorBound).Max() <= SurelyVaried * total ? 0 : total;
        }

        // Bins, which a stored profile has too.
        return data.Numeric is { Bins.Counts: { Count: > 0 } bins } numbers ? Math.Max(numbers.NaN, bins.Max()) : total;
    }
}
