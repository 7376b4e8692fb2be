using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Values occur more than once in a column where each must occur once. Missing values do not count.</summary>
internal sealed class UniqueRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaRepeatedValues;

    internal override bool Asks(ColumnSchema column) => column.Unique;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        var total = data.Lists?.Values ?? data.Present;
        if (!schema.Unique || total < 2 || (data.Distinct.Exact && data.Distinct.Value == total))
        {
            return null;
        }

        string Said(long repeated, long different) => $"{Say.Share(repeated, total)} repeat one of a row above{(different > 0 ? $", {different} different ones" : "")}";
        var first = data is { Missing: 0, Lists: null } ? new DistinctScan([data], total, context.DecimalComma) : null;
        var scan = new RepeatScan([(schema.Name, data.Type)], values: true, total, Said, context.Options, context.DecimalComma) { First = !data.Distinct.Exact && first is { IsCheap: true } ? first : null };
        const string Advice = "remove what came twice, or take \"unique\" out of the schema";
        return data.Distinct.Exact
            ? Broken(schema.Name, Said(total - data.Distinct.Value, 0), Advice) with { Count = total - data.Distinct.Value, Of = total, Scan = scan }
            : Unknown(schema.Name, $"whether one of about {data.Distinct.Value} distinct values occurs twice among {total} is not in a profile; validate the rows", Advice, scan);
    }
}
