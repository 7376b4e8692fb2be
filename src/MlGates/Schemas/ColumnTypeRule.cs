using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Values are of another type than the schema says.</summary>
internal sealed class ColumnTypeRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaType;

    internal override bool Asks(ColumnSchema column) => column.Type is not (null or ColumnType.Category or ColumnType.Empty);

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.Type is not { } type || type is ColumnType.Category or ColumnType.Empty || data.Type is ColumnType.Empty || data.Type == type)
        {
            return null;
        }

        var total = data.Lists?.Values ?? data.Present;
        var (wrong, isExact) = Wrong(data, type, total);
        if (wrong == 0)
        {
            return null;
        }

        var broken = Broken(
            schema.Name,
            wrong,
            total,
            n => n == total ? $"all {n} values are of type {Say.Type(data.Type)}, not {Say.Type(type)}" : $"{Say.Share(n, total)} are not of type {Say.Type(type)}",
            "correct them, name tokens that stand for missing values, or change the type in the schema",
            v => !Is(v, type));
        return isExact ? broken : broken with { Found = $"at least {Say.Share(wrong, total)} are not of type {Say.Type(type)}; the column is of type {Say.Type(data.Type)}" };
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

    // How many, and whether that is all of them: a profile does not tell whole numbers among others, nor ones among numbers that it does not list.
    private static (long Count, bool IsExact) Wrong(ColumnProfile data, ColumnType type, long total) => type switch
    {
        ColumnType.Integer when data is { Type: ColumnType.Float, Kinds: null } => (NotWhole(data), false),
        ColumnType.Integer => (total - KindsOf(data, total).Integers, true),
        ColumnType.Float => (KindsOf(data, total) is var k ? total - k.Integers - k.Floats : 0, true),
        ColumnType.Boolean => NoTruth(data, total),
        _ => (total - KindsOf(data, total).Timestamps, true),
    };

    private static ValueKinds KindsOf(ColumnProfile data, long values) => data.Kinds ?? data.Type switch
    {
        ColumnType.Integer => new ValueKinds(values, 0, 0, 0, 0),
        ColumnType.Float => new ValueKinds(0, values, 0, 0, 0),
        ColumnType.Boolean => new ValueKinds(0, 0, values, 0, 0),
        ColumnType.Timestamp => new ValueKinds(0, 0, 0, values, 0),
        _ => new ValueKinds(0, 0, 0, 0, values),
    };

    // A column of floats has at least one; NaN and infinities are floats as well.
    private static long NotWhole(ColumnProfile data) => Math.Max(1, data.Numeric is { } n ? n.NaN + n.PositiveInfinity + n.NegativeInfinity : 0);

    // 0 and 1 are truth values too.
    private static (long Count, bool IsExact) NoTruth(ColumnProfile data, long total)
    {
        if (data.Numeric is not { } numbers || data.Type == ColumnType.Timestamp)
        {
            var kinds = KindsOf(data, total);
            return kinds.Integers + kinds.Floats == 0 ? (total - kinds.Booleans, true)
                : data.Categories is { } texts ? (total - kinds.Booleans - texts.Counts.Sum(c => IsZeroOrOne(c.Key) ? c.Value : 0), true)
                : (Math.Max(1, kinds.Timestamps + kinds.Texts), false);
        }

        var special = numbers.NaN + numbers.PositiveInfinity + numbers.NegativeInfinity;
        if (special == 0 && data.Distinct is { Exact: true, Value: <= 2 } && numbers.Min is 0 or 1 && numbers.Max is 0 or 1)
        {
            return (0, true);
        }

        if (data is { Type: ColumnType.Integer, Categories.Counts: { } counts })
        {
            return (total - counts.GetValueOrDefault("0") - counts.GetValueOrDefault("1"), true);
        }

        if (numbers.Histogram is { IsExact: true } histogram)
        {
            long truths = 0;
            for (var i = 0; i < histogram.Cells; i++)
            {
                truths += histogram.CellStart(i) is 0 or 1 ? histogram.CellCount(i) : 0;
            }

            return (total - truths, true);
        }

        return (Math.Max(1, special + numbers.Negative), false);
    }

    private static bool IsZeroOrOne(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is (0 or 1);
}
