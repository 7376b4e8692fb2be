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
        var values = CountedValue.Ranked(categories);
        foreach (var counted in values)
        {
            var (value, count) = (counted.Value, counted.Count);
            var trimmed = value.Trim();
            (IsNumber(value) ? numbers : others).Add(value, count);
            (MissingWords.Contains(trimmed.ToLowerInvariant()) ? words : null)?.Add(value, count);
            (trimmed.Length != value.Length && trimmed.Length > 0 ? blanks : null)?.Add(value, count);
            if (value.Length > 0 && !value.AsSpan().ContainsAnyExceptInRange('0', '9'))
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

        if (CaseVariants(values) is { } variants)
        {
            yield return Problem(ProfileProblemKind.CaseVariants, variants.Rows, $"{variants.Values} values differ only by case or blanks, such as {variants.Example}");
        }

        ProfileProblem Problem(ProfileProblemKind kind, long affected, FormattableString message) =>
            new(kind, column.Name, affected, message.ToString(CultureInfo.InvariantCulture));
    }

    // The values come by falling frequency, so the first group that has two members holds the most frequent of them.
    private static Variants? CaseVariants(CountedValue[] values)
    {
        var groups = new Dictionary<string, List<CountedValue>>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var key = value.Value.Trim().ToLowerInvariant();
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = []);
            }

            group.Add(value);
        }

        Variants? variants = null;
        foreach (var value in values)
        {
            var group = groups[value.Value.Trim().ToLowerInvariant()];
            if (group.Count > 1)
            {
                variants ??= new Variants($"{Quote(group[0].Value)} and {Quote(group[1].Value)}");
                variants.Values++;
                variants.Rows += value.Count;
            }
        }

        return variants;
    }

    private static bool IsNumber(string value) => TextValue.TryNumber(Encoding.UTF8.GetBytes(value), out _);

    private static string Quote(string value) => $"'{Text.OneLine(value, 40)}'";

    private static string Plural(long count, string one, string many) => count == 1 ? one : many;

    private sealed class Variants(string example)
    {
        internal string Example => example;

        internal int Values { get; set; }

        internal long Rows { get; set; }
    }

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
