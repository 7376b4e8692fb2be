using System.IO.Enumeration;

namespace MlGates.Data;

/// <summary>Which columns of a source to read: all, or those that one of some patterns matches. <c>*</c> stands for any text and <c>?</c> for any character; case matters.</summary>
public sealed class ColumnSelection
{
    private readonly bool _all;
    private readonly string[] _patterns;
    private readonly string[] _names;

    private ColumnSelection(bool all, string[] patterns, string[] names)
    {
        _all = all;
        _patterns = patterns;
        _names = names;
    }

    /// <summary>Every column.</summary>
    public static ColumnSelection All { get; } = new(true, [], []);

    /// <summary>The columns that at least one pattern matches.</summary>
    /// <exception cref="ArgumentException">There is no pattern, or an empty one.</exception>
    public static ColumnSelection Matching(params IReadOnlyCollection<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.Count == 0 || patterns.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("Give at least one column name or pattern, and none that is empty.", nameof(patterns));
        }

        return new ColumnSelection(false, [.. patterns], []);
    }

    /// <summary>The columns of these names, in which <c>*</c> and <c>?</c> mean nothing.</summary>
    internal static ColumnSelection Named(IReadOnlyCollection<string> names) => new(false, [], [.. names]);

    /// <summary>The same columns and some more.</summary>
    internal ColumnSelection With(IReadOnlyCollection<string> names) => new(_all, _patterns, [.. _names, .. names]);

    /// <summary>Whether a column is read.</summary>
    public bool Contains(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _all || Array.Exists(_patterns, p => Matches(p, name)) || _names.Contains(name, StringComparer.Ordinal);
    }

    /// <summary>Whether a column is selected by its own name, not by a pattern.</summary>
    internal bool Names(string name) => _patterns.Contains(name, StringComparer.Ordinal) || _names.Contains(name, StringComparer.Ordinal);

    /// <summary>The places of the columns that are read, ascending. O(columns × patterns).</summary>
    /// <exception cref="InputException">MLG0007: a pattern matches no column.</exception>
    internal int[] Places(IReadOnlyList<string> names, DataSource source)
    {
        foreach (var pattern in _patterns.Concat(_names))
        {
            if (!names.Any(n => Matches(pattern, n)))
            {
                throw new InputException(RuleIds.ColumnMissing, $"'{source.Name}' has no column '{pattern}'{NearestName.Hint(pattern, [.. names])}", source.Locate(0));
            }
        }

        return [.. Enumerable.Range(0, names.Count).Where(i => Contains(names[i]))];
    }

    // A name that itself holds * or ? must be able to select itself.
    private static bool Matches(string pattern, string name) =>
        string.Equals(pattern, name, StringComparison.Ordinal) || FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
