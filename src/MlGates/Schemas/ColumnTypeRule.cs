using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Values are of another type than the schema says.</summary>
internal sealed class ColumnTypeRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaType;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.Type is not { } type || type is ColumnType.Category or ColumnType.Empty || data.Type is ColumnType.Empty || data.Type == type)
        {
            return null;
        }

        var kinds = KindsOf(data);
        var total = data.Lists?.Values ?? data.Present;
        var wrong = type switch
        {
            ColumnType.Integer => total - kinds.Integers,
            ColumnType.Float => total - kinds.Integers - kinds.Floats,
            // 0 and 1 are truth values too.
            ColumnType.Boolean => total - kinds.Booleans - ZerosAndOnes(data),
            _ => total - kinds.Timestamps,
        };
        return wrong == 0 ? null : Broken(
            schema.Name,
            wrong,
            total,
            n => n == total ? $"all {n} values are of type {Say.Type(data.Type)}, not {Say.Type(type)}" : $"{Say.Share(n, total)} are not of type {Say.Type(type)}",
            "correct them, name tokens that stand for missing values, or change the type in the schema",
            v => !Is(v, type));
    }

    internal static bool Is(CellValue value, ColumnType type) => type switch
    {
        _ when value.Kind == CellKind.Missing => true,
        ColumnType.Integer => value.Kind == CellKind.Integer,
        ColumnType.Float => value.IsNumber,
        ColumnType.Boolean => value.Kind == CellKind.Boolean || (value.IsNumber && value.Number is 0 or 1),
        ColumnType.Timestamp => value.Kind == CellKind.Timestamp,
        _ => true,
    };

    private static ValueKinds KindsOf(ColumnProfile data)
    {
        var values = data.Lists?.Values ?? data.Present;
        return data.Kinds ?? data.Type switch
        {
            ColumnType.Integer => new ValueKinds(values, 0, 0, 0, 0),
            ColumnType.Float => new ValueKinds(0, values, 0, 0, 0),
            ColumnType.Boolean => new ValueKinds(0, 0, values, 0, 0),
            ColumnType.Timestamp => new ValueKinds(0, 0, 0, values, 0),
            _ => new ValueKinds(0, 0, 0, 0, values),
        };
    }

    private static long ZerosAndOnes(ColumnProfile data)
    {
        if (data.Numeric?.Histogram is not { IsExact: true } histogram)
        {
            return data is { Type: ColumnType.Integer, Categories.Counts: { } counts } ? counts.GetValueOrDefault("0") + counts.GetValueOrDefault("1") : 0;
        }

        long count = 0;
        for (var i = 0; i < histogram.Cells; i++)
        {
            count += histogram.CellStart(i) is 0 or 1 ? histogram.CellCount(i) : 0;
        }

        return count;
    }
}
