using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>Looks at each column of a profile for what data usually suffers from. Hints for a reader, not verdicts: nothing here blocks.</summary>
internal static class ProfileProblems
{
    /// <summary>From this number of values on, a value of its own in each row is no accident.</summary>
    private const long FewestForIdentifier = 100;

    /// <summary>Distinct counts may be estimates with a relative standard error of 0.8 %.</summary>
    private const double NearlyAll = 0.975;

    private const double FewOutOfOrder = 0.01;
    private const double Most = 0.5;
    private const double Nearly = 0.999;

    /// <summary>All problems, worst first: by kind, then by the number of rows, then by name.</summary>
    internal static IReadOnlyList<ProfileProblem> Of(DatasetProfile profile)
    {
        var problems = new List<ProfileProblem>(NamesThatAreValues(profile));
        foreach (var column in profile.Columns)
        {
            problems.AddRange(Of(column));
        }

        problems.Sort((a, b) => a.Kind != b.Kind ? (int)a.Kind - (int)b.Kind : a.Affected != b.Affected ? b.Affected.CompareTo(a.Affected) : string.CompareOrdinal(a.Column, b.Column));
        return problems;
    }

    // A file without a header whose first row was taken for one. Consecutive numbers are names: of pixels, or of years.
    private static IEnumerable<ProfileProblem> NamesThatAreValues(DatasetProfile profile)
    {
        var names = new SortedSet<double>();
        var problems = new List<ProfileProblem>();
        foreach (var column in profile.Columns)
        {
            if (!TextValue.TryNumber(Encoding.UTF8.GetBytes(column.Name), out var name) || !double.IsFinite(name))
            {
                continue;
            }

            names.Add(name);
            if (column.Numeric is { } n && column.Type is ColumnType.Integer or ColumnType.Float && name >= n.Min && name <= n.Max)
            {
                problems.Add(new ProfileProblem(ProfileProblemKind.HeaderIsRow, column.Name, column.Present, "the column's name is one of its values: is the first line a row? Then --no-header"));
            }
        }

        return problems.Count < 2 || names.Max - names.Min == names.Count - 1 ? [] : problems;
    }

    private static IEnumerable<ProfileProblem> Of(ColumnProfile column)
    {
        var rows = column.Present + column.Missing;
        if (column.Present == 0)
        {
            yield return Problem(ProfileProblemKind.AllMissing, rows, $"all {rows} values are missing");
            yield break;
        }

        if (column.Numeric is { } n)
        {
            if (n.PositiveInfinity + n.NegativeInfinity is > 0 and var infinite)
            {
                yield return Problem(ProfileProblemKind.Infinite, infinite, $"{infinite} values are infinite ({ProfileNumber.Percent(infinite, column.Present)}): {n.PositiveInfinity} ∞, {n.NegativeInfinity} -∞");
            }

            if (n.NaN > 0)
            {
                yield return Problem(ProfileProblemKind.NaN, n.NaN, $"{n.NaN} values are NaN ({ProfileNumber.Percent(n.NaN, column.Present)})");
            }

            if (column.LeadingZeros > 0)
            {
                yield return Problem(ProfileProblemKind.LeadingZeros, column.LeadingZeros, $"{column.LeadingZeros} numbers have leading zeros, such as 007: codes, which reading as numbers changes? --type {Text.Line(column.Name)}=category");
            }

            if (column.Type != ColumnType.Timestamp)
            {
                foreach (var (value, count) in StandIns.Far(n))
                {
                    yield return Problem(ProfileProblemKind.Sentinel, count, $"{value.ToString(CultureInfo.InvariantCulture)} stands far from all other values, {count} times ({ProfileNumber.Percent(count, column.Present)}): a stand-in for missing?");
                }
            }
        }

        if (column.Type == ColumnType.Category)
        {
            foreach (var problem in TextProblems.Of(column))
            {
                yield return problem;
            }
        }

        // A column in order but for a few rows; one that is in no order at all is nothing strange.
        if (column.Time is { OutOfOrder: > 0 } time && time.OutOfOrder <= FewOutOfOrder * column.Present)
        {
            yield return Problem(ProfileProblemKind.OutOfOrder, time.OutOfOrder, $"{time.OutOfOrder} of {column.Present} times are before that of the row above, in a column that is in order otherwise");
        }

        if (column.Missing >= Most * rows)
        {
            yield return Problem(ProfileProblemKind.MostlyMissing, column.Missing, $"{ProfileNumber.Percent(column.Missing, rows)} missing ({column.Missing} of {rows})");
        }

        if (Constant(column) is { } constant)
        {
            yield return Problem(ProfileProblemKind.Constant, column.Present, $"{constant}");
        }
        else if (column.Categories is { } counted && column.Present >= 1 / (1 - Nearly) && CountedValue.Most(counted) is var most && most.Count >= Nearly * column.Present)
        {
            yield return Problem(ProfileProblemKind.NearlyConstant, column.Present, $"nearly constant: {Text.Line(most.Value)} in all but {column.Present - most.Count} of {column.Present} values");
        }
        else if (column.Type is ColumnType.Integer or ColumnType.Category && column.Present >= FewestForIdentifier && IsIdentifier(column))
        {
            FormattableString message = column.Distinct.Exact && column.Distinct.Value == column.Present
                ? (FormattableString)$"each of {column.Present} values occurs once: an identifier?"
                : $"nearly each of {column.Present} values occurs once ({(column.Distinct.Exact ? "" : "≈ ")}{column.Distinct.Value} distinct): an identifier?";
            yield return Problem(ProfileProblemKind.Identifier, column.Present, message);
        }

        ProfileProblem Problem(ProfileProblemKind kind, long affected, FormattableString message) =>
            new(kind, column.Name, affected, message.ToString(CultureInfo.InvariantCulture));
    }

    private static string? Constant(ColumnProfile column)
    {
        if (column.Present < 2)
        {
            return null;
        }

        if (column.Distinct is { Exact: true, Value: 1 })
        {
            var value = column.Categories is { } c ? Text.Line(CountedValue.Most(c).Value) : column.Numeric is { } n && !double.IsNaN(n.Min) ? ProfileNumber.Show(n.Min) : "the same";
            return column.Type == ColumnType.Timestamp ? "constant: the same time in every row" : FormattableString.Invariant($"constant: {value} in all {column.Present} rows that have a value");
        }

        return null;
    }

    private static bool IsIdentifier(ColumnProfile column) => column.Distinct.Value >= NearlyAll * column.Present;
}
