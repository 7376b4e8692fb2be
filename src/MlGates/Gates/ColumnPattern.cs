using System.IO.Enumeration;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Gates;

/// <summary>Columns by name, glob or type.</summary>
internal static class ColumnPattern
{
    private const string Prefix = "type:";

    private static readonly SortedDictionary<string, ColumnType[]> ByWord = new(StringComparer.Ordinal)
    {
        ["boolean"] = [ColumnType.Boolean],
        ["category"] = [ColumnType.Category],
        ["number"] = [ColumnType.Integer, ColumnType.Float],
        ["timestamp"] = [ColumnType.Timestamp],
    };

    /// <summary>The types there are, as they are written.</summary>
    internal static IReadOnlyList<string> Types { get; } = [.. ByWord.Keys.Select(w => Prefix + w)];

    /// <summary>Whether a pattern names a type; null when it is none that there is.</summary>
    internal static bool IsType(string pattern, out IReadOnlyList<ColumnType>? types)
    {
        types = pattern.StartsWith(Prefix, StringComparison.Ordinal) && ByWord.TryGetValue(pattern[Prefix.Length..], out var found) ? found : null;
        return pattern.StartsWith(Prefix, StringComparison.Ordinal);
    }

    /// <summary>Whether a column matches. Its type is that in the baseline, or in the candidate where the baseline has no value of it.</summary>
    internal static bool Matches(string pattern, string name, DatasetProfile baseline, DatasetProfile candidate)
    {
        if (pattern == name)
        {
            return true;
        }

        if (IsType(pattern, out var types))
        {
            var column = baseline.Find(name) is { Present: > 0 } before ? before : candidate.Find(name);
            return types is not null && column is { Present: > 0 } && types.Contains(column.Type);
        }

        return MatchesName(pattern, name);
    }

    /// <summary>Whether a name matches a name or glob.</summary>
    internal static bool MatchesName(string pattern, string name) => pattern == name || FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
