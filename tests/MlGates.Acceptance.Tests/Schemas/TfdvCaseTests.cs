using System.Globalization;
using System.Text;
using System.Text.Json;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Acceptance.Schemas;

/// <summary>The cases of TensorFlow Data Validation on schemas, from its schema text and rows of the described statistics to anomalies and what may be accepted.</summary>
public sealed class TfdvCaseTests
{
    // What we say in place of upstream, on purpose. An entry that says the same as upstream fails.
    private static readonly Dictionary<string, (string[] Rules, string Why)> Different = new(StringComparer.Ordinal)
    {
        ["schema_anomaly-s04"] = ([RuleIds.SchemaType, RuleIds.SchemaAboveRange], "whole numbers beyond 64 bits are floats; the bounds hold for floats too, so both are said, and accepting the type keeps the bounds"),
        ["schema_anomaly-s14"] = ([RuleIds.SchemaUnexpectedValues, RuleIds.SchemaInvalidText], "broken bytes are not among the known values either: with MLG1012 off, a closed domain still refuses them; accepting never adds them"),
        ["schema_anomaly-s18"] = ([RuleIds.SchemaDistinct], "distinct values are counted in columns of every type, so the rule is judged where upstream says that it cannot"),
        ["schema_anomaly-s28"] = ([RuleIds.SchemaUnexpectedValues], "drift is a check of its own with its own report, MLG2001; a schema says what is valid"),
    };

    private static JsonElement[] Cases(string kind)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Shared.Path("reference", "tfx_cases.json")));
        JsonElement[] cases = [.. document.RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("kind").GetString() == kind).Select(c => c.Clone())];
        cases.Should().NotBeEmpty("tfx_cases.json must hold {0}", kind);
        return cases;
    }

    public static IEnumerable<object[]> Ids(string kind) => Shared.Exists ? Cases(kind).Select(c => new object[] { c.GetProperty("id").GetString()! }) : [["none"]];

    private static JsonElement Case(string kind, string id) => Cases(kind).Single(c => c.GetProperty("id").GetString() == id);

    private static string[] Wanted(JsonElement reference) =>
        [.. reference.GetProperty("expect").GetProperty("anomalies").EnumerateArray().SelectMany(a => TfdvAnomalies.Rules[a.GetString()!]).Distinct().Order(StringComparer.Ordinal)];

    private static void Agree(string id, string[] wanted, IEnumerable<Anomaly> anomalies)
    {
        Anomaly[] all = [.. anomalies];
        string[] found = [.. all.Select(a => a.Rule).Order(StringComparer.Ordinal)];
        var said = string.Join("\n", all.Select(a => $"{a.Rule} {a.Column}: {a.Found}"));
        if (Different.TryGetValue(id, out var ours))
        {
            ours.Rules.Should().NotEqual(wanted, "{0} is listed as different ({1})", id, ours.Why);
            wanted = ours.Rules;
        }

        found.Should().Equal(wanted, "{0} says so, found\n{1}", id, said);
    }

    [SharedTheory]
    [MemberData(nameof(Ids), "schema_anomaly")]
    public void SchemaAnomaly_OfEachCase_IsTheSameOrListed(string id)
    {
        var reference = Case("schema_anomaly", id);
        var (given, summary) = (reference.GetProperty("input").GetProperty("schema"), reference.GetProperty("input").GetProperty("summary"));
        using var data = new TfdvSummary(summary);
        var wanted = Wanted(reference);
        if (wanted is [RuleIds.SchemaInvalid])
        {
            FluentActions.Invoking(() => TfdvSchema.Read(given, data)).Should().Throw<InputException>().Which.Rule.Should().Be(RuleIds.SchemaInvalid);
            return;
        }

        var schema = TfdvSchema.Read(given, data);
        if (summary.TryGetProperty("numPresent", out var present) && present.GetDouble() > 1e6)
        {
            Agree(id, wanted, SchemaValidator.Examine(schema, Huge(summary)));
            return;
        }

        var rows = data.Rows();
        var options = new SchemaValidationOptions { Environment = given.TryGetProperty("environment", out var environment) ? environment.GetString() : null };
        var report = SchemaValidator.Validate(schema, rows, options);
        Agree(id, wanted, report.Anomalies);
        report.Anomalies.Select(a => a.Column).Except([TfdvSchema.NameOf(given)]).Should().BeEmpty();
        if (given.TryGetProperty("severityOverrides", out _))
        {
            report.Anomalies.Should().OnlyContain(a => a.Severity == RuleSeverity.Warning);
        }

        // What is accepted lets the data through, with the rules that upstream relaxes to.
        if (report.Anomalies.Count > 0)
        {
            var proposals = SchemaEvolution.Propose(schema, report.Profile, report.Anomalies);
            if (report.Anomalies.Any(a => a.Rule == RuleIds.SchemaInvalidText))
            {
                proposals.Should().OnlyContain(p => p.Change == null, "no schema makes broken bytes right");
                return;
            }

            var updated = SchemaEvolution.Accept(schema, proposals, "these rows are right", report.Profile);
            SchemaValidator.Validate(updated, rows, options).Anomalies.Should().BeEmpty();
            if (reference.GetProperty("expect").TryGetProperty("schemaAfterUpdate", out var after) && !Different.ContainsKey(id))
            {
                Updated(updated.Find(TfdvSummary.Column)!, after);
            }
        }
    }

    private static void Updated(ColumnSchema column, JsonElement after)
    {
        foreach (var rule in after.EnumerateObject())
        {
            switch (rule.Name)
            {
                case "domain" when rule.Value.GetString() == "dropped":
                    column.Domain.Should().BeNull();
                    column.Range.Should().BeNull();
                    break;
                case "intDomain" or "floatDomain":
                    column.Range.Should().Be(new NumberRange(Bound(rule.Value, "min"), Bound(rule.Value, "max")));
                    break;
                case "valueCount":
                    // No least number is one of 0.
                    (column.Values!.Min ?? 0).Should().Be((long)(Bound(rule.Value, "min") ?? 0));
                    column.Values.Max.Should().Be((long?)Bound(rule.Value, "max"));
                    break;
                default:
                    throw new InvalidOperationException($"The case updates '{rule.Name}', which is not looked at.");
            }
        }
    }

    private static double? Bound(JsonElement value, string name) => value.TryGetProperty(name, out var bound) ? bound.GetDouble() : null;

    // More rows than a file holds: the profile alone.
    private static DatasetProfile Huge(JsonElement summary)
    {
        var (present, missing) = (summary.GetProperty("numPresent").GetInt64(), summary.GetProperty("numMissing").GetInt64());
        return new DatasetProfile
        {
            Name = "huge",
            Rows = present + missing,
            Columns = [new ColumnProfile { Name = TfdvSummary.Column, Type = ColumnType.Integer, Present = present, Missing = missing, Distinct = new DistinctCount(1, true) }],
        };
    }

    [SharedFact]
    public void Differences_InTheDocs_AreThoseOfTheTable()
    {
        var page = File.ReadAllLines(Path.Combine(Shared.RepositoryRoot(), "docs", "statistics.md"));
        string[] section = [.. page.SkipWhile(l => l != "## Schema: where MlGates differs from TFDV").Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))];

        string[] rows = [.. section.Where(l => l.StartsWith("| `schema_anomaly-", StringComparison.Ordinal)).Select(l => l[3..l.IndexOf('`', 3)] + ": " + l.Split('|')[^2].Trim())];

        rows.Should().Equal(Different.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}: {d.Value.Why}"));
        Different.Keys.Should().BeSubsetOf(Cases("schema_anomaly").Select(c => c.GetProperty("id").GetString()));
    }

    [SharedTheory]
    [MemberData(nameof(Ids), "dataset_anomaly")]
    public void DatasetAnomaly_OfEachCase_IsTheSame(string id)
    {
        var reference = Case("dataset_anomaly", id);
        var (input, constraints) = (reference.GetProperty("input"), reference.GetProperty("input").GetProperty("constraints"));
        var text = new StringBuilder("feature { name: \"row\" }\ndataset_constraints {\n");
        foreach (var rule in constraints.EnumerateObject())
        {
            var names = rule.Name == "count" ? ("min_examples_count", "max_examples_count") : ("min_fraction_threshold", "max_fraction_threshold");
            var bounds = string.Concat(rule.Value.EnumerateObject().Select(b => $"  {(b.Name == "min" ? names.Item1 : names.Item2)}: {b.Value.GetRawText()}\n"));
            text.Append(rule.Name == "count" ? bounds : $"  num_examples_drift_comparator {{\n{bounds}  }}\n");
        }

        var schema = TfmdSchemaText.Parse(Encoding.UTF8.GetBytes(text.Append("}\n").ToString()), "schema.pbtxt").Schema;
        using var data = Counted(input.GetProperty("numExamples"));
        using var control = Counted(input.GetProperty("controlNumExamples"));
        var options = new SchemaValidationOptions { Previous = control is null ? null : ProfileBuilder.Build(control.Rows()) };

        Agree(id, Wanted(reference), SchemaValidator.Validate(schema, data!.Rows(), options).Anomalies);
    }

    private static TfdvSummary? Counted(JsonElement rows) => rows.ValueKind == JsonValueKind.Null ? null
        : new TfdvSummary(JsonDocument.Parse(string.Create(CultureInfo.InvariantCulture, $"{{\"featurePresent\":false,\"numExamples\":{rows.GetInt32()}}}")).RootElement);

    [SharedTheory]
    [MemberData(nameof(Ids), "schema_infer")]
    public void SchemaInfer_OfEachCase_IsTheSame(string id)
    {
        var reference = Case("schema_infer", id);
        var given = reference.GetProperty("input").GetProperty("summary");
        using var data = new TfdvSummary(given);
        var options = new SchemaInferenceOptions { Margins = false };
        if (given.TryGetProperty("maxStringDomainSize", out var most))
        {
            options = options with { MaxDomain = most.GetInt32() };
        }

        var column = SchemaInference.Infer(ProfileBuilder.Build(data.Rows()), options).Find(TfdvSummary.Column)!;

        foreach (var rule in reference.GetProperty("expect").EnumerateObject())
        {
            switch (rule.Name)
            {
                case "presence":
                    column.Required.Should().BeTrue();
                    column.MinPresentCount.Should().Be((long?)Bound(rule.Value, "minCount"));
                    column.MinPresent.Should().Be(Bound(rule.Value, "minFraction"));
                    break;
                case "valueCount":
                    column.Values.Should().Be(new CountRange((long?)Bound(rule.Value, "min"), (long?)Bound(rule.Value, "max")));
                    break;
                case "shape":
                    column.Shape.Should().BeNull();
                    break;
                case "stringDomain":
                    column.Domain!.Values.Should().Equal(rule.Value.EnumerateArray().Select(v => v.GetString()));
                    break;
                case "stringDomainCandidate":
                    (column.Domain is not null).Should().Be(rule.Value.GetBoolean());
                    break;
                case "intDomainCandidate":
                    (column.Type == ColumnType.Integer).Should().Be(rule.Value.GetBoolean());
                    break;
                case "boolDomainCandidate":
                    (column.Type == ColumnType.Boolean).Should().Be(rule.Value.GetBoolean());
                    break;
                default:
                    throw new InvalidOperationException($"The case expects '{rule.Name}', which is not looked at.");
            }
        }
    }
}
