using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>
/// Proposes how a schema would follow its data: for each broken rule the smallest change that lets this data through, never more. A person decides which of them are
/// right, and says why.
/// </summary>
public static class SchemaEvolution
{
    // More strangers than a person reads are no longer accepted one by one.
    private const int MostNewValues = 100;

    /// <summary>One proposal for each anomaly, in their order.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="data">The profile of the data that was held to it.</param>
    /// <param name="anomalies">What broke a rule.</param>
    /// <param name="environment">Where the data comes from; null when it was not said.</param>
    public static IReadOnlyList<SchemaProposal> Propose(DatasetSchema schema, DatasetProfile data, IReadOnlyList<Anomaly> anomalies, string? environment = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(anomalies);
        return [.. anomalies.Select(a => a.Slice is { } where ? OfSlice(a, schema, schema.Slices.First(s => s.Where == where), environment)
            : a.Column is { } name
            ? schema.Find(name) is { } column ? OfColumn(a, schema, column, data.Find(name), environment)
                : a.Rule == RuleIds.SchemaLabelLeak ? Refuse(a, "the schema does not have the column yet; add it first, and say there what it may explain") : OfNewColumn(a, data, data.Find(name)!)
            : OfDataset(a, schema, data))];
    }

    /// <summary>The schema with some proposals accepted, each written into <see cref="DatasetSchema.Accepted"/> with the reason and the data's hash.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="accepted">Proposals that have a change.</param>
    /// <param name="reason">Why; not blank.</param>
    /// <param name="data">The data that broke the rules.</param>
    /// <exception cref="ArgumentException">The reason is blank, or a proposal has no change.</exception>
    public static DatasetSchema Accept(DatasetSchema schema, IReadOnlyList<SchemaProposal> accepted, string reason, DatasetProfile data)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(accepted);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var sha256 = data.Files.Count > 0 && data.Files.All(f => f.Sha256 is not null) ? data.Sha256 : null;
        foreach (var proposal in accepted)
        {
            schema = (proposal.Apply ?? throw new ArgumentException($"There is no change to accept for {proposal.Anomaly.Rule} of '{proposal.Anomaly.Column}'.", nameof(accepted)))(schema);
            schema = schema with { Accepted = [.. schema.Accepted, new AcceptedChange(proposal.Anomaly.Rule, proposal.Anomaly.Column, proposal.Change!, reason.Trim(), data.Name, sha256) { Slice = proposal.Anomaly.Slice }] };
        }

        return schema;
    }

    // The change that a schema of the slice alone would need, made in the slice.
    private static SchemaProposal OfSlice(Anomaly anomaly, DatasetSchema schema, SliceSchema slice, string? environment)
    {
        if (anomaly.SliceData is not { } data)
        {
            return Refuse(anomaly, "the slice is not judged; change the schema by hand");
        }

        var sub = SliceSchemas.Of(slice, schema);
        var proposal = anomaly.Column is { } name ? OfColumn(anomaly, sub, sub.Find(name)!, data.Find(name), environment) : OfDataset(anomaly, sub, data);
        return proposal.Apply is not { } apply ? proposal : proposal with
        {
            Apply = s => s with { Slices = [.. s.Slices.Select(x => x.Where == slice.Where && apply(s with { Rows = x.Rows, Columns = x.Columns }) is var changed ? x with { Rows = changed.Rows, Columns = changed.Columns } : x)] },
        };
    }

    private static SchemaProposal OfDataset(Anomaly anomaly, DatasetSchema schema, DatasetProfile data) => anomaly.Rule switch
    {
        RuleIds.SchemaFewRows => Change(anomaly, $"\"rows\" may be as few as {data.Rows}, not {schema.Rows!.Min}", s => s with { Rows = s.Rows! with { Min = data.Rows } }),
        RuleIds.SchemaManyRows => Change(anomaly, $"\"rows\" may be as many as {data.Rows}, not {schema.Rows!.Max}", s => s with { Rows = s.Rows! with { Max = data.Rows } }),
        RuleIds.SchemaOverlap when anomaly is { Count: { } found, Of: { } rows } && Math.Min(1, Math.Ceiling(found / (double)rows * 10_000) / 10_000) is var overlap =>
            Change(anomaly, $"a share of {Say.Percent(overlap)} of the rows may be in the other dataset too, not {Say.Percent(schema.MaxOverlap ?? 0)}", s => s with { MaxOverlap = overlap }),
        RuleIds.SchemaOverlap => Refuse(anomaly, "it is not known how many rows are in both; give the rows of both"),
        _ => Refuse(anomaly, "one dataset does not tell by how much the next may differ; change the schema by hand"),
    };

    private static SchemaProposal OfNewColumn(Anomaly anomaly, DatasetProfile dataset, ColumnProfile data)
    {
        var column = SchemaInference.Infer(dataset with { Columns = [data], Slices = [] }).Columns[0];
        return Change(anomaly, $"the column is added as {(column.Type is { } type ? Say.Type(type) : "one without values")}", s => s with
        {
            Columns = [.. s.Columns.Append(column).OrderBy(c => c.Name, StringComparer.Ordinal)],
        });
    }

    private static SchemaProposal OfColumn(Anomaly anomaly, DatasetSchema schema, ColumnSchema column, ColumnProfile? data, string? environment)
    {
        SchemaProposal Column(string change, Func<ColumnSchema, ColumnSchema> apply) => Change(anomaly, change, s => s with
        {
            Columns = [.. s.Columns.Select(c => c.Name == column.Name ? apply(c) : c)],
        });
        var (type, numbers, text) = (column.Type, data?.Numeric, data?.Text);
        switch (anomaly.Rule)
        {
            case RuleIds.SchemaColumnMissing when environment is not null:
                string[] others = [.. (column.Environments ?? schema.Environments).Where(e => e != environment)];
                return others.Length > 0
                    ? Column($"it is expected in {string.Join(", ", others)} only", c => c with { Environments = others })
                    : Column("it is no longer required", c => c with { Required = false });
            case RuleIds.SchemaColumnEmpty:
                return Column("it may be empty", c => c with { MinPresent = 0, MinPresentCount = null });
            case RuleIds.SchemaColumnMissing:
                return Column("it is no longer required", c => c with { Required = false });
            case RuleIds.SchemaType:
                return Column($"its type is {Say.Type(data!.Type)}, not {Say.Type(type!.Value)}; rules of its values that the new type has no use for are removed", c => Retyped(c, data.Type));
            case RuleIds.SchemaPresentShare:
                // Down to four digits, as it is inferred, so that the share itself passes.
                var present = data!.Weighted is { } w ? w.Present / (w.Present + w.Missing) : data.Present / (double)(data.Present + data.Missing);
                var share = Math.Floor(present * 10_000) / 10_000;
                return Column($"\"minPresent\" is {Say.Number(share)}, not {Say.Number(column.MinPresent!.Value)}", c => c with { MinPresent = share });
            case RuleIds.SchemaPresentCount:
                return Column($"\"minPresentCount\" is {data!.Present}, not {column.MinPresentCount}", c => c with { MinPresentCount = data.Present });
            case RuleIds.SchemaFewValues:
                var least = data!.Lists?.Min ?? 1;
                return Column($"a row may hold as few as {Say.Values(least, "value", "values")}, not {column.Values!.Min}", c => c with { Values = c.Values! with { Min = least } });
            case RuleIds.SchemaManyValues:
                var most = data!.Lists?.Max ?? 1;
                return Column($"a row may hold as many as {Say.Values(most, "value", "values")}, not {column.Values!.Max}", c => c with { Values = c.Values! with { Max = most } });
            case RuleIds.SchemaShape:
                return Column("it has no fixed shape any more", c => c with { Shape = null });
            case RuleIds.SchemaUnexpectedValues:
                return Strangers(anomaly, column, data!, Column);
            case RuleIds.SchemaBelowRange:
                return Column($"\"range\" begins at {Say.Bound(numbers!.Min, type)}, not {Say.Bound(column.Range!.Min!.Value, type)}", c => c with { Range = c.Range! with { Min = numbers.Min } });
            case RuleIds.SchemaAboveRange:
                return Column($"\"range\" ends at {Say.Bound(numbers!.Max, type)}, not {Say.Bound(column.Range!.Max!.Value, type)}", c => c with { Range = c.Range! with { Max = numbers.Max } });
            case RuleIds.SchemaNaN:
                return Column("NaN is allowed", c => c with { AllowNaN = true });
            case RuleIds.SchemaInfinity:
                return Column("infinities are allowed", c => c with { AllowInfinity = true });
            case RuleIds.SchemaDistinct:
                var (distinct, range) = (data!.Distinct.Value, column.Distinct!);
                return distinct < range.Min
                    ? Column($"there may be as few as {distinct} distinct values, not {range.Min}", c => c with { Distinct = range with { Min = distinct } })
                    : Column($"there may be as many as {distinct} distinct values, not {range.Max}", c => c with { Distinct = range with { Max = distinct } });
            case RuleIds.SchemaLength:
                var (shortest, longest) = (Lesser(column.Length!.Min, text!.MinCharacters), Greater(column.Length.Max, text.MaxCharacters));
                return Column($"texts may have {shortest} to {longest} characters", c => c with { Length = new CountRange(shortest, longest) });
            case RuleIds.SchemaPattern:
                string[] looks = [.. text!.Patterns.Keys.Except(column.Patterns!, StringComparer.Ordinal)];
                return Column($"texts may also look like {string.Join(", ", looks)}", c => c with { Patterns = [.. c.Patterns!.Concat(looks).Order(StringComparer.Ordinal)] });
            case RuleIds.SchemaOrder:
                return Column("times may be in any order", c => c with { Ordered = false });
            case RuleIds.SchemaMixedTypes:
                var mixed = Math.Min(1, Math.Ceiling(MixedKinds.Of(data!.Kinds!).Share * 10_000) / 10_000);
                return Column($"a share of {Say.Percent(mixed)} of the values may be of another kind, not {Say.Percent(column.MaxMixed!.Value)}", c => c with { MaxMixed = mixed });
            case RuleIds.SchemaConstantColumn:
                var values = data!.Lists?.Values ?? data.Present;
                return Column($"values must vary only from {values + 1} on, not from {column.VariesFrom}", c => c with { VariesFrom = values + 1 });
            case RuleIds.SchemaLabelLeak when !anomaly.Undecided:
                return Column($"it may explain the label {Say.Quote(schema.Label!)} wholly", c => c with { MaxExplained = 1 });
            case RuleIds.SchemaVariants:
                return Column("values may differ by case or blanks alone", c => c with { AllowVariants = true });
            case RuleIds.SchemaLeadingZeros:
                return Column("numbers may have leading zeros", c => c with { AllowLeadingZeros = true });
            case RuleIds.SchemaStandIns when !anomaly.Undecided:
                var total = data!.Lists?.Values ?? data.Present;
                var shares = StandInRule.Wrong(column, data).ToDictionary(w => w.Name, w => Math.Min(1, Math.Ceiling(w.Count / (double)total * 10_000) / 10_000));
                return Column(
                    $"{string.Join(", ", shares.Select(s => $"{Say.Quote(s.Key)} may be {Say.Percent(s.Value)}"))} of the values",
                    c => c with { StandIns = c.StandIns! with { Known = new SortedDictionary<string, double>(c.StandIns.Known.Where(k => !shares.ContainsKey(k.Key)).Concat(shares).ToDictionary(), StringComparer.Ordinal) } });
            case RuleIds.SchemaFuture when !anomaly.Undecided:
                return Column("times may be in the future", c => c with { AllowFuture = true });
            default:
                return Refuse(anomaly, $"no change of the column's rules allows it; mend the data, or let {anomaly.Rule} warn, with a reason");
        }
    }

    private static SchemaProposal Strangers(Anomaly anomaly, ColumnSchema column, ColumnProfile data, Func<string, Func<ColumnSchema, ColumnSchema>, SchemaProposal> change)
    {
        var known = new KnownValues(column.Domain!, data.Type);
        // What was no valid UTF-8 shows as U+FFFD, and no domain has it.
        var isBroken = data.Text is { InvalidUtf8: > 0 };
        string[] strangers = [.. (data.Categories?.Counts.Keys ?? []).Where(v => !known.Contains(v) && !(isBroken && v.Contains('\uFFFD', StringComparison.Ordinal)))];
        if (strangers.Length == 0 && isBroken && data.Categories is not null)
        {
            return Refuse(anomaly, "values that are no valid UTF-8 are never known ones; mend the data");
        }

        if (strangers.Length is > 0 and <= MostNewValues)
        {
            return change(
                $"{string.Join(", ", strangers.Take(5).Select(Say.Quote))}{(strangers.Length > 5 ? $" and {strangers.Length - 5} more" : "")} {(strangers.Length == 1 ? "is" : "are")} added to the domain",
                c => c with { Domain = c.Domain! with { Values = ValueDomain.Sort(c.Domain.Values.Concat(strangers)) } });
        }

        var share = Math.Min(1, Math.Ceiling((anomaly.Share ?? (anomaly.Count!.Value / (double)anomaly.Of!.Value)) * 10_000) / 10_000);
        return change($"a share of {Say.Percent(share)} of the values may be unknown ones, not {Say.Percent(column.Domain!.MaxOutside)}", c => c with { Domain = c.Domain! with { MaxOutside = share } });
    }

    private static ColumnSchema Retyped(ColumnSchema column, ColumnType type)
    {
        var isNumber = type is ColumnType.Integer or ColumnType.Float;
        var isTime = type == ColumnType.Timestamp;
        return column with
        {
            Type = type,
            Range = isNumber && column.Type is ColumnType.Integer or ColumnType.Float ? column.Range : null,
            AllowNaN = column.AllowNaN || !(isNumber || isTime),
            AllowInfinity = column.AllowInfinity || !(isNumber || isTime),
            Domain = type is ColumnType.Category or ColumnType.Integer or ColumnType.Boolean ? column.Domain : null,
            Length = type == ColumnType.Category ? column.Length : null,
            Patterns = type == ColumnType.Category ? column.Patterns : null,
            Ordered = column.Ordered && isTime,
            MaxMixed = type == ColumnType.Category ? column.MaxMixed : null,
            AllowVariants = column.AllowVariants || type != ColumnType.Category,
            AllowLeadingZeros = column.AllowLeadingZeros || !isNumber,
            AllowFuture = column.AllowFuture || !isTime,
            StandIns = type == ColumnType.Boolean ? null : column.StandIns,
        };
    }

    private static long? Lesser(long? bound, long value) => bound is { } b ? Math.Min(b, value) : null;

    private static long? Greater(long? bound, long value) => bound is { } b ? Math.Max(b, value) : null;

    private static SchemaProposal Change(Anomaly anomaly, string change, Func<DatasetSchema, DatasetSchema> apply) => new() { Anomaly = anomaly, Change = change, Apply = apply };

    private static SchemaProposal Refuse(Anomaly anomaly, string why) => new() { Anomaly = anomaly, Refusal = why };
}
