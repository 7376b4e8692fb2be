namespace MlGates.Snapshots;

/// <summary>How far the numbers at some paths may move. The larger of the two allowances counts.</summary>
/// <param name="Path">
/// Paths such as <c>columns/*/mean</c>: <c>*</c> stands for any characters within one name, <c>**</c> for any number of names.
/// </param>
/// <param name="Relative">Share of the verified number's size, at least 0: 0.01 allows one per cent.</param>
/// <param name="Absolute">Difference in the number's own unit, at least 0.</param>
public sealed record SnapshotTolerance(string Path, double Relative = 0, double Absolute = 0)
{
    internal bool Allows(double verified, double received) =>
        Math.Abs(received - verified) <= Math.Max(Absolute, Relative * Math.Abs(verified));

    /// <summary>Whether the path is one of <see cref="Path"/>. O(lengths) but for many stars.</summary>
    internal bool Matches(string path) => Matches(Path.Split('/'), path.Split('/'));

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> names)
    {
        if (pattern.IsEmpty)
        {
            return names.IsEmpty;
        }

        if (pattern[0] == "**")
        {
            return Matches(pattern[1..], names) || (!names.IsEmpty && Matches(pattern, names[1..]));
        }

        return !names.IsEmpty && MatchesName(pattern[0], names[0]) && Matches(pattern[1..], names[1..]);
    }

    private static bool MatchesName(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // Greedy with one way back: a later star makes earlier ones irrelevant.
        var (at, star, mark) = (0, -1, 0);
        for (var i = 0; i < name.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, mark) = (at++, i);
            }
            else if (at < pattern.Length && pattern[at] == name[i])
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                i = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].Trim('*').IsEmpty;
    }
}
