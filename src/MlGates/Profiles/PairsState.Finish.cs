using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

// What comes out in the end; the state stays as it is.
internal sealed partial class PairsState
{
    /// <summary>The pairs in ordinal order of their names.</summary>
    /// <param name="columns">The finished columns, by place in a batch: what they hold decides what a pair can be asked.</param>
    internal PairProfile[] Finish(IReadOnlyList<ColumnProfile> columns)
    {
        var sample = _sample.ToColumns();
        var pairs = new PairProfile[_tables.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = Finish(i, Side(_plan.Pairs[i].First, columns, sample), Side(_plan.Pairs[i].Second, columns, sample));
        }

        return pairs;
    }

    private PairSide Side(int column, IReadOnlyList<ColumnProfile> columns, double[][] sample)
    {
        var profile = columns[_plan.Places[column]];
        var numbers = _numbersAt[column] < 0 ? [] : sample[_numbersAt[column]];
        // Of a column of text the codes tell spellings apart; as numbers and truth values 1 and 01 are one.
        var codes = profile.Type == ColumnType.Category && _codesAt[column] >= 0 ? sample[_codesAt[column]] : numbers;
        return new PairSide(profile, _lists[column], numbers, codes);
    }

    private PairProfile Finish(int pair, PairSide first, PairSide second)
    {
        var profile = new PairProfile { First = first.Name, Second = second.Name, Rows = _rows[pair] };
        if ((Refusal(first) ?? Refusal(second)) is { } refusal)
        {
            return profile with { Reason = refusal };
        }

        if (profile.Rows == 0)
        {
            return profile with { Reason = "no row has a value of both" };
        }

        if (first.IsNumber && second.IsNumber)
        {
            profile = profile with { Correlation = Correlate(pair, first, second) };
        }

        if (first.IsCategory && second.IsCategory)
        {
            return Tabulate(profile, pair, first, second);
        }

        return first.IsCategory ? Bin(profile, second, first) : second.IsCategory ? Bin(profile, first, second) : profile;
    }

    private static string? Refusal(PairSide side) =>
        side.IsList ? $"'{side.Name}' holds lists"
        : side.Profile.Type == ColumnType.Empty ? $"'{side.Name}' has no value"
        : null;

    private PairCorrelation Correlate(int pair, PairSide first, PairSide second)
    {
        var n = 0L;
        for (var i = 0; i < first.Numbers.Length; i++)
        {
            n += double.IsNaN(first.Numbers[i]) || double.IsNaN(second.Numbers[i]) ? 0 : 1;
        }

        var moments = _moments[pair];
        return new PairCorrelation(
            moments.Count, moments.PopulationCovariance, moments.Correlation, Association.Spearman(first.Numbers, second.Numbers), n, !_sample.IsComplete);
    }

    private PairProfile Tabulate(PairProfile profile, int pair, PairSide first, PairSide second)
    {
        if (_tables[pair].ToTable() is not { } counted)
        {
            return profile with
            {
                Reason = string.Create(CultureInfo.InvariantCulture, $"one of the columns has more than {CrossTableState.MaxValues} values, or there are more than {_plan.MaxCells} pairs of values"),
            };
        }

        var table = Canonical(counted, first, second);
        profile = profile with { Association = Associate(table) };
        if (second.Name != _plan.Label)
        {
            return profile;
        }

        var lifts = new List<PairLift>();
        foreach (var lift in table.TopLifts(PairProfile.MostLifts, PairProfile.LeastLiftRows))
        {
            lifts.Add(new PairLift(
                Encoding.UTF8.GetString(table.Rows[lift.Row].Span), Encoding.UTF8.GetString(table.Columns[lift.Column].Span), lift.Count, table.RowTotals[lift.Row], lift.Value));
        }

        return profile with { Lifts = lifts };
    }

    private PairProfile Bin(PairProfile profile, PairSide number, PairSide category)
    {
        // Places by code and not by row, so that sums are added in an order that does not depend on the rows'.
        var codes = new SortedSet<double>(category.Codes.Where((c, i) => !double.IsNaN(c) && !double.IsNaN(number.Numbers[i]))).ToArray();
        if (codes.Length > CrossTableState.MaxValues)
        {
            return profile with { Reason = string.Create(CultureInfo.InvariantCulture, $"'{category.Name}' has more than {CrossTableState.MaxValues} values") };
        }

        if (codes.Length == 0)
        {
            return profile with { Reason = "no row of the sample has a value of both" };
        }

        var labels = Array.ConvertAll(category.Codes, c => double.IsNaN(c) ? -1 : Math.Max(Array.BinarySearch(codes, c), -1));

        var table = Association.BinnedTable(number.Numbers, labels);
        var association = Associate(number.Name == profile.First ? table : Transposed(table));
        return profile with { Association = association with { Binned = number.Name, IsSampled = !_sample.IsComplete } };
    }

    private static CrossTable Transposed(CrossTable table) => new(table.Cells.Select(c => new CrossCell(c.Column, c.Row, c.Count)));

    private static PairAssociation Associate(CrossTable table) => new()
    {
        Rows = table.Count,
        FirstValues = table.RowCount,
        SecondValues = table.ColumnCount,
        CramersV = table.CramersV(),
        CramersVCorrected = table.BiasCorrectedCramersV(),
        MutualInformation = table.MutualInformation(),
        MutualInformationCorrected = table.CorrectedMutualInformation(),
        NormalizedInformation = table.NormalizedMutualInformation(),
    };

    // Texts that are the same number or truth value become one.
    private CrossTable Canonical(CrossTable table, PairSide first, PairSide second)
    {
        var rows = Merged(table.Rows, first.Profile.Type, out var rowTexts);
        var columns = Merged(table.Columns, second.Profile.Type, out var columnTexts);
        var cells = new Dictionary<(int Row, int Column), long>();
        foreach (var (row, column, count) in table.Cells)
        {
            var key = (rows[row], columns[column]);
            cells[key] = cells.GetValueOrDefault(key) + count;
        }

        return new CrossTable(cells.Select(c => new CrossCell(c.Key.Row, c.Key.Column, c.Value))) { Rows = rowTexts, Columns = columnTexts };
    }

    private int[] Merged(IReadOnlyList<ReadOnlyMemory<byte>> texts, ColumnType type, out ReadOnlyMemory<byte>[] merged)
    {
        var names = new string[texts.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = type switch
            {
                ColumnType.Integer when TextValue.Classify(texts[i].Span, _plan.DecimalComma, out _, out var integer) == NumberKind.Integer =>
                    integer.ToString(CultureInfo.InvariantCulture),
                ColumnType.Boolean when TextValue.TryBoolean(texts[i].Span, out var truth) => truth ? "true" : "false",
                _ => Encoding.UTF8.GetString(texts[i].Span),
            };
        }

        var distinct = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        merged = Array.ConvertAll(distinct, n => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(n));
        return Array.ConvertAll(names, n => Array.BinarySearch(distinct, n, StringComparer.Ordinal));
    }
}
