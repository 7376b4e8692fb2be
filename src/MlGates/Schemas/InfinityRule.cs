using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Infinities stand among the values where they may not.</summary>
internal sealed class InfinityRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaInfinity;

    internal override bool Asks(ColumnSchema column) => !column.AllowInfinity;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) =>
        schema.AllowInfinity || data.Numeric is not { } numbers || numbers.PositiveInfinity + numbers.NegativeInfinity == 0
            ? null
            : Broken(
                schema.Name,
                numbers.PositiveInfinity + numbers.NegativeInfinity,
                data.Lists?.Values ?? data.Present,
                n => $"{Say.Share(n, data.Lists?.Values ?? data.Present)} are infinite",
                "mend the division or logarithm that makes them, or allow them (\"infinity\": true)",
                v => v.IsNumber && double.IsInfinity(v.Number));
}
