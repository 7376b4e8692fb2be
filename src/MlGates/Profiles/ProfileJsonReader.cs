using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>Reads profiles strictly: nothing unknown, nothing left out, no numbers that contradict each other.</summary>
internal static partial class ProfileJsonReader
{
    private static readonly string[] FileMembers = ["schemaVersion", "kind", "library", "definitions", "source", "columns"];

    internal static DatasetProfile Read(ReadOnlySpan<byte> utf8, string file)
    {
        var json = new JsonCursor(utf8, file, "profile");
        json.Next();
        var seen = json.StartObject("the file");
        string name = "";
        string? sha256 = null;
        long rows = 0;
        List<string> missing = [];
        List<ColumnProfile> columns = [];
        while (json.NextMember(seen, out var member))
        {
            switch (member)
            {
                case "schemaVersion":
                    if (json.Count(member) is not ProfileFile.SchemaVersion)
                    {
                        throw json.Refuse($"its schemaVersion is {json.Raw()}, this library reads {ProfileFile.SchemaVersion}; make the profile again, or update the library");
                    }

                    break;
                case "kind":
                    if (json.Text(member) != ProfileJson.Kind)
                    {
                        throw json.Refuse($"its kind is \"{json.Text(member)}\", not \"{ProfileJson.Kind}\"");
                    }

                    break;
                case "library":
                    _ = json.Text(member);
                    break;
                case "definitions":
                    missing = ReadDefinitions(ref json);
                    break;
                case "source":
                    (name, sha256, rows) = ReadSource(ref json);
                    break;
                case "columns":
                    // Counts are checked against the rows, which therefore come first.
                    columns = seen.Contains("source") ? ReadColumns(ref json, rows) : throw json.Refuse("\"columns\" comes before \"source\"");
                    break;
                default:
                    throw Unknown(json, member, FileMembers);
            }
        }

        Require(json, seen, "the file", FileMembers);
        json.End();
        columns.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new DatasetProfile { Name = name, Rows = rows, Columns = columns, Sha256 = sha256, MissingTokens = missing };
    }

    private static List<string> ReadDefinitions(ref JsonCursor json)
    {
        var missing = new List<string>();
        var seen = json.StartObject("definitions");
        while (json.NextMember(seen, out var member))
        {
            switch (member)
            {
                case "missing":
                    json.StartArray(member);
                    while (json.NextItem())
                    {
                        missing.Add(json.Text(member));
                    }

                    break;
                case "bins":
                    Same(json, member, ProfileJson.BinsDefinition);
                    break;
                case "distinct":
                    Same(json, member, ProfileJson.DistinctDefinition);
                    break;
                default:
                    throw Unknown(json, member, ["missing", "bins", "distinct"]);
            }
        }

        Require(json, seen, "definitions", ["missing", "bins", "distinct"]);
        return missing;
    }

    private static (string Name, string? Sha256, long Rows) ReadSource(ref JsonCursor json)
    {
        var name = "";
        string? sha256 = null;
        long rows = 0;
        var seen = json.StartObject("source");
        while (json.NextMember(seen, out var member))
        {
            switch (member)
            {
                case "name":
                    name = json.Text(member);
                    break;
                case "sha256":
                    sha256 = json.Text(member);
                    break;
                case "rows":
                    rows = json.Count(member);
                    if (rows == 0)
                    {
                        throw json.Refuse("\"rows\" is 0; a profile rests on rows");
                    }

                    break;
                default:
                    throw Unknown(json, member, ["name", "sha256", "rows"]);
            }
        }

        Require(json, seen, "source", ["name", "rows"]);
        return (name, sha256, rows);
    }

    private static List<ColumnProfile> ReadColumns(ref JsonCursor json, long rows)
    {
        var columns = new List<ColumnProfile>();
        var seen = json.StartObject("columns");
        while (json.NextMember(seen, out var name))
        {
            columns.Add(ReadColumn(ref json, name, rows));
        }

        return columns;
    }

    private static void Same(JsonCursor json, string member, string definition) =>
        Check(json, json.Text(member) == definition, $"its \"{member}\" are defined in another way than this library's; make the profile again");

    private static void Check(JsonCursor json, bool condition, string message)
    {
        if (!condition)
        {
            throw json.Refuse(message);
        }
    }

    private static void Require(JsonCursor json, HashSet<string> seen, string what, string[] members)
    {
        foreach (var member in members)
        {
            Check(json, seen.Contains(member), $"{what} lacks \"{member}\"");
        }
    }

    private static InputException Unknown(JsonCursor json, string member, string[] known) =>
        json.Refuse($"there is no \"{member}\" here{NearestName.Hint(member, known)}".TrimEnd('.', '?'));
}
