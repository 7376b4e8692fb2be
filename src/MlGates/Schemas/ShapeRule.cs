using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Rows do not all have the values of a fixed shape, or one has none.</summary>
internal sealed class ShapeRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaShape;

    internal override bool Asks(ColumnSchema column) => column.Shape is not null;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.Shape is not { } shape)
        {
            return null;
        }

        var size = shape.Aggregate(1L, (a, b) => a * b);
        var (least, most) = data.Lists is { } lists ? (lists.Min, lists.Max) : (1, 1);
        var said = $"[{string.Join(", ", shape)}] of {Say.Values(size, "value", "values")}";
        return data.Present > 0 && (least != size || most != size)
            ? Broken(schema.Name, $"rows hold {(least == most ? $"{least}" : $"{least} to {most}")} values, not the shape {said}", "rebuild the vectors, or change \"shape\"")
            : data.Missing > 0
                ? Broken(schema.Name, $"{Say.Share(data.Missing, data.Present + data.Missing, "rows")} have no vector where the shape {said} is fixed", "fill them, or remove \"shape\"")
                : null;
    }
}
