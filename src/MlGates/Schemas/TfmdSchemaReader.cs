using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>Makes our rules of the fields of <c>tensorflow.metadata.v0.Schema</c>.</summary>
internal sealed class TfmdSchemaReader(JsonFile file)
{
    private readonly List<SchemaNote> _notes = [];
    private readonly Dictionary<string, TfmdDomain> _domains = new(StringComparer.Ordinal);
    private readonly List<string> _defaults = [];
    private readonly SortedSet<string> _environments = new(StringComparer.Ordinal);

    internal TfmdSchema Read(IReadOnlyList<ProtoField> fields)
    {
        var start = new SourceLocation(file.Name, 1, 1);
        var root = new ProtoMessage(fields, "The schema", start, file, _notes);
        if (fields.Count == 0)
        {
            throw file.Error(start, "the schema is empty: it has no \"feature\"");
        }

        foreach (var kind in new[] { "string_domain", "int_domain", "float_domain" })
        {
            foreach (var field in root.All(kind))
            {
                var domain = TfmdDomain.Read(kind, root.Message(field, $"\"{kind}\""));
                if (domain.Name is not { Length: > 0 } name)
                {
                    throw file.Error(field.Location, $"a \"{kind}\" of the schema lacks its \"name\"");
                }

                if (!_domains.TryAdd(name, domain))
                {
                    throw file.Error(field.Location, $"there are two domains \"{Text.OneLine(name, 60)}\"");
                }
            }
        }

        foreach (var name in root.All("default_environment"))
        {
            _defaults.Add(root.Text(name));
        }

        _environments.UnionWith(_defaults);
        var places = new Dictionary<string, (ProtoMessage Message, SourceLocation Location)>(StringComparer.Ordinal);
        foreach (var field in root.All("feature"))
        {
            var message = root.Message(field, "A feature");
            var name = message.Text("name") is { Length: > 0 } text ? text : throw file.Error(field.Location, "a feature lacks its \"name\"");
            if (!places.TryAdd(name, (root.Message(field, $"Feature \"{Text.OneLine(name, 60)}\""), field.Location)))
            {
                throw file.Error(field.Location, $"the feature \"{Text.OneLine(name, 60)}\" is there twice");
            }

            foreach (var environment in message.All("in_environment").Concat(message.All("not_in_environment")))
            {
                _environments.Add(message.Text(environment));
            }
        }

        root.Skip("sparse_feature", "list its parts as features");
        root.Skip("weighted_feature", "name the column of weights when profiling");
        foreach (var name in new[] { "annotation", "tensor_representation_group", "represent_variable_length_as_ragged", "generate_legacy_feature_spec" })
        {
            root.Skip(name, "it says nothing of the data's validity");
        }

        var dataset = new TfmdDataset(root.Message("dataset_constraints"));
        root.Close();
        var schema = new DatasetSchema
        {
            Environments = [.. _environments],
            Rows = dataset.Rows,
            RowsOfPrevious = dataset.RowsOfPrevious,
            Columns = [.. places.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => Column(p.Key, p.Value.Message))],
        };
        if (SchemaConsistency.Find(schema).FirstOrDefault() is { } problem)
        {
            var place = problem.Column is { } column ? places[column].Location : start;
            throw file.Error(place, $"{(problem.Column is null ? "" : $"feature \"{Text.OneLine(problem.Column, 60)}\": ")}\"{problem.Member}\": {problem.Message}");
        }

        SchemaNote[] notes = [.. _notes.OrderBy(n => n.Location.Line).ThenBy(n => n.Location.Column).ThenBy(n => n.Message, StringComparer.Ordinal)];
        return new TfmdSchema(schema with { NotTakenOver = notes }, notes);
    }

    private ColumnSchema Column(string name, ProtoMessage feature)
    {
        _ = feature.Text("name");
        var column = new ColumnSchema { Name = name, Required = false, Environments = Environments(feature) };
        column = TfmdFeature.Presence(feature, column);
        column = TfmdFeature.Counts(feature, column);
        column = TfmdFeature.Type(feature, column, Domain(feature));
        column = TfmdFeature.Mass(feature, column);
        foreach (var comparator in new[] { "skew_comparator", "drift_comparator" })
        {
            feature.Skip(comparator, "use a drift check");
        }

        feature.Skip("group_presence", "give \"presence\" to each feature");
        feature.Skip("value_counts", "lists of lists are no columns here");
        feature.Skip("annotation", "it says nothing of the data's validity");
        feature.Skip("validation_derived_source", "it says nothing of the data's validity");
        var stage = feature.Word("lifecycle_stage");
        var place = feature.Find("lifecycle_stage") ?? feature.Find("deprecated");
        if (feature.Flag("deprecated") == true)
        {
            stage = "DEPRECATED";
        }

        feature.Close();

        // Data validation looks at no feature of these stages; the column stays known, so that it is not new.
        if (stage is "DEPRECATED" or "PLANNED" or "ALPHA" or "DEBUG_ONLY" or "DISABLED")
        {
            feature.Note(place!.Location, $"its stage is {stage}: the column may be there or not, and no rule of it is held");
            return new ColumnSchema { Name = name, Required = false, Notes = [stage.ToLowerInvariant().Replace('_', '-')] };
        }

        return stage is null or "UNKNOWN_STAGE" or "BETA" or "PRODUCTION" ? column
            : throw file.Error(place!.ValueLocation, $"\"lifecycle_stage\" must be PLANNED, ALPHA, BETA, PRODUCTION, DEPRECATED, DEBUG_ONLY or DISABLED, found {place.Quoted}");
    }

    // The default environments and those it names, less those it is not in.
    private string[]? Environments(ProtoMessage feature)
    {
        string[] within = [.. feature.All("in_environment").Select(feature.Text)];
        string[] without = [.. feature.All("not_in_environment").Select(feature.Text)];
        string[] expected = [.. _environments.Where(e => within.Contains(e) || (_defaults.Contains(e) && !without.Contains(e)))];
        return expected.Length == _environments.Count ? null : expected;
    }

    private TfmdDomain? Domain(ProtoMessage feature)
    {
        TfmdDomain? domain = null;
        foreach (var kind in new[] { "string_domain", "int_domain", "float_domain", "bool_domain" })
        {
            if (feature.Message(kind) is { } inline)
            {
                domain = domain is null ? TfmdDomain.Read(kind, inline) : throw file.Error(inline.Location, "a feature has one domain, this is another");
            }
        }

        if (feature.Find("domain") is { } named)
        {
            var name = feature.Text(named);
            domain = domain is not null ? throw file.Error(named.Location, "a feature has one domain, this is another")
                : _domains.TryGetValue(name, out var found) ? found
                : throw file.Error(named.ValueLocation, $"there is no domain \"{Text.OneLine(name, 60)}\"{JsonObject.Nearest(name, _domains.Keys)}");
        }

        foreach (var kind in new[] { "struct_domain", "natural_language_domain", "image_domain", "mid_domain", "url_domain", "time_domain", "time_of_day_domain" })
        {
            feature.Skip(kind, kind switch
            {
                "url_domain" => "give \"patterns\" [\"url\"] in a schema of MlGates",
                "time_domain" or "time_of_day_domain" => "give the type timestamp, or a pattern, in a schema of MlGates",
                _ => "there is no rule for it",
            });
        }

        return domain;
    }
}
