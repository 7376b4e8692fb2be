using System.Globalization;
using System.Text;
using System.Text.Json;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Reporting;

/// <summary>What the values of a text column suffer from, as far as they are counted.</summary>
internal static class TextProblems
{
    internal static IEnumerable<ProfileProblem> Of(ColumnProfile column)
    {
        CountedValue[] values = column.Categories is { } categories ? CountedValue.Of(categories) : [];
        var (strangers, words, padded, zeros) = (new Tally(), new Tally(), new Tally(), new Tally());
        var variants = false;
        foreach (var value in values)
        {
            var trimmed = value.Value.Trim();
            var lower = trimmed.ToLowerInvariant();
            // Values that all are their own lower case differ by more than that.
            variants |= lower != value.Value;
            (column.Kinds is null || IsNumber(value.Value) ? null : strangers)?.Add(value);
            (StandIns.IsWord(value.Value) ? words : null)?.Add(value);
            (trimmed.Length != value.Value.Length && trimmed.Length > 0 ? padded : null)?.Add(value);
            (value.Value.StartsWith('0') ? zeros : null)?.Add(value);
        }

        if (column.Kinds is { AreMixed: true } kinds && kinds.Integers + kinds.Floats is var numbers && 2 * numbers > kinds.Total)
        {
            var others = kinds.Total - numbers;
            yield return Problem(ProfileProblemKind.MixedType, others, $"mixed: {numbers} numbers and {others} {Plural(others, "value that is none", "values that are none")}{SuchAs(strangers)}");
        }
        else if (column.Kinds is { AreMixed: true } times && 2 * times.Timestamps > times.Total)
        {
            yield return Problem(ProfileProblemKind.MixedType, times.Total - times.Timestamps, $"mixed: {times.Timestamps} dates or times and {times.Total - times.Timestamps} {Plural(times.Total - times.Timestamps, "value that is none", "values that are none")}");
        }

        if (words.Count > 0)
        {
            yield return Problem(ProfileProblemKind.MissingWords, words.Count, $"{words.Count} {Plural(words.Count, "value reads", "values read")} like missing: {words.Example}; name such tokens with --missing");
        }

        if (column.Text is not { } text)
        {
            yield break;
        }

        if (text.InvalidUtf8 > 0)
        {
            yield return Problem(ProfileProblemKind.InvalidText, text.InvalidUtf8, $"{text.InvalidUtf8} {Plural(text.InvalidUtf8, "value is", "values are")} no valid UTF-8 ({ProfileNumber.Percent(text.InvalidUtf8, column.Present)})");
        }

        if (text.Padded + text.Blank is > 0 and var blanks)
        {
            yield return Problem(ProfileProblemKind.Blanks, blanks, $"{blanks} {Plural(blanks, "value has", "values have")} blanks around{SuchAs(padded)}");
        }

        if (Pattern(text, TextPattern.DecimalComma) is > 0 and var commas && 2 * commas > column.Present)
        {
            yield return Problem(ProfileProblemKind.DecimalComma, commas, $"{commas} values are numbers with a decimal comma ({ProfileNumber.Percent(commas, column.Present)}): text, unless the file is read so");
        }

        if (Pattern(text, TextPattern.OtherDate) is > 0 and var dates && 2 * dates > column.Present)
        {
            yield return Problem(ProfileProblemKind.OtherDates, dates, $"{dates} values are dates, but not as ISO 8601 has them ({ProfileNumber.Percent(dates, column.Present)}): text");
        }

        if (Pattern(text, TextPattern.LeadingZeros) is > 0 and var codes && codes + Pattern(text, TextPattern.Integer) == column.Present)
        {
            yield return Problem(ProfileProblemKind.LeadingZeros, codes, $"{codes} values have leading zeros{SuchAs(zeros)}: codes, which reading as numbers would change");
        }

        if (variants && CaseVariants(CountedValue.Ranked(values)) is { } same)
        {
            yield return Problem(ProfileProblemKind.CaseVariants, same.Rows, $"{same.Values} values differ only by case or blanks, such as {same.Example}");
        }

        ProfileProblem Problem(ProfileProblemKind kind, long affected, FormattableString message) =>
            new(kind, column.Name, affected, message.ToString(CultureInfo.InvariantCulture));
    }

    private static long Pattern(TextProfile text, TextPattern pattern) => text.Patterns.GetValueOrDefault(JsonNamingPolicy.CamelCase.ConvertName(pattern.ToString()));

    private static string SuchAs(Tally values) => values.Count > 0 ? $", such as {values.Example}" : "";

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
        private CountedValue? _most;

        internal long Count { get; private set; }

        internal string Example => Quote(_most!.Value);

        internal void Add(CountedValue value)
        {
            _most = _most is null || value.IsBefore(_most) ? value : _most;
            Count += value.Count;
        }
    }
}
