using MlGates.Profiles;

namespace MlGates.Plans;

// Windows of a drift check's candidate.
internal sealed partial class PlanReader
{
    private static RowWindows? Windows(JsonObject check)
    {
        if (check.Find("windows") is not { } found)
        {
            return null;
        }

        foreach (var design in new[] { "group", "weight" })
        {
            if (check.Find(design) is { } other)
            {
                throw PlanError.At(other.Location, $"\"{design}\" does not go with \"windows\", which are compared row by row; use a check for each");
            }
        }

        if (found.Kind != JsonKind.Object)
        {
            throw PlanError.At(found.Location, $"\"windows\" must be an object such as {{ \"by\": \"time\", \"every\": \"7d\" }} or {{ \"rows\": 5000 }}, found {found.Quoted}");
        }

        var value = new JsonObject(found, "\"windows\"");
        var (by, every, rows) = (value.Find("by"), value.Find("every"), value.Find("rows"));
        if ((by is null) != (every is null) || (by is null) == (rows is null))
        {
            throw PlanError.At(found.Location, "\"windows\" needs either \"by\" (a column of times) with \"every\" (such as \"7d\"), or \"rows\"");
        }

        var windows = by is null
            ? RowWindows.OfRows(Whole(rows!, "rows"))
            : RowWindows.ByTime(JsonObject.Text(by, "by"), TimePeriod.Find(JsonObject.Text(every!, "every"))
                ?? throw every!.Error($"\"every\" must be a whole number of hours, days, months or years, such as \"6h\", \"7d\", \"1mo\" or \"1y\", found {every.Quoted}"));
        windows = value.Find("minRows") is { } least ? windows with { MinRows = (int)Whole(least, "minRows") } : windows;
        value.Close();
        return windows;
    }

    private static long Whole(JsonValue value, string member)
    {
        var number = JsonObject.Number(value, member, 1, int.MaxValue);
        return number == Math.Floor(number) ? (long)number : throw value.Error($"\"{member}\" must be a whole number of rows, found {value.Quoted}");
    }
}
