using System.Globalization;
using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>Reads schemas, written by <see cref="SchemaJsonWriter"/> or by hand.</summary>
internal sealed class SchemaJsonReader
{
    // A column without values tells no type, nor does a column of any.
    private static readonly SortedDictionary<string, ColumnType> Types = new(Enum.GetValues<ColumnType>().ToDictionary(t => t == ColumnType.Empty ? SchemaFile.AnyType : Say.Type(t)), StringComparer.Ordinal);

    private static readonly SortedDictionary<string, RuleSeverity> Severities = new(Enum.GetValues<RuleSeverity>().ToDictionary(s => s.ToString().ToLowerInvariant()), StringComparer.Ordinal);

    // Where each member stands, for contradictions that show only when all is read.
    private readonly Dictionary<(string? Column, string Member), SourceLocation> _places = [];

    internal static DatasetSchema Read(byte[] utf8, string name)
    {
        var file = new JsonFile(name, "schema", RuleIds.SchemaInvalid);
        var root = JsonTree.Parse(utf8, file);
        var reader = new SchemaJsonReader();
        var schema = reader.Dataset(new JsonObject(root, "The schema"));
        if (SchemaConsistency.Find(schema).FirstOrDefault() is { } problem)
        {
            var place = reader._places.GetValueOrDefault((problem.Column, problem.Member)) ?? root.Location;
            throw file.Error(place, $"{(problem.Column is null ? "" : $"column \"{Text.OneLine(problem.Column, 60)}\", ")}\"{problem.Member}\": {problem.Message}");
        }

        return schema;
    }

    private DatasetSchema Dataset(JsonObject value)
    {
        var kind = value.RequireText("kind", $"\"{SchemaFile.Kind}\"");
        var version = value.Require("schemaVersion", "the version of the file's shape");
        if (kind != SchemaFile.Kind)
        {
            throw version.File.Error(value.Location, $"this is a \"{Text.OneLine(kind, 40)}\", not a schema");
        }

        if (version.Text != SchemaFile.SchemaVersion.ToString(CultureInfo.InvariantCulture))
        {
            throw version.Error($"\"schemaVersion\" must be {SchemaFile.SchemaVersion}, found {version.Quoted}; this version of MlGates reads no other");
        }

        var schema = new DatasetSchema
        {
            Origin = value.Find("inferredFrom") is { } origin ? Origin(new JsonObject(origin, "\"inferredFrom\"")) : null,
            Environments = value.Texts("environments") ?? [],
            Rows = Counts(value, null, "rows"),
            RowsOfPrevious = Numbers(value, null, "rowsOfPrevious"),
            Keys = value.Find("keys") is { } keys ? Keys(keys) : [],
            Label = Place(value, null, "label") is null ? null : value.Text("label"),
            MaxExplained = Place(value, null, "maxExplained") is { } explained ? Number(explained, "maxExplained") : DatasetSchema.UsualMaxExplained,
            MaxOverlap = Place(value, null, "overlap") is { } overlap ? Number(overlap, "overlap") : null,
            AllowDuplicateRows = value.Boolean("duplicateRows") ?? true,
            AllowNewColumns = value.Boolean("newColumns") ?? false,
            Rules = Rules(value, null),
            Columns = Columns(value.Require("columns", "the rules of each column, by its name"), Column),
            Accepted = value.Find("accepted") is { } accepted ? Accepted(accepted) : [],
        };
        schema = schema with { Slices = value.Find("slices") is { } slices ? Slices(slices, schema) : [] };
        value.Close();
        return schema;
    }

    private SliceSchema[] Slices(JsonValue value, DatasetSchema schema)
    {
        if (value.Kind != JsonKind.Object)
        {
            throw value.Error($"\"slices\" must be an object of slices, such as \"payment_type=Cash\", found {value.Quoted}");
        }

        return [.. value.Properties.Select(p => Slice(p, schema)).OrderBy(s => s.Where, StringComparer.Ordinal)];
    }

    private SliceSchema Slice(JsonProperty property, DatasetSchema schema)
    {
        var where = property.Name;
        var value = new JsonObject(property.Value, $"Slice \"{Text.OneLine(where, 60)}\"");
        _places[(where, "slices")] = property.Location;
        var slice = new SliceSchema
        {
            Where = where,
            Rows = Counts(value, where, "rows"),
            Columns = value.Find("columns") is { } columns ? Columns(columns, (name, rules) =>
            {
                _places[(SliceSchemas.Label(name, where), "columns")] = rules.Location;
                return Rules(new ColumnSchema { Name = name, Type = schema.Find(name)?.Type }, SliceSchemas.Label(name, where), rules);
            }) : [],
        };
        value.Close();
        return slice;
    }

    private static ColumnSchema[] Columns(JsonValue value, Func<string, JsonObject, ColumnSchema> read)
    {
        if (value.Kind != JsonKind.Object)
        {
            throw value.Error($"\"columns\" must be an object of column names, found {value.Quoted}");
        }

        return [.. value.Properties.Select(p => read(p.Name, new JsonObject(p.Value, $"Column \"{Text.OneLine(p.Name, 60)}\""))).OrderBy(c => c.Name, StringComparer.Ordinal)];
    }

    private ColumnSchema Column(string name, JsonObject value)
    {
        var column = new ColumnSchema
        {
            Name = name,
            Notes = value.Texts("notes") ?? [],
            Type = Type(value),
            Required = value.Boolean("required") ?? true,
            Environments = Place(value, name, "environments") is null ? null : value.Texts("environments"),
            Unique = value.Boolean("unique") ?? false,
            Ordered = Flag(value, name, "ordered") ?? false,
            MaxExplained = Place(value, name, "maxExplained") is { } explained ? Number(explained, "maxExplained") : null,
        };
        var isSaid = value.Find("values") is not null;
        column = Rules(column, name, value);
        return isSaid ? column : column with { Values = column.UsualValues };
    }

    // What a slice can ask for, too.
    private ColumnSchema Rules(ColumnSchema column, string name, JsonObject value)
    {
        column = column with
        {
            MinPresent = Place(value, name, "minPresent") is { } share ? Number(share, "minPresent") : null,
            MinPresentCount = Place(value, name, "minPresentCount") is { } count ? Count(count, "minPresentCount") : null,
            Values = Counts(value, name, "values") is var counts && counts == ColumnSchema.AnyValues ? null : counts,
            Shape = Place(value, name, "shape") is { } shape ? Shape(shape) : null,
            Domain = Place(value, name, "domain") is { } domain ? Domain(new JsonObject(domain, "\"domain\"")) : null,
            Range = Numbers(value, name, "range"),
            AllowNaN = Flag(value, name, "nan") ?? true,
            AllowInfinity = Flag(value, name, "infinity") ?? true,
            Distinct = Counts(value, name, "distinct"),
            Length = Counts(value, name, "length"),
            Patterns = Place(value, name, "patterns") is null ? null : Patterns(value),
            MaxMixed = Place(value, name, "maxMixed") is { } mixed ? Number(mixed, "maxMixed") : null,
            VariesFrom = Place(value, name, "variesFrom") is { } from ? Count(from, "variesFrom") : null,
            AllowVariants = Flag(value, name, "variants") ?? true,
            StandIns = Place(value, name, "standIns") is { } standIns ? StandIns(new JsonObject(standIns, "\"standIns\"")) : null,
            AllowLeadingZeros = Flag(value, name, "leadingZeros") ?? true,
            AllowFuture = Flag(value, name, "future") ?? true,
            Rules = Rules(value, name),
        };
        value.Close();
        return column;
    }

    // That any will do is to be said: a type that was forgotten would be a rule that never speaks.
    private static ColumnType? Type(JsonObject value)
    {
        var type = JsonObject.Word(value.Require("type", JsonObject.List(Types.Keys)), "type", Types);
        return type == ColumnType.Empty ? null : type;
    }

    private static SchemaOrigin Origin(JsonObject value)
    {
        var origin = new SchemaOrigin(value.RequireText("name", "of the data"), value.Text("sha256"), Count(value.Require("rows", "their number"), "rows")) { Weight = value.Text("weight") };
        value.Close();
        return origin;
    }

    private static ValueDomain Domain(JsonObject value)
    {
        var values = value.Require("values", "the known values");
        var domain = new ValueDomain
        {
            Evidence = value.Text("evidence"),
            MaxOutside = value.Find("maxOutside") is { } share ? Number(share, "maxOutside") : 0,
            Values = values.Kind == JsonKind.Array
                ? ValueDomain.Sort(values.Items.Select(i => i.Kind == JsonKind.String ? i.Text : throw i.Error($"a value of a domain must be a string, found {i.Quoted}")))
                : throw values.Error($"\"values\" must be a list of strings, found {values.Quoted}"),
        };
        value.Close();
        return domain;
    }

    private static StandInLimits StandIns(JsonObject value)
    {
        var known = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (value.Find("known") is { } list)
        {
            if (list.Kind != JsonKind.Object)
            {
                throw list.Error($"\"known\" must be an object of values and their largest shares, found {list.Quoted}");
            }

            foreach (var property in list.Properties)
            {
                known[Profiles.StandIns.Canonical(property.Name)] = Number(property.Value, property.Name);
            }
        }

        var limits = new StandInLimits { MaxShare = value.Find("maxShare") is { } share ? Number(share, "maxShare") : 0, Known = known };
        value.Close();
        return limits;
    }

    private static IReadOnlyList<string> Patterns(JsonObject value)
    {
        var known = Enum.GetValues<Statistics.TextPattern>().Select(PatternRule.NameOf).ToDictionary(n => n);
        var list = value.Find("patterns")!;
        return list is { Kind: JsonKind.Array, Items.Count: > 0 }
            ? [.. list.Items.Select(i => JsonObject.Word(i, "patterns", known))]
            : throw list.Error($"\"patterns\" must be a list of {JsonObject.List(known.Keys)}, found {list.Quoted}");
    }

    private static long[] Shape(JsonValue value) => value.Kind == JsonKind.Array
        ? [.. value.Items.Select(i => Count(i, "shape"))]
        : throw value.Error($"\"shape\" must be a list of numbers, found {value.Quoted}");

    private SortedDictionary<string, RuleLevel> Rules(JsonObject value, string? column)
    {
        var rules = new SortedDictionary<string, RuleLevel>(StringComparer.Ordinal);
        if (Place(value, column, "rules") is not { } list)
        {
            return rules;
        }

        if (list.Kind != JsonKind.Object)
        {
            throw list.Error($"\"rules\" must be an object of rule ids, found {list.Quoted}");
        }

        foreach (var property in list.Properties)
        {
            if (!SchemaRules.Ids.Contains(property.Name))
            {
                throw list.File.Error(property.Location, $"there is no schema rule \"{Text.OneLine(property.Name, 60)}\"{JsonObject.Nearest(property.Name, SchemaRules.Ids)}");
            }

            var level = new JsonObject(property.Value, $"Rule \"{property.Name}\"");
            var severity = JsonObject.Word(level.Require("severity", JsonObject.List(Severities.Keys)), "severity", Severities);
            var reason = severity == RuleSeverity.Block ? level.Text("reason") : level.RequireText("reason", $"why the rule is {severity.ToString().ToLowerInvariant()}");
            rules.Add(property.Name, new RuleLevel(severity, reason ?? "", level.Texts("environments")));
            level.Close();
        }

        return rules;
    }

    private static AcceptedChange[] Accepted(JsonValue value)
    {
        if (value.Kind != JsonKind.Array)
        {
            throw value.Error($"\"accepted\" must be a list, found {value.Quoted}");
        }

        return [.. value.Items.Select(item =>
        {
            var change = new JsonObject(item, "An accepted change");
            var read = new AcceptedChange(
                change.RequireText("rule", "that was violated"),
                change.Text("column"),
                change.RequireText("change", "what was changed"),
                change.RequireText("reason", "why"),
                change.RequireText("data", "that violated the rule"),
                change.Text("sha256")) { Slice = change.Text("slice") };
            change.Close();
            return read;
        })];
    }

    private static IReadOnlyList<string>[] Keys(JsonValue value) => value.Kind == JsonKind.Array
        ? [.. value.Items.Select(k => (IReadOnlyList<string>)(k.Kind == JsonKind.Array && k.Items.Count > 0
            ? [.. k.Items.Select(i => JsonObject.Text(i, "keys"))]
            : throw k.Error($"a key must be a list of column names, found {k.Quoted}")))]
        : throw value.Error($"\"keys\" must be a list of lists of column names, found {value.Quoted}");

    private CountRange? Counts(JsonObject value, string? column, string name)
    {
        if (Place(value, column, name) is not { } found)
        {
            return null;
        }

        var range = new JsonObject(found, $"\"{name}\"");
        var read = new CountRange(range.Find("min") is { } min ? Count(min, "min") : null, range.Find("max") is { } max ? Count(max, "max") : null);
        range.Close();
        return read;
    }

    private NumberRange? Numbers(JsonObject value, string? column, string name)
    {
        if (Place(value, column, name) is not { } found)
        {
            return null;
        }

        var range = new JsonObject(found, $"\"{name}\"");
        var read = new NumberRange(range.Find("min") is { } min ? Number(min, "min") : null, range.Find("max") is { } max ? Number(max, "max") : null);
        range.Close();
        return read;
    }

    private bool? Flag(JsonObject value, string column, string name) => Place(value, column, name) is null ? null : value.Boolean(name);

    private JsonValue? Place(JsonObject value, string? column, string name)
    {
        if (value.Find(name) is not { } found)
        {
            return null;
        }

        _places[(column, name)] = found.Location;
        return found;
    }

    private static double Number(JsonValue value, string name) => JsonObject.Number(value, name, double.MinValue, double.MaxValue);

    private static long Count(JsonValue value, string name) =>
        value.Kind == JsonKind.Number && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw value.Error($"\"{name}\" must be a whole number, found {value.Quoted}");
}
