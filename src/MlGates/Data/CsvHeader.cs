using System.Globalization;

namespace MlGates.Data;

/// <summary>Names and declared types of a CSV file's columns.</summary>
internal static class CsvHeader
{
    internal static void NameUnnamed(string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
            {
                names[i] = FromPlace(i);
            }
        }
    }

    internal static string[] Names(int count, IReadOnlyList<string>? given, CsvSource source, int line)
    {
        if (given is null)
        {
            var names = new string[count];
            Array.Fill(names, "");
            NameUnnamed(names);
            return names;
        }

        return given.Count == count
            ? [.. given]
            : throw new InputException(RuleIds.InputMalformed, string.Create(CultureInfo.InvariantCulture,
                $"The first row has {count} fields, but {given.Count} column names are given; name every column."), source.Locate(line));
    }

    internal static void RefuseDuplicates(string[] names, CsvSource source, int line)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (!places.TryAdd(names[i], i))
            {
                throw new InputException(RuleIds.InputMalformed, string.Create(CultureInfo.InvariantCulture,
                    $"The column name '{WrongValue.Shown(names[i])}' stands at places {places[names[i]] + 1} and {i + 1}; rename one of them, or, if the first line is data, read the file as one without a header."), source.Locate(line));
            }
        }
    }

    internal static ColumnHeader[] WithTypes(string[] names, IReadOnlyDictionary<string, ColumnType> types, CsvSource source, int line)
    {
        var known = types.Count > 0 ? names.ToHashSet(StringComparer.Ordinal) : [];
        foreach (var name in types.Keys.Order(StringComparer.Ordinal))
        {
            if (!known.Contains(name))
            {
                throw new InputException(RuleIds.ColumnMissing, $"A type is set for '{name}', a column '{source.Name}' does not have{NearestName.Hint(name, names)}", source.Locate(line));
            }
        }

        return Array.ConvertAll(names, n => new ColumnHeader(n, types.TryGetValue(n, out var type) ? type : null));
    }

    private static string FromPlace(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index + 1}");
}
