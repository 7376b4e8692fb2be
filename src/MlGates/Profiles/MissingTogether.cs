using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>Which columns have no value in the same rows. Columns without a single value are left aside: they are missing with everything.</summary>
public sealed record MissingTogether
{
    /// <summary>The largest number of <see cref="Sets"/>.</summary>
    public const int MostSets = 20;

    /// <summary>Number of rows in which no column is missing, but for those without a single value; when not <see cref="IsExact"/> there may be more.</summary>
    public required long CompleteRows { get; init; }

    /// <summary>Whether all sets were counted; else there were more than <see cref="MissingPatternState.MaxPatterns"/> and counts have bounds.</summary>
    public required bool IsExact { get; init; }

    /// <summary>The most frequent sets of at least two columns, most frequent first, then by name.</summary>
    public required IReadOnlyList<MissingSet> Sets { get; init; }

    /// <summary>What a state knows; null when no two columns are ever missing in the same row.</summary>
    /// <param name="state">The state.</param>
    /// <param name="names">The names of the state's columns, by number.</param>
    internal static MissingTogether? Of(MissingPatternState state, IReadOnlyList<string> names)
    {
        var never = new bool[names.Count];
        for (var i = 0; i < never.Length; i++)
        {
            never[i] = state.MissingIn(i) == state.Rows;
        }

        var complete = Array.IndexOf(never, true) < 0 ? state.CompleteRows : 0;
        var sets = new List<MissingSet>();
        foreach (var pattern in state.Top(MissingPatternState.MaxPatterns))
        {
            var columns = new List<string>();
            foreach (var column in pattern.Columns)
            {
                if (!never[column])
                {
                    columns.Add(names[column]);
                }
            }

            if (columns.Count == 0)
            {
                complete += pattern.Lower;
            }
            else if (columns.Count > 1 && sets.Count < MostSets && pattern.Lower > 0)
            {
                columns.Sort(StringComparer.Ordinal);
                sets.Add(new MissingSet(columns, pattern.Lower, pattern.Upper));
            }
        }

        return sets.Count == 0 ? null : new MissingTogether { CompleteRows = complete, IsExact = state.IsExact, Sets = Ordered(sets) };
    }

    // Of equal counts the state orders by numbers, which follow the source; names do not.
    private static MissingSet[] Ordered(List<MissingSet> sets) =>
        [.. sets.OrderByDescending(s => s.AtMost).ThenByDescending(s => s.AtLeast).ThenBy(s => string.Join('\0', s.Columns), StringComparer.Ordinal)];
}
