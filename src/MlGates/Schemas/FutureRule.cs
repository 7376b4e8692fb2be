using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Times are later than the data can know of.</summary>
internal sealed class FutureRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaFuture;

    internal override bool Asks(ColumnSchema column) => !column.AllowFuture;

    /// <summary>The latest time that is not in the future, in seconds: clocks and zones may differ by a day.</summary>
    internal static double Latest(DateTimeOffset asOf) => Timestamp.Seconds(asOf.UtcDateTime.AddDays(1));

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.AllowFuture || data.Type != ColumnType.Timestamp || data.Numeric is not { } times)
        {
            return null;
        }

        if (context.Options.AsOf is not { } asOf)
        {
            return Unknown(schema.Name, "whether times are in the future cannot be told: it is not said when the data was taken (as of)", "say it, or allow such times (\"future\": true)", null);
        }

        var latest = Latest(asOf);
        if (!(times.Max > latest))
        {
            return null;
        }

        var total = data.Lists?.Values ?? data.Present;
        var extreme = context.HideValues ? "" : $"; the latest is {Say.Bound(times.Max, ColumnType.Timestamp)}";
        return Broken(
            schema.Name,
            RangeCount.Above(times, latest),
            total,
            n => $"{Say.Share(n, total)} are in the future, more than a day after {asOf.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{extreme}",
            "correct the clock, the time zone or the unit, or allow such times (\"future\": true)",
            v => v.Kind == CellKind.Timestamp && v.Number > latest);
    }
}
