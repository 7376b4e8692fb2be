using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Numbers are written with leading zeros, as codes are, and lose them.</summary>
internal sealed class LeadingZeroRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaLeadingZeros;

    internal override bool Asks(ColumnSchema column) => !column.AllowLeadingZeros;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) => schema.AllowLeadingZeros || data.LeadingZeros == 0
        ? null
        : Broken(
            schema.Name,
            data.LeadingZeros,
            data.Lists?.Values ?? data.Present,
            n => $"{Say.Share(n, data.Lists?.Values ?? data.Present)} are written with leading zeros, which numbers lose",
            "write codes as text and read them as a category, or allow the zeros (\"leadingZeros\": true)",
            v => v.Kind is CellKind.Integer or CellKind.Float && LeadingZero.Count(v.Text.Span) > 0);
}
