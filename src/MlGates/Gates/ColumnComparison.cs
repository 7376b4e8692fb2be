using System.Globalization;
using MlGates.Comparison;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Gates;

/// <summary>The evidence for one column of a <see cref="DriftCheck"/>.</summary>
internal sealed class ColumnComparison(DatasetProfile baseline, DatasetProfile candidate, string name, string pattern, FeatureLimit limit, DriftCheck check)
{
    /// <summary>How much the rows tell, where they have weights or come in groups; null for plain rows.</summary>
    public ColumnDesign? Design { get; set; }

    /// <summary>The rows of both sides, for the bins of other tools; null where a side is a stored profile.</summary>
    public (DataSource? Baseline, DataSource? Candidate) Rows { get; set; }

    private bool IsNamed => pattern != DriftCheck.Rest;

    /// <summary>The column was named and is not there.</summary>
    public Evidence Absent(DatasetProfile where) => Settled(
        RuleIds.ColumnMissing,
        Outcome.Error,
        $"column '{Text.Line(name)}' is not in {Text.Line(where.Name)}{NearestName.Hint(name, [.. where.Columns.Select(c => Text.Line(c.Name))])}");

    /// <summary>The candidate does not have the column.</summary>
    public Evidence Lost() => Settled(
        RuleIds.ColumnMissing,
        Outcome.Error,
        $"column '{Text.Line(name)}' is in {Text.Line(baseline.Name)} and not in {Text.Line(candidate.Name)}: mend the input, or exclude the column if it is not meant to be there{Renamed()}");

    /// <summary>Only the candidate has the column, and nobody asked for it by name.</summary>
    public Evidence New() => Settled(
        RuleIds.Drift, Outcome.NotApplicable, $"{Text.Line(name)} is not compared: it is not in {Text.Line(baseline.Name)}");

    // A new column with a similar name is what a renamed one looks like.
    private string Renamed() =>
        NearestName.Find(name, candidate.Columns.Select(c => c.Name).Where(n => baseline.Find(n) is null)) is { } near ? $"; is it '{Text.Line(near)}' now?" : "";

    /// <summary>
    /// Compares the column. Where nobody chose the measure, L-infinity, which is over present values, is joined by the share of missing ones: a
    /// feature that goes missing must not pass because what is left of it looks alike.
    /// </summary>
    public IEnumerable<Evidence> Compare(ColumnProfile before, ColumnProfile after)
    {
        var evidence = Measure(before, after);
        yield return evidence;
        if (limit.Measure is null && evidence.Measure == Gates.Measure.LInfinity.Id() && before.Missing + after.Missing > 0)
        {
            yield return MissingShare(before, after, evidence.Limit!.AtMost!.Value);
        }
    }

    /// <summary>The cells that have to be counted row by row for a comparison of rows with weights or groups; null where the column is not compared.</summary>
    public CellPlan? Cells(ColumnProfile before, ColumnProfile after)
    {
        if (before.Present == 0 && after.Present == 0)
        {
            return null;
        }

        var (left, right) = (before.Present == 0 ? after.Type : before.Type, after.Present == 0 ? before.Type : after.Type);
        var type = left == ColumnType.Float ? left : right;
        if (Kind(left) != Kind(right) || (left == ColumnType.Timestamp && !IsNamed))
        {
            return null;
        }

        if (IsNumber(type) && Chosen(type) != Gates.Measure.LInfinity)
        {
            return NumericBinning.Cells(before, after, out _) is { } cells ? CellPlan.OfBins(name, type, [.. cells.Edges]) : null;
        }

        if ((before.Present > 0 && before.Categories is null) || (after.Present > 0 && after.Categories is null))
        {
            return null;
        }

        var (labels, first, second) = Aligned(before.Categories ?? NoCategories, after.Categories ?? NoCategories);
        return CellPlan.OfValues(name, type, labels, first, second);
    }

    /// <summary>Whether two columns hold the same kind of values; a column without any is of every kind.</summary>
    public static bool AreAlike(ColumnProfile before, ColumnProfile after) =>
        before.Present + after.Present > 0 && (before.Present == 0 || after.Present == 0 || Kind(before.Type) == Kind(after.Type));

    private static bool IsNumber(ColumnType type) => Kind(type) is ColumnType.Float or ColumnType.Timestamp;

    private Measure Chosen(ColumnType type) => limit.Measure ?? (IsNumber(type) ? Gates.Measure.JensenShannon : Gates.Measure.LInfinity);

    private Evidence Measure(ColumnProfile before, ColumnProfile after)
    {
        if (before.Present == 0 && after.Present == 0)
        {
            return Settled(RuleIds.Drift, Outcome.NotApplicable, $"{Text.Line(name)} is not compared: it holds no value in {Names}");
        }

        // A side without a value is of any type.
        var (left, right) = (before.Present == 0 ? after.Type : before.Type, after.Present == 0 ? before.Type : after.Type);
        if (Kind(left) != Kind(right))
        {
            return Settled(
                RuleIds.NotComparable,
                Outcome.Error,
                $"{Text.Line(name)} cannot be compared: it holds {Words(left)} in {Text.Line(baseline.Name)} and {Words(right)} in {Text.Line(candidate.Name)}{Stray(left, before) ?? Stray(right, after) ?? "; find what changed, or declare the column's type on both sides"}");
        }

        if (left == ColumnType.Timestamp && !IsNamed)
        {
            return Settled(
                RuleIds.Drift, Outcome.NotApplicable, $"{Text.Line(name)} is not compared: timestamps move on by themselves; name the column to compare it");
        }

        var type = left == ColumnType.Float ? left : right;
        if (limit.Bins is { } tool)
        {
            return InBinsOf(tool, before, after, type);
        }

        var measure = Chosen(type);
        var atMost = limit.AtMost ?? measure.DefaultLimit();
        var isNumber = IsNumber(type);
        if (Design?.Groups is var (a, b) && Math.Min(a, b) < ColumnDesign.FewestGroups)
        {
            return Settled(
                RuleIds.Drift,
                Outcome.Inconclusive,
                string.Create(CultureInfo.InvariantCulture, $"{Text.Line(name)} cannot be judged: its rows come from {a} groups of {Text.Line(check.Group!)} in {Text.Line(baseline.Name)} and {b} in {Text.Line(candidate.Name)}, and fewer than {ColumnDesign.FewestGroups} do not tell how much rows depend on each other; take more groups, not more rows of each"));
        }

        return measure switch
        {
            Gates.Measure.LInfinity => LInfinity(before, after, type, atMost),
            Gates.Measure.KolmogorovSmirnov or Gates.Measure.Wasserstein when !isNumber =>
                Unfit(measure, $"is for numbers, and {Text.Line(name)} holds {Words(type)}; use l-infinity"),
            Gates.Measure.KolmogorovSmirnov or Gates.Measure.Wasserstein => OfValues(measure, before, after, type, atMost),
            _ when isNumber => OfBins(measure, before, after, type, atMost),
            _ => OfCategories(measure, before, after, atMost),
        };
    }

    private Evidence InBinsOf(PeerTool tool, ColumnProfile before, ColumnProfile after, ColumnType type)
    {
        var measures = PeerComparison.MeasuresOf(tool);
        var measure = limit.Measure ?? measures[0];
        if (!IsNumber(type) || !measures.Contains(measure))
        {
            return Unfit(measure, IsNumber(type) ? $"is not measured in the bins of {tool}, which has {string.Join(", ", measures.Select(m => m.Id()))}"
                : $"in the bins of {tool} is for numbers, and {Text.Line(name)} holds {Words(type)}; leave out \"bins\" for it");
        }

        if (Finite(before) == 0 || Finite(after) == 0)
        {
            return Settled(RuleIds.NotComparable, Outcome.Error, $"{Text.Line(name)} cannot be compared in the bins of {tool}: it holds no finite number in {Text.Line((Finite(before) == 0 ? baseline : candidate).Name)}");
        }

        if (tool != PeerTool.Tfdv && (Rows.Baseline is null || Rows.Candidate is null))
        {
            return Settled(RuleIds.NotComparable, Outcome.Error, $"{Text.Line(name)} cannot be compared in the bins of {tool}: {Text.Line((Rows.Baseline is null ? baseline : candidate).Name)} is a stored profile, which does not know the values; give its rows, or leave out \"bins\"");
        }

        var atMost = limit.AtMost ?? measure.DefaultLimit();
        var value = PeerComparison.Value(before, after, tool, measure, Rows.Baseline, Rows.Candidate);
        var (n, m) = (before.Present + before.Missing, after.Present + after.Missing);
        return new Evidence
        {
            Rule = RuleIds.Drift,
            Subject = name,
            Measure = measure.Id(),
            Limit = new Limit { AtMost = atMost },
            Settled = value > atMost ? Outcome.Failed : Outcome.Passed,
            Value = value,
            N = [n, m],
            Details = Evidence.Named([("baseline", baseline.Name), ("candidate", candidate.Name), ("bins", PeerComparison.Word(tool)), ("guarantee", false), .. DriftFacts.OfNumbers(before, after)]),
            Location = limit.Location,
            Message = _ => PeerComparison.Message(name, baseline.Name, candidate.Name, tool, measure, value, atMost, n, m),
        };
    }

    private static long Finite(ColumnProfile column) => column.Numeric is { } numbers ? column.Present - numbers.NaN - numbers.PositiveInfinity - numbers.NegativeInfinity : 0;

    // Of a column that is text by some of its values only: the commonest of those, which is what there is to mend.
    private static string? Stray(ColumnType type, ColumnProfile column)
    {
        if (type != ColumnType.Category || column.Categories is not { } categories)
        {
            return null;
        }

        var words = categories.Counts.Where(c => !double.TryParse(c.Key, NumberStyles.Float, CultureInfo.InvariantCulture, out _)).ToArray();
        if (words.Length == 0)
        {
            return null;
        }

        var most = words.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).First().Key;
        return string.Create(CultureInfo.InvariantCulture, $", where {words.Sum(w => w.Value)} of {column.Present} values are no numbers, such as '{Text.Line(most)}'; mend them, or list them among the missing values");
    }

    private string Names => $"{Text.Line(baseline.Name)} or {Text.Line(candidate.Name)}";

    private Evidence LInfinity(ColumnProfile before, ColumnProfile after, ColumnType type, double atMost)
    {
        if (type is ColumnType.Float or ColumnType.Timestamp)
        {
            return Unfit(Gates.Measure.LInfinity, $"is for values that repeat, and {Text.Line(name)} holds {Words(type)}; use jensen-shannon");
        }

        if (before.Present == 0 || after.Present == 0)
        {
            return Settled(
                RuleIds.NotComparable,
                Outcome.Error,
                $"{Text.Line(name)} cannot be compared by l-infinity: it holds no value in {Text.Line((before.Present == 0 ? baseline : candidate).Name)}; mend the input, or use jensen-shannon, which counts missing values");
        }

        if (Uncounted(before, after, type, Gates.Measure.LInfinity) is { } reason)
        {
            return reason;
        }

        var (labels, first, second) = Aligned(before.Categories!, after.Categories!);
        var names = DriftFacts.OfCategories(labels, first, second);
        if (Weightless(Design?.OfPresent(ColumnDesign.LargestMove), Gates.Measure.LInfinity) is { } weightless)
        {
            return weightless;
        }

        var sizes = Design?.OfPresent(ColumnDesign.LargestMove);
        (first, second) = Weighted(first, second, withMissing: false);
        var test = new LInfinityTest(first, second, atMost, sizes);
        var move = Move(Gates.Measure.LInfinity, labels, first, second);
        return Tested(Gates.Measure.LInfinity, atMost, test, move, before.Present, after.Present, sizes, test.ChanceWithoutChange, [("categories", labels.Length), ("categoriesConsidered", test.Considered), .. names]);
    }

    private Evidence MissingShare(ColumnProfile before, ColumnProfile after, double atMost)
    {
        long[] first = [before.Present, before.Missing];
        long[] second = [after.Present, after.Missing];
        var (n, m) = (first.Sum(), second.Sum());
        var sizes = Design?.OfMissing();
        if (Design is { IsWeighted: true })
        {
            var (left, right) = Design.Counts();
            (first, second) = ([left[..^1].Sum(), left[^1]], [right[..^1].Sum(), right[^1]]);
        }

        var test = new LInfinityTest(first, second, atMost, sizes);
        var move = new LargestMove(Missing, (double)first[1] / first.Sum(), (double)second[1] / second.Sum(), []);
        return Tested("missing-share", "missing share", atMost, test, move, n, m, sizes, test.ChanceWithoutChange, []);
    }

    private Evidence OfCategories(Measure measure, ColumnProfile before, ColumnProfile after, double atMost)
    {
        if (Uncounted(before, after, ColumnType.Category, measure) is { } reason)
        {
            return reason;
        }

        var (labels, first, second) = Aligned(before.Categories ?? NoCategories, after.Categories ?? NoCategories);
        var facts = DriftFacts.OfCategories(labels, first, second);
        labels = [.. labels, Missing];
        first = [.. first, before.Missing];
        second = [.. second, after.Missing];
        var (n, m) = (first.Sum(), second.Sum());
        if (Weightless(Design?.OfAll(), measure) is { } weightless)
        {
            return weightless;
        }

        var sizes = Design?.OfAll();
        (first, second) = Weighted(first, second, withMissing: true);
        var cells = CategoryCells.Pool(first, second, measure == Gates.Measure.PopulationStability ? PopulationStability.MostCells : int.MaxValue, sizes);
        var test = Divergence(measure, cells.First, cells.Second, atMost, null, sizes);
        return Tested(
            measure, atMost, test, Move(measure, labels, first, second), n, m, sizes, test.ChanceWithoutChange,
            [("cells", test.Cells), ("noiseFloor", test.NoiseFloor), ("pooled", cells.Pooled), .. facts]);
    }

    private Evidence OfBins(Measure measure, ColumnProfile before, ColumnProfile after, ColumnType type, double atMost)
    {
        if (NumericBinning.Of(before, after, Design, out var problem) is not { } bins)
        {
            return Settled(RuleIds.NotComparable, Outcome.Error, $"{Text.Line(name)} cannot be compared: {problem}");
        }

        var test = Divergence(measure, bins.First, bins.Second, atMost, bins.FinalCells, bins.Sizes);
        var labels = bins.Labels(type == ColumnType.Timestamp, Missing);
        return Tested(
            measure, atMost, test, Move(measure, labels, bins.First, bins.Second), before.Present + before.Missing, after.Present + after.Missing, bins.Sizes, test.ChanceWithoutChange,
            [
                .. Cells(bins),
                ("cells", test.Cells), ("cellNames", labels), ("noiseFloor", test.NoiseFloor),
                .. DriftFacts.OfNumbers(before, after),
            ]);
    }

    private static DivergenceTest Divergence(Measure measure, long[] first, long[] second, double atMost, int? finalCells, EffectiveSizes? sizes) => measure switch
    {
        Gates.Measure.JensenShannon => DivergenceTest.JensenShannon(first, second, atMost, finalCells, sizes),
        Gates.Measure.JensenShannonDistance => DivergenceTest.JensenShannonDistance(first, second, atMost, inNats: false, finalCells, sizes),
        Gates.Measure.JensenShannonDistanceNats => DivergenceTest.JensenShannonDistance(first, second, atMost, inNats: true, finalCells, sizes),
        Gates.Measure.Hellinger => DivergenceTest.Hellinger(first, second, atMost, finalCells, sizes),
        Gates.Measure.PopulationStability => DivergenceTest.PopulationStability(first, second, atMost, finalCells, sizes),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "This measure does not look at counts."),
    };

    // Weights are shown as shares: their counts are of no unit.
    private (string, object?)[] Cells(NumericBinning bins) => Design is { IsWeighted: true }
        ? [("baselineShares", Shares(bins.First)), ("candidateShares", Shares(bins.Second))]
        : [("baselineCounts", bins.First.Cast<object>().ToArray()), ("candidateCounts", bins.Second.Cast<object>().ToArray())];

    private static object[] Shares(long[] counts) => [.. counts.Select(c => (object)DriftFacts.Rounded((double)c / counts.Sum()))];

    private (long[] First, long[] Second) Weighted(long[] first, long[] second, bool withMissing)
    {
        if (Design is not { IsWeighted: true })
        {
            return (first, second);
        }

        var (left, right) = Design.Counts();
        return withMissing ? (left, right) : (left[..^1], right[..^1]);
    }

    private Evidence? Weightless(EffectiveSizes? sizes, Measure measure) => Design is null || sizes is not null ? null
        : Settled(RuleIds.NotComparable, Outcome.Error, $"{Text.Line(name)} cannot be compared by {measure.Id()}: in {Text.Line(baseline.Name)} or {Text.Line(candidate.Name)} all its rows weigh 0; mend column {Text.Line(check.Weight ?? "")}");

    // Over present numbers, not NaN.
    private Evidence OfValues(Measure measure, ColumnProfile before, ColumnProfile after, ColumnType type, double atMost)
    {
        var (n, m) = (Numbers(before), Numbers(after));
        if (n == 0 || m == 0)
        {
            return Settled(
                RuleIds.NotComparable,
                Outcome.Error,
                $"{Text.Line(name)} cannot be compared by {measure.Id()}: it holds no number in {Text.Line((n == 0 ? baseline : candidate).Name)}; mend the input, or use jensen-shannon, which counts missing values");
        }

        var (left, right) = (before.Numeric!, after.Numeric!);
        var bins = NumericBinning.Of(before, after, Design, out var problem);
        if (bins is null)
        {
            return Settled(RuleIds.NotComparable, Outcome.Error, $"{Text.Line(name)} cannot be compared: {problem}");
        }

        if (Weightless(Design?.OfPresent(ColumnDesign.LargestStep), measure) is { } weightless)
        {
            return weightless;
        }

        var move = Move(measure, bins.Labels(type == ColumnType.Timestamp, Missing)[..^1], bins.First[..^1], bins.Second[..^1]);
        if (measure == Gates.Measure.Wasserstein)
        {
            if (Design is { IsWeighted: true })
            {
                return Unfit(measure, $"does not take weights, and rows weigh {Text.Line(check.Weight!)}; use kolmogorov-smirnov or jensen-shannon for {Text.Line(name)}");
            }

            var rows = Design?.OfPresent(Design.Transport);
            if (left.Histogram is null || right.Histogram is null)
            {
                return Settled(
                    RuleIds.NotComparable,
                    Outcome.Error,
                    $"{Text.Line(name)} cannot be compared by wasserstein: {Text.Line((left.Histogram is null ? baseline : candidate).Name)} is a stored profile, which knows counts between quantiles and not the values; give its rows, or use kolmogorov-smirnov");
            }

            return WassersteinTest.Of(left.Histogram, right.Histogram, atMost, rows) is { } distance
                ? Tested(measure, atMost, distance, move, n, m, rows, null, [("blur", distance.Blur), ("clippedDeviation", distance.Unit), .. DriftFacts.OfNumbers(before, after)])
                : Settled(
                    RuleIds.NotComparable,
                    Outcome.Error,
                    $"{Text.Line(name)} cannot be compared by wasserstein: {Text.Line(baseline.Name)} holds one value in at least 99 % of its rows, so there is no spread to measure by; use kolmogorov-smirnov");
        }

        var sizes = Design?.OfPresent(ColumnDesign.LargestStep);
        var cells = Design is { IsWeighted: true } ? Between(before, after)
            : left.Histogram is { } a && right.Histogram is { } b ? OrderedCells.Of(a, b) : Stored(left, right);
        var test = new KolmogorovSmirnovTest(cells, atMost, sizes);
        return Tested(measure, atMost, test, move, n, m, sizes, test.ChanceWithoutChange, [("cells", cells.Count), ("highest", test.Highest), ("reachedAt", Shown(cells.HighOf(test.Cell), type)), .. DriftFacts.OfNumbers(before, after)]);
    }

    private static OrderedCells Stored(NumericProfile before, NumericProfile after)
    {
        var cells = NumericCells.Common(before, after, out _)!;
        return OrderedCells.Between(cells.Edges, cells.Baseline, cells.Candidate);
    }

    // Weights are known between the baseline's quantiles only.
    private OrderedCells Between(ColumnProfile before, ColumnProfile after)
    {
        var (first, second) = Design!.Counts();
        return OrderedCells.Between(NumericBinning.Cells(before, after, out _)!.Edges, first[..^1], second[..^1]);
    }

    private static long Numbers(ColumnProfile column) => column.Present - (column.Numeric?.NaN ?? 0);

    private static object Shown(double value, ColumnType type) => NumericBinning.Shown(value, type == ColumnType.Timestamp);

    private const string Missing = "missing";

    private static readonly CategoryProfile NoCategories = new() { Counts = new Dictionary<string, long>() };

    // A side without counts: never silently left out, unless nobody asked for the column and neither side has any.
    private Evidence? Uncounted(ColumnProfile before, ColumnProfile after, ColumnType type, Measure measure)
    {
        var (left, right) = (before.Present > 0 && before.Categories is null, after.Present > 0 && after.Categories is null);
        if (!left && !right)
        {
            return null;
        }

        if (type == ColumnType.Integer)
        {
            return Unfit(measure, $"is for values that repeat, and {Text.Line(name)} holds more than {CategoryProfile.MaxIntegers} distinct whole numbers; use jensen-shannon");
        }

        if (left != right)
        {
            var (many, few, count) = left ? (baseline, candidate, after) : (candidate, baseline, before);
            return Settled(
                RuleIds.NotComparable,
                Outcome.Error,
                string.Create(CultureInfo.InvariantCulture, $"{Text.Line(name)} cannot be compared: {Text.Line(many.Name)} holds more distinct values than can be counted, {Text.Line(few.Name)} only {count.Distinct.Value}; find out what changed"));
        }

        return IsNamed
            ? Unfit(measure, $"needs the count of every value, and {Text.Line(name)} holds more distinct values than can be counted; no measure fits such a column, leave it out")
            : Settled(RuleIds.Drift, Outcome.NotApplicable, $"{Text.Line(name)} is not compared: it holds more distinct values than can be counted");
    }

    private Evidence Tested(Measure measure, double atMost, IToleranceTest test, LargestMove move, long n, long m, EffectiveSizes? sizes, double? chance, (string Name, object? Value)[] numbers) =>
        Tested(measure.Id(), measure.DisplayName(), atMost, test, move, n, m, sizes, chance, numbers);

    private Evidence Tested(string measure, string display, double atMost, IToleranceTest test, LargestMove move, long n, long m, EffectiveSizes? sizes, double? chance, (string Name, object? Value)[] numbers)
    {
        var details = Evidence.Named(
            [
                ("baseline", baseline.Name), ("candidate", candidate.Name), ("chanceWithoutChange", chance),
                ("largestMove", move.Label), ("largestMoveBaseline", move.Before), ("largestMoveCandidate", move.After), .. numbers, .. Effective(sizes), .. Stored(measure),
            ]);
        return new Evidence
        {
            Rule = RuleIds.Drift,
            Subject = name,
            Measure = measure,
            Limit = new Limit { AtMost = atMost },
            Test = test,
            N = [n, m],
            Decision = check.Decision,
            ChanceWithoutChange = chance,
            Details = details,
            Carriers = move.Carriers,
            Location = limit.Location,
            Message = judgement => DriftMessage.Of(name, baseline.Name, candidate.Name, display, test, move, n, m, sizes, judgement),
        };
    }

    // Measured when the baseline was stored; beside it, the test's own floor is of the rows at hand.
    private (string, object?)[] Stored(string measure) => baseline.Find(name)?.NoiseFloor is { } floor && floor.Measure == measure
        ? [("storedNoiseFloor", floor.Value), ("storedNoiseFloorRows", floor.Rows)]
        : [];

    private (string, object?)[] Effective(EffectiveSizes? sizes) => sizes is not { } s ? []
        :
        [
            ("effectiveRowsBaseline", DriftFacts.Rounded(s.First)), ("effectiveRowsCandidate", DriftFacts.Rounded(s.Second)),
            .. Design?.Groups is var (a, b) ? [("groupsBaseline", a), ("groupsCandidate", b)] : Array.Empty<(string, object?)>(),
        ];

    private Evidence Unfit(Measure measure, string why) => Settled(RuleIds.MeasureUnfit, Outcome.Error, $"{measure.Id()} {why}");

    private Evidence Settled(string rule, Outcome outcome, string message) => new()
    {
        Rule = rule,
        Subject = name,
        Settled = outcome,
        Measure = limit.Measure?.Id(),
        Limit = limit.AtMost is { } atMost ? new Limit { AtMost = atMost } : null,
        Location = limit.Location,
        Message = _ => message,
    };

    private static LargestMove Move(Measure measure, string[] labels, long[] first, long[] second)
    {
        var cell = Comparison.LInfinity.Distance(first, second).Cell;
        return new LargestMove(labels[cell], (double)first[cell] / first.Sum(), (double)second[cell] / second.Sum(), DriftCarrier.Of(measure, labels, first, second));
    }

    private static (string[] Labels, long[] First, long[] Second) Aligned(CategoryProfile before, CategoryProfile after)
    {
        var labels = new SortedSet<string>(before.Counts.Keys.Concat(after.Counts.Keys), StringComparer.Ordinal).ToArray();
        return (
            labels,
            Array.ConvertAll(labels, l => before.Counts.GetValueOrDefault(l)),
            Array.ConvertAll(labels, l => after.Counts.GetValueOrDefault(l)));
    }

    private static ColumnType Kind(ColumnType type) => type == ColumnType.Integer ? ColumnType.Float : type;

    private static string Words(ColumnType type) => type switch
    {
        ColumnType.Integer => "whole numbers",
        ColumnType.Float => "numbers",
        ColumnType.Boolean => "truth values",
        ColumnType.Timestamp => "timestamps",
        _ => "text",
    };
}
