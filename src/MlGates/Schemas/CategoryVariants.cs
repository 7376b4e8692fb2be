using System.Text;

namespace MlGates.Schemas;

/// <summary>Values that are the same but for case and blanks.</summary>
internal static class CategoryVariants
{
    // A form that is this rare is no example for others.
    private const long LeastRows = 5;

    /// <summary>The categories that have other forms, the largest number of those first, then in ordinal order. O(bytes · log n).</summary>
    /// <param name="counts">Values and how often they occur.</param>
    /// <param name="known">Values that are right however they are written; others are measured by them.</param>
    internal static IReadOnlyList<Variants> Find(IEnumerable<(string Value, long Count)> counts, IReadOnlyList<string> known)
    {
        if (IsPlain(counts, known))
        {
            return [];
        }

        var right = known.GroupBy(Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var found = new List<Variants>();
        foreach (var group in counts.GroupBy(c => Key(c.Value), StringComparer.Ordinal).Where(g => g.Key.Length > 0))
        {
            var forms = group.OrderByDescending(f => f.Count).ThenBy(f => f.Value, StringComparer.Ordinal).ToArray();
            var allowed = right.GetValueOrDefault(group.Key);
            var main = allowed is null ? forms[0]
                : forms.FirstOrDefault(f => allowed.Contains(f.Value)) is { Value: not null } first ? first
                : (Value: allowed.Order(StringComparer.Ordinal).First(), Count: 0L);
            (string Value, long Count)[] others = [.. forms.Where(f => allowed is null ? f.Value != main.Value : !allowed.Contains(f.Value))];
            if (others.Length > 0 && (allowed is not null || main.Count >= LeastRows))
            {
                found.Add(new Variants(main.Value, main.Count, others));
            }
        }

        return [.. found.OrderByDescending(v => v.Others.Sum(o => o.Count)).ThenBy(v => v.Main, StringComparer.Ordinal)];
    }

    // Nearly all columns are: all values are known, or no two are the same. Then no key is made.
    private static bool IsPlain(IEnumerable<(string Value, long Count)> counts, IReadOnlyList<string> known)
    {
        if (known.Count > 0)
        {
            var right = known.ToHashSet(StringComparer.Ordinal);
            return counts.All(c => right.Contains(c.Value));
        }

        var seen = new HashSet<int>();
        return counts.All(c => seen.Add(KeyHash(c.Value)));
    }

    // Equal for equal keys; that of others is most often another.
    private static int KeyHash(string value)
    {
        var hash = 17u;
        var isBlank = false;
        foreach (var character in value.AsSpan().Trim())
        {
            var blank = char.IsWhiteSpace(character);
            if (!(blank && isBlank))
            {
                hash = (hash ^ (blank ? ' ' : char.ToLowerInvariant(character))) * 0x9E3779B1;
                hash ^= hash >> 15;
            }

            isBlank = blank;
        }

        return (int)hash;
    }

    // Runs of blanks within a value are one.
    private static string Key(string value)
    {
        var key = new StringBuilder(value.Length);
        foreach (var character in value.AsSpan().Trim())
        {
            if (!char.IsWhiteSpace(character))
            {
                key.Append(char.ToLowerInvariant(character));
            }
            else if (key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString();
    }

    /// <summary>A category and the other ways in which it is written.</summary>
    /// <param name="Main">The value that is right, or the most frequent one.</param>
    /// <param name="MainCount">How often it occurs; 0 where it is only known.</param>
    /// <param name="Others">The other forms, the most frequent first.</param>
    internal sealed record Variants(string Main, long MainCount, IReadOnlyList<(string Value, long Count)> Others);
}
