using MlGates.Gates;

namespace MlGates.Plans;

internal sealed partial class PlanReader
{
    private const ulong OrderSeed = 1;
    private const double MostRows = 1L << 40;

    private static PlannedFeatures Features(JsonObject value, Header header, GatePlan plan)
    {
        var data = Name(value.Require("data", "the table of features, or the rows that the model transforms"), "data", "data", plan.Data.Keys);
        var model = value.Find("model") is { } m ? Name(m, "model", "models", plan.Models.Keys) : null;
        JsonValue?[] ofModel = [value.Find("column"), value.Find("deterministic"), value.Find("orderIndependent"), value.Find("rowByRow")];
        var columns = value.Find("columns");
        var (length, names, min, max) = (value.Find("length"), value.Find("names"), value.Find("min"), value.Find("max"));
        var (constant, duplicate, rows) = (value.Find("noConstant"), value.Find("noDuplicate"), value.Find("rows"));
        if (model is null && Array.Find(ofModel, v => v is not null) is { } withoutModel)
        {
            throw withoutModel.Error($"Check \"{header.Id}\" needs \"model\" for this: a table tells nothing of the transform that wrote it");
        }

        if (model is not null && columns is not null)
        {
            throw columns.Error("\"columns\" chooses columns of a table; with \"model\" name its \"column\" of features");
        }

        var hide = value.Boolean("hideValues") ?? false;
        var check = new FeatureCheck
        {
            Id = header.Id,
            Location = header.Location,
            Decision = header.Decision,
            LimitLocations = Places(
                (RuleIds.FeatureLength, length), (RuleIds.FeatureNames, names), (RuleIds.FeatureRange, min ?? max), (RuleIds.FeatureConstant, constant),
                (RuleIds.FeatureDuplicate, duplicate), (RuleIds.FeatureRowCount, rows), (RuleIds.FeatureNotDeterministic, ofModel[1]),
                (RuleIds.FeatureRowOrder, ofModel[2]), (RuleIds.FeatureRowByRow, ofModel[3])),
            Finite = value.Boolean("finite") ?? true,
            Length = value.Number("length", 1, int.MaxValue) is { } l ? (int)l : null,
            Names = value.Texts("names"),
            Min = value.Number("min", float.MinValue, float.MaxValue),
            Max = value.Number("max", float.MinValue, float.MaxValue),
            Ranges = Ranges(value.Find("ranges")),
            NoConstant = value.Boolean("noConstant") ?? false,
            NoDuplicate = value.Boolean("noDuplicate") ?? false,
            Except = value.Texts("except") ?? [],
            RowCount = rows is null ? null : Rows(rows, model is not null),
            Deterministic = value.Boolean("deterministic") ?? false,
            OrderSeed = value.Boolean("orderIndependent") == true ? OrderSeed : null,
            RowByRowTolerance = value.Number("rowByRow", 0, 1),
            HideValues = hide,
        };
        if (check.Min > check.Max)
        {
            throw max!.Error($"\"max\" must not be less than \"min\", found {max.Quoted}");
        }

        var vocabularies = Vocabularies(value.Find("vocabulary"), value.Boolean("allowMissing") ?? false, hide, header);
        if (!check.Asks && vocabularies.Count == 0)
        {
            throw PlanError.At(header.Location, $"Check \"{header.Id}\" asks for nothing: leave out \"finite\": false, or give another limit");
        }

        return new PlannedFeatures(check, data, model, value.Text("column") ?? "Features", value.Texts("columns") ?? [], vocabularies);
    }

    private static SortedDictionary<string, FeatureRange> Ranges(JsonValue? map)
    {
        var ranges = new SortedDictionary<string, FeatureRange>(StringComparer.Ordinal);
        foreach (var property in Members(map, "ranges", "{ \"fare\": { \"min\": 0, \"max\": 500 } }"))
        {
            var limits = new JsonObject(property.Value, $"Range \"{property.Name}\"");
            var range = new FeatureRange(limits.Number("min", float.MinValue, float.MaxValue), limits.Number("max", float.MinValue, float.MaxValue)) { Location = property.Location };
            limits.Close();
            ranges.Add(property.Name, range.IsValid ? range : throw property.Value.Error($"Range \"{property.Name}\" needs \"min\" or \"max\" or both, \"max\" not less than \"min\""));
        }

        return ranges;
    }

    private static List<(string Column, VocabularyCheck Check)> Vocabularies(JsonValue? map, bool allowMissing, bool hide, Header header)
    {
        var vocabularies = new List<(string, VocabularyCheck)>();
        foreach (var property in Members(map, "vocabulary", "{ \"payment\": [\"Card\", \"Cash\"] }"))
        {
            if (property.Value is not { Kind: JsonKind.Array, Items.Count: > 0 })
            {
                throw property.Value.Error($"Vocabulary \"{property.Name}\" must be a list of strings with at least one, found {property.Value.Quoted}");
            }

            string[] words = [.. property.Value.Items.Select(i => i.Kind == JsonKind.String ? i.Text : throw i.Error($"Vocabulary \"{property.Name}\" must be a list of strings, found {i.Quoted}"))];
            vocabularies.Add((property.Name, new VocabularyCheck { Id = header.Id, Location = property.Location, Words = words, AllowMissing = allowMissing, HideValues = hide }));
        }

        return vocabularies;
    }

    private static RowCount Rows(JsonValue value, bool transforms)
    {
        if (value is { Kind: JsonKind.String, Text: "kept" })
        {
            return transforms ? RowCount.Kept : throw value.Error("\"rows\": \"kept\" needs \"model\": a table tells nothing of the rows it was made of");
        }

        var limits = value.Kind == JsonKind.Object ? new JsonObject(value, "\"rows\"") : throw value.Error($"\"rows\" must be \"kept\" or an object such as {{ \"exactly\": 100 }}, found {value.Quoted}");
        RowCount?[] counts =
        [
            limits.Number("exactly", 0, MostRows) is { } exactly ? RowCount.Exactly((long)exactly) : null,
            limits.Number("atLeast", 0, MostRows) is { } least ? RowCount.AtLeast((long)least) : null,
            limits.Number("atMost", 0, MostRows) is { } most ? RowCount.AtMost((long)most) : null,
            limits.Number("times", 0, 1e6) is { } times ? transforms ? RowCount.Times(times) : throw value.Error("\"times\" needs \"model\": a table tells nothing of the rows it was made of") : null,
        ];
        limits.Close();
        return counts.Count(c => c is not null) == 1 ? counts.First(c => c is not null)! : throw value.Error("\"rows\" needs one of \"exactly\", \"atLeast\", \"atMost\" and \"times\"");
    }

    private static List<JsonProperty> Members(JsonValue? map, string name, string example) => map switch
    {
        null => [],
        { Kind: JsonKind.Object, Properties.Count: > 0 } => map.Properties,
        _ => throw map.Error($"\"{name}\" must be an object such as {example}, found {map.Quoted}"),
    };
}
