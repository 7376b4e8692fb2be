using System.IO.Enumeration;

namespace MlGates.Data;

/// <summary>
/// Finds the files that a pattern such as <c>data/*.parquet</c> names: <c>*</c> any text and <c>?</c> any character within a name,
/// <c>**</c> any number of folders. Case matters. Names that begin with a point are matched by patterns that do so only.
/// </summary>
internal static class FilePattern
{
    internal static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>Paths in the form of the pattern, with <c>/</c>, in no order that counts.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="folder">What it is relative to; null takes it as it is.</param>
    internal static IEnumerable<string> Find(string pattern, string? folder)
    {
        var parts = pattern.Replace('\\', '/').Split('/');
        var fixedParts = 0;
        while (fixedParts < parts.Length - 1 && !IsPattern(parts[fixedParts]))
        {
            fixedParts++;
        }

        var start = string.Join('/', parts[..fixedParts]);
        return Walk(fixedParts > 0 && start.Length == 0 ? "/" : start, parts.AsMemory(fixedParts), folder).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Walk(string at, ReadOnlyMemory<string> parts, string? folder)
    {
        var full = Full(at.Length == 0 ? "." : at, folder);
        if (!Directory.Exists(full))
        {
            return [];
        }

        var part = parts.Span[0];
        if (parts.Length == 1)
        {
            // A last ** stands for every file below.
            return part == "**"
                ? Walk(at, (string[])["**", "*"], folder)
                : Directory.EnumerateFiles(full).Select(f => Path.GetFileName(f)).Where(n => Matches(part, n)).Select(n => Join(at, n));
        }

        if (part == "**")
        {
            // Links to folders are not followed: they may lead in circles.
            var below = Directory.EnumerateDirectories(full).Where(d => (File.GetAttributes(d) & FileAttributes.ReparsePoint) == 0)
                .Select(d => Path.GetFileName(d)).Where(n => !n.StartsWith('.'));
            return Walk(at, parts[1..], folder).Concat(below.SelectMany(n => Walk(Join(at, n), parts, folder)));
        }

        return IsPattern(part)
            ? Directory.EnumerateDirectories(full).Select(d => Path.GetFileName(d)).Where(n => Matches(part, n)).SelectMany(n => Walk(Join(at, n), parts[1..], folder))
            : Walk(Join(at, part), parts[1..], folder);
    }

    private static bool Matches(string pattern, string name) =>
        (!name.StartsWith('.') || pattern.StartsWith('.')) && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);

    private static string Join(string folder, string name) => folder.Length == 0 ? name : folder.EndsWith('/') ? folder + name : $"{folder}/{name}";

    private static string Full(string path, string? folder) => folder is null ? path : Path.GetFullPath(path, folder);
}
