using System.Globalization;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Metrics;
using MlGates.Snapshots;

namespace MlGates.Plans;

internal sealed partial class PlanReader
{
    private static readonly SortedDictionary<string, Func<JsonObject, Header, GatePlan, PlannedCheck>> Kinds = new(StringComparer.Ordinal)
    {
        ["artifact"] = Artifact,
        ["concept"] = Concept,
        ["convergence"] = Convergence,
        ["drift"] = Drift,
        ["features"] = Features,
        ["metric"] = Metric,
        ["schema"] = Schema,
        ["skew"] = Skew,
        ["snapshot"] = Snapshot,
        ["throughput"] = Throughput,
    };

    private static readonly SortedDictionary<string, Decision> Decisions = new(StringComparer.Ordinal)
    {
        ["evidence"] = Decision.Evidence,
        ["point"] = Decision.Point,
    };

    private static readonly SortedDictionary<string, PeerTool> Tools = new(Enum.GetValues<PeerTool>().ToDictionary(PeerComparison.Word, t => t), StringComparer.Ordinal);

    private static readonly SortedDictionary<string, Measure> MeasureWords = new(Measures.Ids.ToDictionary(id => id, id => Measures.Find(id)!.Value), StringComparer.Ordinal);

    private static readonly SortedDictionary<string, string> Metrics = new(MetricIds.All.ToDictionary(m => m), StringComparer.Ordinal);

    private static readonly (string Unit, double Bytes)[] Units =
        [("KiB", 1024), ("MiB", 1024 * 1024), ("GiB", 1024 * 1024 * 1024), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1)];

    private sealed record Header(string Id, SourceLocation Location, Decision Decision);

    private static List<PlannedCheck> Checks(JsonValue list, GatePlan plan)
    {
        var checks = new List<PlannedCheck>();
        foreach (var item in list.Items)
        {
            var value = new JsonObject(item, "A check");
            var kind = value.Require("check", $"its kind: {string.Join(", ", Kinds.Keys)}");
            var read = JsonObject.Word(kind, "check", Kinds);
            var id = value.Find("id") is { } given ? JsonObject.Text(given, "id") : kind.Text;
            if (checks.Exists(c => c.Id == id))
            {
                throw PlanError.At((value.Find("id") ?? kind).Location, $"Two checks have the id \"{id}\"; give each its own \"id\"");
            }

            var named = new JsonObject(item, $"Check \"{id}\"");
            named.Find("id");
            named.Find("check");
            var header = new Header(id, kind.Location, named.Word("decision", Decisions) ?? default);
            checks.Add(read(named, header, plan));
            named.Close();
        }

        return checks;
    }

    private static PlannedSchema Schema(JsonObject value, Header header, GatePlan plan)
    {
        var judged = Name(value.Require("data", "the dataset to judge"), "data", "data", plan.Data.Keys);
        var path = value.Require("schema", "the schema file");
        var before = value.Find("previous");
        var previous = before is null ? null : Name(before, "previous", "data", plan.Data.Keys);
        RejectItself(before, "previous", judged, "data");
        var other = value.Find("notIn");
        var notIn = other is null ? null : Name(other, "notIn", "data", plan.Data.Keys);
        RejectItself(other, "notIn", judged, "data");
        var check = new SchemaCheck { Id = header.Id, Location = header.Location, Decision = header.Decision, Environment = value.Text("environment"), HideValues = value.Boolean("hideValues") ?? false, Weight = value.Text("weight"), AsOf = AsOf(value) };
        return new PlannedSchema(check, judged, JsonObject.Text(path, "schema"), path.Location, previous, notIn);
    }

    private static DateTimeOffset? AsOf(JsonObject value)
    {
        if (value.Find("asOf") is not { } found)
        {
            return null;
        }

        return Timestamp.TryParse(JsonObject.Text(found, "asOf"), out var time) ? time
            : throw found.Error($"\"asOf\" must be a date or a time as ISO 8601 has them, such as 2026-05-31 or 2026-05-31T12:00Z, found {found.Quoted}");
    }

    private static PlannedDrift Drift(JsonObject value, Header header, GatePlan plan)
    {
        var baseline = Name(value.Require("baseline", "the dataset to compare with"), "baseline", "data", plan.Data.Keys);
        var judged = value.Require("candidate", "the dataset to judge");
        var candidate = Name(judged, "candidate", "data", plan.Data.Keys);
        RejectItself(judged, "candidate", baseline, "baseline");
        var features = new OrderedDictionary<string, FeatureLimit>();
        if (value.Find("features") is { } map)
        {
            if (map.Kind != JsonKind.Object || map.Properties.Count == 0)
            {
                throw PlanError.At(map.Location, $"\"features\" must be an object of column names (\"*\" for the rest), found {map.Quoted}; leave it out to judge every common column");
            }

            foreach (var property in map.Properties)
            {
                var limit = new JsonObject(property.Value, $"Feature \"{property.Name}\"");
                var measure = limit.Word("measure", MeasureWords);
                var bins = limit.Word("bins", Tools);
                var most = limit.Find("atMost");
                features.Add(property.Name, new FeatureLimit
                {
                    Measure = measure,
                    Bins = bins,
                    AtMost = most is null ? null : JsonObject.Number(most, "atMost", 0, (measure ?? (bins is { } tool ? PeerComparison.MeasuresOf(tool)[0] : Measure.JensenShannon)).LargestLimit()),
                    Location = most?.Location ?? property.Location,
                });
                limit.Close();
            }
        }

        var exclude = value.Texts("exclude") ?? [];
        var check = new DriftCheck { Id = header.Id, Location = header.Location, Decision = header.Decision, Features = features, Exclude = exclude, MaxFailing = MaxFailing(value), Group = value.Text("group"), Weight = value.Text("weight"), Windows = Windows(value), Multivariate = Multivariate(value) };
        check = WithSlices(check, value);
        return Attribution(value, header, plan) is var (attribution, before, after)
            ? new PlannedDrift(check with { Attribution = attribution }, baseline, candidate, (before, after))
            : new PlannedDrift(check, baseline, candidate);
    }

    private static OrderedDictionary<MultivariateMeasure, MultivariateLimit> Multivariate(JsonObject value)
    {
        var measures = new OrderedDictionary<MultivariateMeasure, MultivariateLimit>();
        if (value.Find("multivariate") is not { } map)
        {
            return measures;
        }

        if (map.Kind != JsonKind.Object || map.Properties.Count == 0)
        {
            throw PlanError.At(map.Location, $"\"multivariate\" must be an object of measures ({string.Join(", ", MultivariateMeasures.Ids)}), such as {{ \"domain-classifier\": {{ }} }}, found {map.Quoted}");
        }

        foreach (var property in map.Properties)
        {
            var measure = MultivariateMeasures.Find(property.Name)
                ?? throw PlanError.At(property.Location, $"There is no multivariate measure \"{property.Name}\"{JsonObject.Nearest(property.Name, MultivariateMeasures.Ids)}");
            var limit = new JsonObject(property.Value, $"Measure \"{property.Name}\"");
            var most = limit.Find("atMost");
            var (least, largest) = measure.Limits();
            measures.Add(measure, new MultivariateLimit { AtMost = most is null ? null : JsonObject.Number(most, "atMost", least, largest), Location = most?.Location ?? property.Location });
            limit.Close();
        }

        return measures;
    }

    private static (AttributionCheck Check, string Baseline, string Candidate)? Attribution(JsonObject value, Header header, GatePlan plan)
    {
        if (value.Find("attribution") is not { } found)
        {
            return null;
        }

        var item = new JsonObject(found, "\"attribution\"");
        var baseline = Name(item.Require("baseline", "attributions of the accepted model"), "baseline", "data", plan.Data.Keys);
        var judged = item.Require("candidate", "attributions to judge");
        var candidate = Name(judged, "candidate", "data", plan.Data.Keys);
        RejectItself(judged, "candidate", baseline, "baseline");
        var most = item.Find("atMost");
        var check = new AttributionCheck
        {
            Id = header.Id,
            Location = most?.Location ?? found.Location,
            Decision = header.Decision,
            AtMost = most is null ? AttributionCheck.DefaultAtMost : JsonObject.Number(most, "atMost", 1e-9, 1 - 1e-9),
            Exclude = item.Texts("exclude") ?? [],
        };
        item.Close();
        return (check, baseline, candidate);
    }

    private static DriftCheck WithSlices(DriftCheck check, JsonObject value)
    {
        if (value.Find("slices") is not { } found)
        {
            return check;
        }

        try
        {
            return check with { Slices = DriftCheck.SlicesOf(value.Texts("slices") ?? []) };
        }
        catch (FormatException e)
        {
            throw PlanError.At(found.Location, $"\"slices\": {e.Message}");
        }
    }

    private static int MaxFailing(JsonObject value)
    {
        if (value.Find("maxFailing") is not { } found)
        {
            return 0;
        }

        var number = JsonObject.Number(found, "maxFailing", 0, int.MaxValue);
        return number == Math.Floor(number) ? (int)number : throw found.Error($"\"maxFailing\" must be a whole number of columns, found {found.Quoted}");
    }

    private static PlannedMetric Metric(JsonObject value, Header header, GatePlan plan)
    {
        var evaluation = Name(value.Require("evaluation", "the evaluation to judge"), "evaluation", "evaluations", plan.Evaluations.Keys);
        var metric = value.Require("metric", string.Join(", ", MetricIds.All));
        var least = value.Find("atLeast");
        var partner = value.Find("against");
        var against = partner is null ? null : Name(partner, "against", "evaluations", plan.Evaluations.Keys);
        RejectItself(partner, "against", evaluation, "evaluation");
        var loss = value.Find("allowedLoss");
        if (least is null && against is null)
        {
            throw PlanError.At(header.Location, $"Check \"{header.Id}\" has no limit: give \"atLeast\", or \"against\" with \"allowedLoss\", or both");
        }

        if ((against is null) != (loss is null))
        {
            throw PlanError.At(loss?.Location ?? header.Location, $"Check \"{header.Id}\" needs \"against\" and \"allowedLoss\" together");
        }

        var detect = value.Find("detect");
        if (detect is not null && least is null)
        {
            throw PlanError.At(detect.Location, "\"detect\" needs \"atLeast\", the value it is counted from");
        }

        var check = new MetricCheck { Id = header.Id, Metric = JsonObject.Word(metric, "metric", Metrics) };
        return new PlannedMetric(
            check with
            {
                Location = header.Location,
                LimitLocations = Places((RuleIds.MetricThreshold, least), (RuleIds.MetricWorse, loss)),
                Decision = header.Decision,
                AtLeast = least is null ? null : JsonObject.Number(least, "atLeast", 0, 1),
                AllowedLoss = loss is null ? null : JsonObject.Number(loss, "allowedLoss", 1e-9, 1),
                Detect = detect is null ? check.Detect : JsonObject.Number(detect, "detect", 1e-6, 1 - 1e-6),
            },
            evaluation,
            against);
    }

    private static PlannedConcept Concept(JsonObject value, Header header, GatePlan plan)
    {
        var baseline = Name(value.Require("baseline", "the evaluation to compare with"), "baseline", "evaluations", plan.Evaluations.Keys);
        var judged = value.Require("candidate", "the evaluation to judge");
        var candidate = Name(judged, "candidate", "evaluations", plan.Evaluations.Keys);
        RejectItself(judged, "candidate", baseline, "baseline");
        var check = new ConceptCheck { Id = header.Id, Location = header.Location, Decision = header.Decision };
        return new PlannedConcept(
            check with
            {
                AtMost = value.Number("atMost", 1e-9, 1) ?? check.AtMost,
                LabelsAtMost = value.Number("labelsAtMost", 1e-9, 1) ?? check.LabelsAtMost,
                ScoresAtMost = value.Number("scoresAtMost", 1e-9, 1) ?? check.ScoresAtMost,
            },
            baseline,
            candidate);
    }

    private static PlannedConvergence Convergence(JsonObject value, Header header, GatePlan plan)
    {
        var history = Name(value.Require("history", "the loss history to judge"), "history", "histories", plan.Histories.Keys);
        var check = new ConvergenceCheck { Id = header.Id, Location = header.Location, Decision = header.Decision };
        return new PlannedConvergence(
            check with
            {
                Delta = value.Number("delta", 1e-6, 10) ?? check.Delta,
                Epsilon = value.Number("epsilon", 1e-6, 0.99) ?? check.Epsilon,
                Kappa = value.Number("kappa", 1e-6, 100) ?? check.Kappa,
                RequireConverged = value.Boolean("requireConverged") ?? check.RequireConverged,
            },
            history);
    }

    private static PlannedArtifact Artifact(JsonObject value, Header header, GatePlan plan)
    {
        var model = Name(value.Require("model", "the model to judge"), "model", "models", plan.Models.Keys);
        var size = value.Find("maxBytes");
        var sha = value.Find("sha256");
        return new PlannedArtifact(
            new ArtifactCheck
            {
                Id = header.Id,
                Location = header.Location,
                LimitLocations = Places((RuleIds.ArtifactTooLarge, size), (RuleIds.ArtifactHash, sha)),
                Decision = header.Decision,
                MaxBytes = size is null ? null : Bytes(size),
                Sha256 = sha is null ? null
                    : JsonObject.Text(sha, "sha256") is { Length: 64 } hex && hex.All(char.IsAsciiHexDigit) ? hex.ToLowerInvariant()
                    : throw PlanError.At(sha.Location, $"\"sha256\" must be 64 hexadecimal digits, found {sha.Quoted}"),
            },
            model);
    }

    private static PlannedThroughput Throughput(JsonObject value, Header header, GatePlan plan)
    {
        var model = Name(value.Require("model", "the model to time"), "model", "models", plan.Models.Keys);
        var data = Name(value.Require("data", "the rows to predict"), "data", "data", plan.Data.Keys);
        var least = value.Find("atLeast");
        var partner = value.Find("against");
        var against = partner is null ? null : Name(partner, "against", "models", plan.Models.Keys);
        RejectItself(partner, "against", model, "model");
        var slowdown = value.Find("allowedSlowdown");
        if (least is null && against is null)
        {
            throw PlanError.At(header.Location, $"Check \"{header.Id}\" has no limit: give \"atLeast\" (predictions per second), or \"against\" (a model), or both");
        }

        if (against is null && slowdown is not null)
        {
            throw PlanError.At(slowdown.Location, "\"allowedSlowdown\" needs \"against\", the model to compare with");
        }

        var check = new ThroughputCheck { Id = header.Id, Location = header.Location, Decision = header.Decision };
        return new PlannedThroughput(
            check with
            {
                LimitLocations = Places((RuleIds.ThroughputFloor, least), (RuleIds.ThroughputSlower, slowdown)),
                AtLeast = least is null ? null : JsonObject.Number(least, "atLeast", 1e-9, 1e12),
                AllowedSlowdown = slowdown is null ? check.AllowedSlowdown : JsonObject.Number(slowdown, "allowedSlowdown", 1e-6, 100),
            },
            model,
            data,
            against);
    }

    private static PlannedSnapshot Snapshot(JsonObject value, Header header, GatePlan plan)
    {
        var data = Name(value.Require("data", "the dataset to judge"), "data", "data", plan.Data.Keys);
        var file = value.Require("verified", "the accepted snapshot, a *.verified.json file");
        var verified = JsonObject.Text(file, "verified");
        if (!verified.EndsWith(SnapshotFile.VerifiedExtension, StringComparison.Ordinal))
        {
            throw PlanError.At(file.Location, $"\"verified\" must end in {SnapshotFile.VerifiedExtension}, found {file.Quoted}");
        }

        var tolerances = new List<SnapshotTolerance>();
        if (value.Find("tolerances") is { } map)
        {
            if (map.Kind != JsonKind.Object)
            {
                throw PlanError.At(map.Location, $"\"tolerances\" must be an object of paths such as \"columns/*/mean\", found {map.Quoted}");
            }

            foreach (var property in map.Properties)
            {
                var tolerance = new JsonObject(property.Value, $"Tolerance \"{property.Name}\"");
                tolerances.Add(new SnapshotTolerance(property.Name, tolerance.Number("relative", 0, 1e9) ?? 0, tolerance.Number("absolute", 0, 1e300) ?? 0));
                tolerance.Close();
            }
        }

        return new PlannedSnapshot(new SnapshotCheck { Id = header.Id, Location = file.Location, Decision = header.Decision, Tolerances = tolerances }, data, verified);
    }

    private static SortedDictionary<string, SourceLocation> Places(params ReadOnlySpan<(string Rule, JsonValue? Value)> limits)
    {
        var places = new SortedDictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var (rule, value) in limits)
        {
            if (value is not null)
            {
                places.Add(rule, value.Location);
            }
        }

        return places;
    }

    private static string Name(JsonValue value, string member, string section, IEnumerable<string> known)
    {
        var name = JsonObject.Text(value, member);
        return known.Contains(name) ? name : throw PlanError.At(value.Location, $"\"{section}\" has no \"{name}\"{JsonObject.Nearest(name, known)}");
    }

    // What is compared with itself passes whatever it is.
    private static void RejectItself(JsonValue? value, string member, string other, string otherMember)
    {
        if (value is not null && value.Text == other)
        {
            throw PlanError.At(value.Location, $"\"{member}\" is \"{other}\" as \"{otherMember}\" is: a comparison with itself always passes; name another");
        }
    }

    /// <summary>A number of bytes, or a string such as <c>"20 MB"</c> (1000-based) or <c>"20 MiB"</c>.</summary>
    private static long Bytes(JsonValue value)
    {
        if (value.Kind == JsonKind.String)
        {
            foreach (var (unit, bytes) in Units)
            {
                if (value.Text.EndsWith(unit, StringComparison.Ordinal)
                    && double.TryParse(value.Text.AsSpan(0, value.Text.Length - unit.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
                {
                    return (long)(count * bytes);
                }
            }

            throw PlanError.At(value.Location, $"\"maxBytes\" must be a number of bytes or a size such as \"20 MB\" (KB, MB, GB, KiB, MiB, GiB), found {value.Quoted}");
        }

        return (long)JsonObject.Number(value, "maxBytes", 1, long.MaxValue);
    }
}
