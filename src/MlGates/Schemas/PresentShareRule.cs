using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Too small a share of the rows has a value. Of weights where rows have some.</summary>
internal sealed class PresentShareRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaPresentShare;

    internal override bool Asks(ColumnSchema column) => column.MinPresent > 0;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.MinPresent is not { } min || EmptyColumnRule.Speaks(schema, data))
        {
            return null;
        }

        var rows = data.Present + data.Missing;
        // Compared by what is missing: a share of 10^15 rows but one is 1 as a double. In decimal, as people wrote the share: 1 of 10 is not more than 1 - 0.9.
        var broken = data.Weighted is { } w
            ? WeightedShare.IsAbove(w.Missing, (double)(1 - (decimal)min), w.Present + w.Missing)
            : data.Missing > (1 - (decimal)min) * rows;
        if (!broken)
        {
            return null;
        }

        var weighted = data.Weighted is { } weights ? WeightedShare.Said(weights.Missing, weights.Present + weights.Missing) : "";
        return Broken(
            schema.Name,
            data.Missing,
            rows,
            n => $"{Say.Share(n, rows)} are missing{weighted}; at most {Say.Percent(1 - min)} may be",
            "find out why they are missing, or lower \"minPresent\"",
            v => v.Kind == CellKind.Missing);
    }
}
