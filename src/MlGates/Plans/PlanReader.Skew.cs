using MlGates.Gates;

namespace MlGates.Plans;

internal sealed partial class PlanReader
{
    private static PlannedSkew Skew(JsonObject value, Header header, GatePlan plan)
    {
        var baseline = Name(value.Require("baseline", "the rows as they were computed for training"), "baseline", "data", plan.Data.Keys);
        var judged = value.Require("candidate", "the rows as they were served");
        var candidate = Name(judged, "candidate", "data", plan.Data.Keys);
        RejectItself(judged, "candidate", baseline, "baseline");
        var key = value.Require("key", "the column, or a list of columns, that says which rows are the same");
        var keys = key.Kind == JsonKind.String ? [key.Text] : value.Texts("key") ?? [];
        if (keys.Count == 0)
        {
            throw key.Error($"\"key\" must be a column or a list of columns, found {key.Quoted}");
        }

        var most = value.Find("mostUnmatched");
        var check = new SkewCheck
        {
            Id = header.Id,
            Location = header.Location,
            LimitLocations = Places((RuleIds.RowsUnmatched, most)),
            Decision = header.Decision,
            Key = keys,
            Columns = SkewColumns(value),
            Exclude = value.Texts("exclude") ?? [],
            MostUnmatched = most is null ? null : JsonObject.Number(most, "mostUnmatched", 0, 1),
            Steps = Steps(value),
            HideValues = value.Boolean("hideValues") ?? false,
        };
        return new PlannedSkew(check, baseline, candidate);
    }

    private static OrderedDictionary<string, SkewLimit> SkewColumns(JsonObject value)
    {
        var columns = new OrderedDictionary<string, SkewLimit>();
        if (value.Find("columns") is not { } map)
        {
            return columns;
        }

        if (map.Kind != JsonKind.Object || map.Properties.Count == 0)
        {
            throw PlanError.At(map.Location, $"\"columns\" must be an object of column names (\"*\" for the rest), found {map.Quoted}; leave it out to compare every common column exactly");
        }

        foreach (var property in map.Properties)
        {
            var limit = new JsonObject(property.Value, $"Column \"{property.Name}\"");
            columns.Add(property.Name, new SkewLimit
            {
                Tolerance = limit.Number("tolerance", 0, 1e300) ?? 0,
                Relative = limit.Number("relative", 0, 1e9) ?? 0,
                AtMost = limit.Number("atMost", 0, 0.5) ?? 0,
                Location = property.Location,
            });
            limit.Close();
        }

        return columns;
    }

    private static List<IReadOnlyList<string>> Steps(JsonObject value)
    {
        var steps = new List<IReadOnlyList<string>>();
        if (value.Find("steps") is not { } found)
        {
            return steps;
        }

        if (found.Kind != JsonKind.Array || found.Items.Any(i => i.Kind != JsonKind.Array || i.Items.Count < 2))
        {
            throw PlanError.At(found.Location, $"\"steps\" must be a list of lists of at least two columns, each computed from the one before, such as [[\"fare\", \"fare_filled\"]], found {found.Quoted}");
        }

        foreach (var chain in found.Items)
        {
            steps.Add([.. chain.Items.Select(i => JsonObject.Text(i, "steps"))]);
        }

        return steps;
    }
}
