namespace MlGates;

/// <summary>Finds the known name a mistyped one probably meant, for messages.</summary>
internal static class NearestName
{
    /// <summary>
    /// The known name with the smallest edit distance (insertions, deletions, substitutions, swapped neighbours; case ignored), if that is at
    /// most a third of the longer name's length and 1 at least; else a known name that begins with the given one or the other way round; else
    /// null. Ties go to the ordinally first. O(sum of products of lengths).
    /// </summary>
    internal static string? Find(string given, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        string? prefixed = null;
        foreach (var name in known.Order(StringComparer.Ordinal))
        {
            var distance = Distance(given, name);
            if (distance < bestDistance && distance <= Math.Max(1, Math.Max(given.Length, name.Length) / 3) && distance < given.Length)
            {
                (best, bestDistance) = (name, distance);
            }

            if (prefixed is null && Math.Min(given.Length, name.Length) >= 3
                && (name.StartsWith(given, StringComparison.OrdinalIgnoreCase) || given.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            {
                prefixed = name;
            }
        }

        return best ?? prefixed;
    }

    /// <summary>The end of a message: <c>; did you mean 'x'?</c>, or the known names when none is near, or nothing when there are none.</summary>
    internal static string Hint(string given, IReadOnlyCollection<string> known) =>
        Find(given, known) is { } near ? $"; did you mean '{near}'?"
        : known.Count == 0 ? "."
        : $"; there is {string.Join(", ", known.Take(MostListed).Select(k => $"'{k}'"))}{(known.Count > MostListed ? $" and {known.Count - MostListed} more" : "")}.";

    private const int MostListed = 12;

    // Optimal string alignment distance (Damerau 1964, Levenshtein 1966) with three rolling rows.
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Fold(a[i - 1]) == Fold(b[j - 1]);
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Fold(a[i - 1]) == Fold(b[j - 2]) && Fold(a[i - 2]) == Fold(b[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }

    private static char Fold(char c) => char.ToLowerInvariant(c);
}
