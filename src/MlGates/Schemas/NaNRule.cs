using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>NaN stands among the values where it may not.</summary>
internal sealed class NaNRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaNaN;

    internal override bool Asks(ColumnSchema column) => !column.AllowNaN;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) => schema.AllowNaN || data.Numeric is not { NaN: > 0 } numbers
        ? null
        : Broken(
            schema.Name,
            numbers.NaN,
            data.Lists?.Values ?? data.Present,
            n => $"{Say.Share(n, data.Lists?.Values ?? data.Present)} are NaN",
            "mend the computation that makes them, or allow them (\"nan\": true)",
            v => v.IsNumber && double.IsNaN(v.Number));
}
