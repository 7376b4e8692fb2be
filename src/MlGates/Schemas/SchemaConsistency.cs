using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Looks for what no data could fulfil, or what means nothing.</summary>
internal static class SchemaConsistency
{
    /// <summary>The problems, those of the dataset first, then by column.</summary>
    internal static IEnumerable<SchemaProblem> Find(DatasetSchema schema)
    {
        foreach (var problem in Counts(null, "rows", schema.Rows).Concat(Numbers(null, "rowsOfPrevious", schema.RowsOfPrevious, least: 0)))
        {
            yield return problem;
        }

        if (schema.MaxOverlap is { } overlap && !(overlap is >= 0 and <= 1))
        {
            yield return new SchemaProblem(null, "overlap", $"{Say.Number(overlap)} is no share of the rows; it is from 0 to 1");
        }

        for (var i = 1; i < schema.Columns.Count; i++)
        {
            if (string.CompareOrdinal(schema.Columns[i - 1].Name, schema.Columns[i].Name) >= 0)
            {
                yield return new SchemaProblem(null, "columns", $"the column '{Text.OneLine(schema.Columns[i].Name, 60)}' is not after '{Text.OneLine(schema.Columns[i - 1].Name, 60)}': columns stand once, in ordinal order of their names");
            }
        }

        foreach (var key in schema.Keys)
        {
            foreach (var name in key.Where(n => schema.Find(n) is null))
            {
                yield return new SchemaProblem(null, "keys", $"a key names the column '{Text.OneLine(name, 60)}', which the schema does not have{NearestName.Hint(name, [.. schema.Columns.Select(c => c.Name)])}");
            }
        }

        if (schema.Label is { } label && schema.Find(label) is null)
        {
            yield return new SchemaProblem(null, "label", $"the schema has no column '{Text.OneLine(label, 60)}'{NearestName.Hint(label, [.. schema.Columns.Select(c => c.Name)])}");
        }

        foreach (var problem in Explained(null, schema.MaxExplained))
        {
            yield return problem;
        }

        foreach (var problem in schema.Slices.SelectMany(s => Slice(s, schema)))
        {
            yield return problem;
        }

        foreach (var problem in Rules(null, schema.Rules, schema).Concat(schema.Columns.SelectMany(c => Find(c, schema))))
        {
            yield return problem;
        }
    }

    private static IEnumerable<SchemaProblem> Slice(SliceSchema slice, DatasetSchema schema)
    {
        IReadOnlyList<string> by = [];
        SchemaProblem? problem = null;
        try
        {
            by = SliceCondition.Parse(slice.Where).Columns;
        }
        catch (FormatException wrong)
        {
            problem = new SchemaProblem(slice.Where, "slices", wrong.Message);
        }

        if (problem is not null)
        {
            yield return problem;
        }

        foreach (var name in by.Where(n => schema.Find(n) is null))
        {
            yield return new(slice.Where, "slices", $"the schema has no column '{Text.OneLine(name, 60)}' to slice by{NearestName.Hint(name, [.. schema.Columns.Select(c => c.Name)])}");
        }

        if (schema.Slices.Count(s => s.Where == slice.Where) > 1)
        {
            yield return new(slice.Where, "slices", "the slice stands twice; put its rules together");
        }

        foreach (var range in Counts(slice.Where, "rows", slice.Rows))
        {
            yield return range;
        }

        foreach (var column in slice.Columns)
        {
            var label = SliceSchemas.Label(column.Name, slice.Where);
            if (schema.Find(column.Name) is null)
            {
                yield return new(label, "columns", $"the schema has no such column{NearestName.Hint(column.Name, [.. schema.Columns.Select(c => c.Name)])}");
            }

            if (column.Unique || column.Ordered || column.Environments is not null || column.MaxExplained is not null || !column.Required)
            {
                yield return new(label, "columns", "\"unique\", \"ordered\", \"environments\", \"maxExplained\" and \"required\" are of all rows; move them to the schema's column");
            }

            foreach (var found in Find(column with { Environments = null }, schema))
            {
                yield return found with { Column = label };
            }
        }
    }

    private static IEnumerable<SchemaProblem> Find(ColumnSchema column, DatasetSchema schema)
    {
        var name = column.Name;
        var problems = new List<SchemaProblem>();
        if (column.MinPresent is { } share && !(share is >= 0 and <= 1))
        {
            problems.Add(new(name, "minPresent", $"{Say.Number(share)} is no share: give 0 to 1"));
        }

        if (column.MinPresentCount < 0)
        {
            problems.Add(new(name, "minPresentCount", $"{column.MinPresentCount} is below 0"));
        }

        if (column.MaxMixed is { } mixed && !(mixed is >= 0 and <= 1))
        {
            problems.Add(new(name, "maxMixed", $"{Say.Number(mixed)} is no share: give 0 to 1"));
        }

        if (column.StandIns is { } standIns && standIns.Known.Values.Append(standIns.MaxShare).Where(s => !(s is >= 0 and <= 1)).ToArray() is { Length: > 0 } shares)
        {
            problems.Add(new(name, "standIns", $"{Say.Number(shares[0])} is no share: give 0 to 1"));
        }

        problems.AddRange(Explained(name, column.MaxExplained ?? 0));
        if (column.MaxExplained is not null && schema.Label is null)
        {
            problems.Add(new(name, "maxExplained", "the schema names no label that could be explained; add \"label\""));
        }

        if (column.VariesFrom < 2)
        {
            problems.Add(new(name, "variesFrom", $"{column.VariesFrom} is below 2: a single value cannot vary"));
        }

        problems.AddRange(Counts(name, "values", column.Values));
        problems.AddRange(Counts(name, "distinct", column.Distinct));
        problems.AddRange(Counts(name, "length", column.Length));
        problems.AddRange(Numbers(name, "range", column.Range));
        if (column.Shape is { } shape)
        {
            if (shape.Any(s => s < 1))
            {
                problems.Add(new(name, "shape", $"[{string.Join(", ", shape)}] has a side below 1"));
            }
            else if (column.Values is { } values && shape.Aggregate(1L, (a, b) => a * b) is var size && (size < values.Min || size > values.Max))
            {
                problems.Add(new(name, "shape", $"[{string.Join(", ", shape)}] has {size} values, which \"values\" does not allow"));
            }
        }

        problems.AddRange(Domain(column));
        problems.AddRange(Types(column));
        problems.AddRange(Rules(name, column.Rules, schema));
        problems.AddRange((column.Environments ?? []).Where(e => !schema.Environments.Contains(e))
            .Select(e => new SchemaProblem(name, "environments", $"'{Text.OneLine(e, 60)}' is no environment of the schema{NearestName.Hint(e, [.. schema.Environments])}")));
        return problems;
    }

    private static IEnumerable<SchemaProblem> Domain(ColumnSchema column)
    {
        if (column.Domain is not { } domain)
        {
            yield break;
        }

        if (!(domain.MaxOutside is >= 0 and <= 1))
        {
            yield return new(column.Name, "domain", $"\"maxOutside\" is {Say.Number(domain.MaxOutside)}, which is no share: give 0 to 1");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in domain.Values.Where(v => !seen.Add(v)))
        {
            yield return new(column.Name, "domain", $"the value {Say.Quote(value)} stands twice; remove one");
        }

        if (domain.Values.Count == 0 && domain.MaxOutside < 1)
        {
            yield return new(column.Name, "domain", "no value is allowed; give some, or remove \"domain\"");
        }
    }

    // Rules that the column's type has no use for would never speak, which looks like passing.
    private static IEnumerable<SchemaProblem> Types(ColumnSchema column)
    {
        if (column.Type is not { } type)
        {
            yield break;
        }

        var isNumber = type is ColumnType.Integer or ColumnType.Float;
        var unfit = new (string Member, bool Given, bool Fits)[]
        {
            ("range", column.Range is not null, isNumber || type == ColumnType.Timestamp),
            ("nan", !column.AllowNaN, isNumber || type == ColumnType.Timestamp),
            ("infinity", !column.AllowInfinity, isNumber || type == ColumnType.Timestamp),
            ("domain", column.Domain is not null, type is ColumnType.Category or ColumnType.Integer or ColumnType.Boolean),
            ("length", column.Length is not null, type == ColumnType.Category),
            ("patterns", column.Patterns is not null, type == ColumnType.Category),
            ("ordered", column.Ordered, type == ColumnType.Timestamp),
            ("maxMixed", column.MaxMixed is not null, type == ColumnType.Category),
            ("variants", !column.AllowVariants, type == ColumnType.Category),
            ("leadingZeros", !column.AllowLeadingZeros, isNumber),
            ("standIns", column.StandIns is not null, type != ColumnType.Boolean),
            ("future", !column.AllowFuture, type == ColumnType.Timestamp),
        };
        foreach (var (member, given, fits) in unfit)
        {
            if (given && !fits)
            {
                yield return new(column.Name, member, $"a column of type {Say.Type(type)} has no \"{member}\"; remove it, or change the type");
            }
        }
    }

    private static IEnumerable<SchemaProblem> Counts(string? column, string member, CountRange? range) => range switch
    {
        { Min: < 0 } or { Max: < 0 } => [new(column, member, "a count is at least 0")],
        { Min: { } min, Max: { } max } when min > max => [new(column, member, $"the smallest allowed, {min}, is above the largest, {max}")],
        _ => [],
    };

    private static IEnumerable<SchemaProblem> Numbers(string? column, string member, NumberRange? range, double least = double.NegativeInfinity) => range switch
    {
        { Min: double.NaN } or { Max: double.NaN } => [new(column, member, "NaN is no bound")],
        { Min: { } min, Max: { } max } when min > max => [new(column, member, $"the smallest allowed, {Say.Number(min)}, is above the largest, {Say.Number(max)}")],
        { Min: { } bound } when bound < least => [new(column, member, $"{Say.Number(bound)} is below {Say.Number(least)}")],
        { Max: { } bound } when bound < least => [new(column, member, $"{Say.Number(bound)} is below {Say.Number(least)}")],
        _ => [],
    };

    private static IEnumerable<SchemaProblem> Explained(string? column, double share) =>
        share is >= 0 and <= 1 ? [] : [new(column, "maxExplained", $"{Say.Number(share)} is no share: give 0 to 1")];

    private static IEnumerable<SchemaProblem> Rules(string? column, IReadOnlyDictionary<string, RuleLevel> rules, DatasetSchema schema)
    {
        foreach (var (id, level) in rules)
        {
            if (!SchemaRules.Ids.Contains(id))
            {
                yield return new(column, "rules", $"there is no schema rule '{Text.OneLine(id, 60)}'{NearestName.Hint(id, [.. SchemaRules.Ids])}");
            }

            if (level.Severity != RuleSeverity.Block && string.IsNullOrWhiteSpace(level.Reason))
            {
                yield return new(column, "rules", $"{id} is {level.Severity.ToString().ToLowerInvariant()} without a reason; give one, for whoever reviews the schema");
            }

            foreach (var environment in (level.Environments ?? []).Where(e => !schema.Environments.Contains(e)))
            {
                yield return new(column, "rules", $"{id} names the environment '{Text.OneLine(environment, 60)}', which the schema does not have{NearestName.Hint(environment, [.. schema.Environments])}");
            }
        }
    }
}
