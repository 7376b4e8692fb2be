using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>Says in meaning how two schemas differ, for whoever reviews the change.</summary>
public static class SchemaDiff
{
    private const int MostNamed = 5;

    /// <summary>The differences: of the dataset first, then by column in ordinal order. Where they came from (origin, accepted changes, evidence) is none. O(values).</summary>
    public static IReadOnlyList<SchemaChange> Compare(DatasetSchema before, DatasetSchema after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new List<SchemaChange>();
        Dataset(before, after, new Sink(null, changes));
        foreach (var name in before.Columns.Concat(after.Columns).Select(c => c.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var sink = new Sink(name, changes);
            switch (before.Find(name), after.Find(name))
            {
                case ({ } old, { } now):
                    Column(old, now, sink);
                    break;
                case (null, { } now):
                    sink.Add(now.Required ? SchemaChangeKind.Narrower : SchemaChangeKind.Wider, $"new {(now.Required ? "" : "optional ")}column{(now.Type is { } type ? $" of type {Say.Type(type)}" : "")}");
                    break;
                default:
                    sink.Add(after.AllowNewColumns ? SchemaChangeKind.Wider : SchemaChangeKind.Other, "the column is gone");
                    break;
            }
        }

        foreach (var where in before.Slices.Concat(after.Slices).Select(s => s.Where).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Slice(before.Slices.FirstOrDefault(s => s.Where == where), after.Slices.FirstOrDefault(s => s.Where == where), where, changes);
        }

        return changes;
    }

    private static void Slice(SliceSchema? before, SliceSchema? after, string where, List<SchemaChange> changes)
    {
        var sink = new Sink(where, changes);
        if (before is null || after is null)
        {
            sink.Add(after is null ? SchemaChangeKind.Wider : SchemaChangeKind.Narrower, after is null ? "the slice has no rules any more" : "the slice has rules of its own now");
            return;
        }

        sink.Ends("rows", before.Rows?.Min, before.Rows?.Max, after.Rows?.Min, after.Rows?.Max, Count);
        foreach (var name in before.Columns.Concat(after.Columns).Select(c => c.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var free = new ColumnSchema { Name = name, Type = (before.Columns.Concat(after.Columns)).First(c => c.Name == name).Type };
            Column(before.Columns.FirstOrDefault(c => c.Name == name) ?? free, after.Columns.FirstOrDefault(c => c.Name == name) ?? free, new Sink(SliceSchemas.Label(name, where), changes));
        }
    }

    private static void Dataset(DatasetSchema before, DatasetSchema after, Sink sink)
    {
        sink.Ends("rows", before.Rows?.Min, before.Rows?.Max, after.Rows?.Min, after.Rows?.Max, v => v.ToString(System.Globalization.CultureInfo.InvariantCulture));
        sink.Ends("rows of the dataset before", before.RowsOfPrevious?.Min, before.RowsOfPrevious?.Max, after.RowsOfPrevious?.Min, after.RowsOfPrevious?.Max, Say.Number);
        if (before.Label != after.Label)
        {
            sink.Add(after.Label is null ? SchemaChangeKind.Wider : before.Label is null ? SchemaChangeKind.Narrower : SchemaChangeKind.Other, $"the label was {Label(before)}, is {Label(after)}");
        }

        sink.Most("share of the label that a column may explain", before.MaxExplained, after.MaxExplained, Say.Percent);
        sink.Flag(before.AllowNewColumns, after.AllowNewColumns, "new columns are allowed", "new columns are no longer allowed");
        sink.Flag(before.AllowDuplicateRows, after.AllowDuplicateRows, "duplicate rows are allowed", "duplicate rows are no longer allowed");
        sink.Most("share of rows that may be in the other dataset too", before.MaxOverlap ?? 0, after.MaxOverlap ?? 0, Say.Percent);
        sink.Names("environment", before.Environments, after.Environments, SchemaChangeKind.Other, SchemaChangeKind.Other);
        sink.Names("key", [.. before.Keys.Select(k => string.Join(" + ", k))], [.. after.Keys.Select(k => string.Join(" + ", k))], SchemaChangeKind.Narrower, SchemaChangeKind.Wider);
        Rules(before.Rules, after.Rules, sink);
    }

    private static void Column(ColumnSchema before, ColumnSchema after, Sink sink)
    {
        if (before.Type != after.Type)
        {
            var kind = after.Type is null or ColumnType.Category || (before.Type == ColumnType.Integer && after.Type == ColumnType.Float) ? SchemaChangeKind.Wider
                : before.Type is null or ColumnType.Category || (before.Type == ColumnType.Float && after.Type == ColumnType.Integer) ? SchemaChangeKind.Narrower
                : SchemaChangeKind.Other;
            sink.Add(kind, $"type was {Type(before)}, is {Type(after)}");
        }

        sink.Flag(!before.Required, !after.Required, "is no longer required", "is required now");
        sink.Environments(before.Environments, after.Environments);
        if (before.MinPresent is null or 0 && after.MinPresent is null or 0)
        {
            // No share is written, or one of 0: a column of a type must then hold a value, or need not.
            sink.Flag(before.MinPresent == 0, after.MinPresent == 0, "may be empty", "may no longer be empty");
        }
        else
        {
            sink.Least("share of rows with a value", before.MinPresent, after.MinPresent, Say.Percent);
        }

        sink.Least("number of rows with a value", before.MinPresentCount, after.MinPresentCount, v => Say.Number(v));
        sink.Ends("values in a row", before.Values?.Min, before.Values?.Max, after.Values?.Min, after.Values?.Max, Count);
        if (Shape(before) is var old && Shape(after) is var now && old != now)
        {
            sink.Add(after.Shape is null ? SchemaChangeKind.Wider : before.Shape is null ? SchemaChangeKind.Narrower : SchemaChangeKind.Other, $"shape was {old}, is {now}");
        }

        Domain(before.Domain, after.Domain, sink);
        sink.Ends("range", before.Range?.Min, before.Range?.Max, after.Range?.Min, after.Range?.Max, v => Say.Bound(v, after.Type));
        sink.Flag(before.AllowNaN, after.AllowNaN, "NaN is allowed", "NaN is no longer allowed");
        sink.Flag(before.AllowInfinity, after.AllowInfinity, "infinities are allowed", "infinities are no longer allowed");
        sink.Ends("distinct values", before.Distinct?.Min, before.Distinct?.Max, after.Distinct?.Min, after.Distinct?.Max, Count);
        sink.Flag(!before.Unique, !after.Unique, "values may occur twice", "no value may occur twice");
        sink.Ends("length", before.Length?.Min, before.Length?.Max, after.Length?.Min, after.Length?.Max, Count);
        if (before.Patterns is null != after.Patterns is null)
        {
            sink.Add(after.Patterns is null ? SchemaChangeKind.Wider : SchemaChangeKind.Narrower, after.Patterns is null ? "texts may look like anything" : $"texts must look like {string.Join(" or ", after.Patterns)}");
        }
        else
        {
            sink.Names("look of texts", before.Patterns ?? [], after.Patterns ?? [], SchemaChangeKind.Wider, SchemaChangeKind.Narrower);
        }

        sink.Flag(!before.Ordered, !after.Ordered, "times may go back", "times may no longer go back");
        sink.Most("share of values of another kind", before.MaxMixed, after.MaxMixed, Say.Percent);
        Varies(before.VariesFrom, after.VariesFrom, sink);
        sink.Flag(before.AllowVariants, after.AllowVariants, "values may differ by case or blanks alone", "values may no longer differ by case or blanks alone");
        sink.Flag(before.AllowLeadingZeros, after.AllowLeadingZeros, "numbers may have leading zeros", "numbers may no longer have leading zeros");
        StandIns(before.StandIns, after.StandIns, sink);
        sink.Flag(before.AllowFuture, after.AllowFuture, "times may be in the future", "times may no longer be in the future");
        Explained(before.MaxExplained, after.MaxExplained, sink);
        Rules(before.Rules, after.Rules, sink);
        sink.Names("note", before.Notes, after.Notes, SchemaChangeKind.Other, SchemaChangeKind.Other);
    }

    // More values may be alike where the bound is higher.
    private static void Varies(long? before, long? after, Sink sink)
    {
        if (before != after)
        {
            var isWider = after is null || (before is not null && after > before);
            sink.Add(isWider ? SchemaChangeKind.Wider : SchemaChangeKind.Narrower, after is null ? "values need not vary" : before is null ? $"{after} values or more must vary" : $"{after} values or more must vary, not {before}");
        }
    }

    private static void StandIns(StandInLimits? before, StandInLimits? after, Sink sink)
    {
        if (before is null || after is null)
        {
            if (before is not null || after is not null)
            {
                sink.Add(after is null ? SchemaChangeKind.Wider : SchemaChangeKind.Narrower, after is null ? "any value may stand for missing" : "values that stand for missing are looked for");
            }

            return;
        }

        sink.Most("share of an unknown value that stands for missing", before.MaxShare, after.MaxShare, Say.Percent);
        foreach (var name in before.Known.Keys.Union(after.Known.Keys).Order(StringComparer.Ordinal))
        {
            sink.Most($"share of {Say.Quote(name)}, which stands for missing,", before.Of(name), after.Of(name), Say.Percent);
        }
    }

    private static void Domain(ValueDomain? before, ValueDomain? after, Sink sink)
    {
        if (before is null || after is null)
        {
            if (before is not null || after is not null)
            {
                sink.Add(after is null ? SchemaChangeKind.Wider : SchemaChangeKind.Narrower, after is null ? "any value is allowed" : $"a domain of {Say.Values(after.Values.Count, "value", "values")}");
            }

            return;
        }

        sink.Names("value", before.Values, after.Values, SchemaChangeKind.Wider, SchemaChangeKind.Narrower);
        if (before.MaxOutside != after.MaxOutside)
        {
            sink.Add(after.MaxOutside > before.MaxOutside ? SchemaChangeKind.Wider : SchemaChangeKind.Narrower, $"share of unknown values was {Say.Percent(before.MaxOutside)}, is {Say.Percent(after.MaxOutside)}");
        }
    }

    private static void Rules(IReadOnlyDictionary<string, RuleLevel> before, IReadOnlyDictionary<string, RuleLevel> after, Sink sink)
    {
        foreach (var id in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (old, now) = (before.GetValueOrDefault(id), after.GetValueOrDefault(id));
            if (Level(old) != Level(now))
            {
                var (weight, was) = (now?.Severity ?? RuleSeverity.Block, old?.Severity ?? RuleSeverity.Block);
                sink.Add(weight > was ? SchemaChangeKind.Wider : weight < was ? SchemaChangeKind.Narrower : Reach(old, now), $"{id} was {Level(old)}, is {Level(now)}{(now is { Reason.Length: > 0 } ? $": {Text.OneLine(now.Reason, 120)}" : "")}");
            }
        }
    }

    // The same weight, but in other environments: of a level that warns, or is off, the more the wider.
    private static SchemaChangeKind Reach(RuleLevel? before, RuleLevel? after) =>
        before is null or { Severity: RuleSeverity.Block } || after is null ? SchemaChangeKind.Other
        : after.Environments is null || (before.Environments?.All(after.Environments.Contains) == true) ? SchemaChangeKind.Wider
        : before.Environments is null || after.Environments.All(before.Environments.Contains) ? SchemaChangeKind.Narrower
        : SchemaChangeKind.Other;

    private static string Level(RuleLevel? level) => level is null ? "block"
        : level.Severity.ToString().ToLowerInvariant() + (level.Environments is { } environments ? $" in {string.Join(", ", environments)}" : "");

    // A column that says nothing follows the dataset, of which only the other may know.
    private static void Explained(double? before, double? after, Sink sink)
    {
        if (before is null || after is null)
        {
            if (before != after)
            {
                sink.Add(SchemaChangeKind.Other, $"share of the label that it may explain was {Share(before)}, is {Share(after)}");
            }

            return;
        }

        sink.Most("share of the label that it may explain", before, after, Say.Percent);

        static string Share(double? share) => share is { } own ? $"at most {Say.Percent(own)}" : "as of all columns";
    }

    private static string Label(DatasetSchema schema) => schema.Label is { } label ? Say.Quote(label) : "not said";

    private static string Type(ColumnSchema column) => column.Type is { } type ? Say.Type(type) : SchemaFile.AnyType;

    private static string Shape(ColumnSchema column) => column.Shape is { } shape ? $"[{string.Join(", ", shape)}]" : "any";

    private static string Count(double count) => count.ToString("F0", System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Sink(string? column, List<SchemaChange> changes)
    {
        internal void Add(SchemaChangeKind kind, string message) => changes.Add(new SchemaChange(column, kind, message));

        internal void Flag(bool before, bool after, string wider, string narrower)
        {
            if (before != after)
            {
                Add(after ? SchemaChangeKind.Wider : SchemaChangeKind.Narrower, after ? wider : narrower);
            }
        }

        internal void Least(string what, double? before, double? after, Func<double, string> say) => Ends(what, before, null, after, null, say);

        internal void Most(string what, double? before, double? after, Func<double, string> say) => Ends(what, null, before, null, after, say);

        // One change for both ends; which is only wider where neither end came nearer.
        internal void Ends(string what, double? oldMin, double? oldMax, double? newMin, double? newMax, Func<double, string> say)
        {
            if (oldMin == newMin && oldMax == newMax)
            {
                return;
            }

            var (low, high) = (newMin ?? double.NegativeInfinity, newMax ?? double.PositiveInfinity);
            var (oldLow, oldHigh) = (oldMin ?? double.NegativeInfinity, oldMax ?? double.PositiveInfinity);
            Add(
                low <= oldLow && high >= oldHigh ? SchemaChangeKind.Wider : low >= oldLow && high <= oldHigh ? SchemaChangeKind.Narrower : SchemaChangeKind.Other,
                $"{what} was {Range(oldMin, oldMax)}, is {Range(newMin, newMax)}");

            string Range(double? min, double? max) => (min, max) switch
            {
                (null, null) => "any",
                ({ } a, null) => $"at least {say(a)}",
                (null, { } b) => $"at most {say(b)}",
                ({ } a, { } b) => $"{say(a)} to {say(b)}",
            };
        }

        internal void Environments(IReadOnlyList<string>? before, IReadOnlyList<string>? after)
        {
            var (old, now) = (Expected(before), Expected(after));
            if (old != now)
            {
                Add(after is not null && (before is null || after.All(before.Contains)) ? SchemaChangeKind.Wider : before is not null && (after is null || before.All(after.Contains)) ? SchemaChangeKind.Narrower : SchemaChangeKind.Other, $"was expected {old}, is expected {now}");
            }
        }

        internal void Names(string what, IReadOnlyList<string> before, IReadOnlyList<string> after, SchemaChangeKind added, SchemaChangeKind removed)
        {
            Said("new", [.. after.Except(before, StringComparer.Ordinal)], added);
            Said("lost", [.. before.Except(after, StringComparer.Ordinal)], removed);

            void Said(string word, string[] names, SchemaChangeKind kind)
            {
                if (names.Length > 0)
                {
                    Add(kind, $"{Say.Values(names.Length, $"{word} {what}", $"{word} {what}s")} {string.Join(", ", names.Take(MostNamed).Select(Say.Quote))}{(names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "")}");
                }
            }
        }

        private static string Expected(IReadOnlyList<string>? environments) => environments is null ? "everywhere" : $"in {string.Join(", ", environments.Order(StringComparer.Ordinal))} only";
    }
}
