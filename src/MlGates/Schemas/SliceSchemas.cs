using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Slices of a schema: held to it as datasets of their own.</summary>
internal static class SliceSchemas
{
    /// <summary>A column of a slice in messages.</summary>
    internal static string Label(string column, string slice) => $"{column} in {slice}";

    /// <summary>The rules of a slice as a schema. Severities are those of the schema's columns, unless the slice has its own.</summary>
    internal static DatasetSchema Of(SliceSchema slice, DatasetSchema schema) => schema with
    {
        Rows = slice.Rows,
        RowsOfPrevious = null,
        Keys = [],
        Label = null,
        AllowDuplicateRows = true,
        AllowNewColumns = true,
        Slices = [],
        Columns = [.. slice.Columns.Select(c => schema.Find(c.Name) is { } whole ? c with { Environments = whole.Environments, Rules = Levels(whole, c) } : c)],
    };

    /// <summary>The anomalies of all slices, in their order.</summary>
    /// <param name="schema">The schema, which does not contradict itself.</param>
    /// <param name="data">The profile of all rows.</param>
    /// <param name="rows">All rows; null where only the profile is at hand, and then only slices it has are judged.</param>
    /// <param name="options">How.</param>
    /// <param name="judge">Judges a dataset.</param>
    internal static IEnumerable<Anomaly> Judge(
        DatasetSchema schema, DatasetProfile data, DataSource? rows, SchemaValidationOptions options, Func<DatasetSchema, DatasetProfile, SchemaValidationOptions, DataSource?, IReadOnlyList<Anomaly>> judge)
    {
        foreach (var slice in schema.Slices)
        {
            var where = SliceCondition.Parse(slice.Where);
            if (where.Columns.FirstOrDefault(c => data.Find(c) is null) is { } lost)
            {
                yield return Unknown(slice, $"the data has no column '{Text.OneLine(lost, 60)}' to slice by");
                continue;
            }

            var sub = Of(slice, schema);
            sub = sub with { Columns = [.. sub.Columns.Where(c => data.Find(c.Name) is not null && DatasetSchema.Expects(c, options.Environment))] };
            var source = rows is null ? null : new SlicedSource(rows, where, data.Name);
            if (Profile(slice, sub, data, source, options) is not { } profile)
            {
                yield return Unknown(slice, $"the profile has no such slice; give rows, or profile with --slice {string.Join('*', where.Columns)}");
                continue;
            }

            if (profile.Rows == 0 && slice.Rows?.Min is null or 0)
            {
                yield return Unknown(slice, "no row is in it");
                continue;
            }

            if (profile is { Rows: > 0, Weights.Sum: 0 })
            {
                yield return Unknown(slice, $"all weights of its rows (column '{Text.OneLine(profile.Weights.Column, 60)}') are 0");
                continue;
            }

            sub = profile.Rows == 0 ? sub with { Columns = [] } : sub;

            // What its type is was judged with all rows; that a slice has no value of a column is right unless it asks for some.
            IReadOnlyList<Anomaly> anomalies = [.. judge(sub, profile, options with { NotIn = null }, source).Where(a => a.Rule is not (RuleIds.SchemaType or RuleIds.SchemaColumnEmpty))];
            if (source is not null)
            {
                // Rows are numbered in the slice there, which is of no use to anyone.
                anomalies = [.. RowScans.Decide(source, anomalies).Select(a => a.Scan is null ? a : a with { Examples = [] })];
            }

            foreach (var anomaly in rows is null ? anomalies : OffendingValues.Find(rows, anomalies, options, where))
            {
                yield return anomaly with { Slice = slice.Where, SliceData = profile };
            }
        }
    }

    private static DatasetProfile? Profile(SliceSchema slice, DatasetSchema sub, DatasetProfile data, DataSource? source, SchemaValidationOptions options)
    {
        if (source is not null)
        {
            // At least one column, so that rows are counted.
            string[] names = [.. sub.Columns.Select(c => c.Name), .. SliceCondition.Parse(slice.Where).Columns];
            try
            {
                return ProfileBuilder.Build(source, new ProfileOptions { Threads = options.Threads, Weight = data.Weights?.Column, Columns = ColumnSelection.Named([.. names.Distinct(StringComparer.Ordinal)]) });
            }
            catch (InputException none) when (none.Rule == RuleIds.InputEmpty)
            {
                return new DatasetProfile { Name = data.Name, Rows = 0, Columns = [] };
            }
        }

        return data.Slices.FirstOrDefault(s => s.Name == slice.Where) is { } stored ? data with { Rows = stored.Rows, Columns = stored.Columns, Slices = [] } : null;
    }

    private static Anomaly Unknown(SliceSchema slice, string why) => new()
    {
        Rule = RuleIds.SchemaFewRows, Column = null, Slice = slice.Where, Undecided = true, Found = $"the slice {Text.OneLine(slice.Where, 80)} is not judged: {why}", Advice = "mend the data, or take the slice out of the schema",
    };

    private static SortedDictionary<string, RuleLevel> Levels(ColumnSchema whole, ColumnSchema own)
    {
        var levels = new SortedDictionary<string, RuleLevel>(StringComparer.Ordinal);
        foreach (var (id, level) in whole.Rules.Concat(own.Rules))
        {
            levels[id] = level;
        }

        return levels;
    }
}
