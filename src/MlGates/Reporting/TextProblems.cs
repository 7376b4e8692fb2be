using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;

namespace MlGates.Reporting;

/// <summary>What the values of a text column suffer from, as far as they are counted.</summary>
internal static class TextProblems
{
    /// <summary>Words that stand for missing where nobody declared them, in lower case.</summary>
    private static readonly HashSet<string> MissingWords =
        ["", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "missing", "unknown", "undefined", "?", "-", "--", ".", "not available", "(null)", "\\n"];

    internal static IEnumerable<ProfileProblem> Of(ColumnProfile column, CategoryProfile categories)
    {
        var (numbers, others, words, blanks, zeros, digits) = (new Tally(), new Tally(), new Tally(), new Tally(), new Tally(), new Tally());
        foreach (var (value, count) in categories.Counts)
        {
            var trimmed = value.Trim();
            (IsNumber(value) ? numbers : others).Add(value, count);
            (MissingWords.Contains(trimmed.ToLowerInvariant()) ? words : null)?.Add(value, count);
            (trimmed.Length != value.Length && trimmed.Length > 0 ? blanks : null)?.Add(value, count);
            if (value.Length > 0 && value.All(char.IsAsciiDigit))
            {
                digits.Add(value, count);
                (value.Length > 1 && value[0] == '0' ? zeros : null)?.Add(value, count);
            }
        }

        if (numbers.Count > others.Count && others.Count > 0)
        {
            yield return Problem(ProfileProblemKind.MixedType, others.Count, $"mixed: {numbers.Count} numbers and {others.Count} {Plural(others.Count, "value that is none", "values that are none")}, such as {others.Example}");
        }

        if (words.Count > 0)
        {
            yield return Problem(ProfileProblemKind.MissingWords, words.Count, $"{words.Count} {Plural(words.Count, "value reads", "values read")} like missing: {words.Example}; name such tokens with --missing");
        }

        if (blanks.Count > 0)
        {
            yield return Problem(ProfileProblemKind.Blanks, blanks.Count, $"{blanks.Count} {Plural(blanks.Count, "value has", "values have")} blanks around, such as {blanks.Example}");
        }

        if (zeros.Count > 0 && digits.Count == column.Present)
        {
            yield return Problem(ProfileProblemKind.LeadingZeros, zeros.Count, $"{zeros.Count} values have leading zeros, such as {zeros.Example}: codes, which reading as numbers would change");
        }

        if (CaseVariants(categories) is { } variants)
        {
            yield return Problem(ProfileProblemKind.CaseVariants, variants.Rows, $"{variants.Values} values differ only by case or blanks, such as {variants.Example}");
        }

        ProfileProblem Problem(ProfileProblemKind kind, long affected, FormattableString message) =>
            new(kind, column.Name, affected, message.ToString(CultureInfo.InvariantCulture));
    }

    private static (int Values, long Rows, string Example)? CaseVariants(CategoryProfile categories)
    {
        var groups = categories.Counts.GroupBy(c => c.Key.Trim().ToLowerInvariant(), StringComparer.Ordinal).Where(g => g.Skip(1).Any()).ToArray();
        if (groups.Length == 0)
        {
            return null;
        }

        var largest = groups.OrderByDescending(g => g.Sum(c => c.Value)).ThenBy(g => g.Key, StringComparer.Ordinal).First();
        var names = largest.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(2).Select(c => Quote(c.Key));
        return (groups.Sum(g => g.Count()), groups.Sum(g => g.Sum(c => c.Value)), string.Join(" and ", names));
    }

    private static bool IsNumber(string value) => TextValue.TryNumber(Encoding.UTF8.GetBytes(value), out _);

    private static string Quote(string value) => $"'{Text.OneLine(value, 40)}'";

    private static string Plural(long count, string one, string many) => count == 1 ? one : many;

    /// <summary>A number of rows and the most frequent of their values.</summary>
    private sealed class Tally
    {
        private string _most = "";
        private long _times;

        internal long Count { get; private set; }

        internal string Example => Quote(_most);

        internal void Add(string value, long count)
        {
            Count += count;
            if (count > _times || (count == _times && string.CompareOrdinal(value, _most) < 0))
            {
                (_most, _times) = (value, count);
            }
        }
    }
}
