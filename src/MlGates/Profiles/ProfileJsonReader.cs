using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>Reads profiles strictly: nothing unknown, nothing left out, no numbers that contradict each other.</summary>
internal static partial class ProfileJsonReader
{
    private static readonly string[] FileMembers = ["schemaVersion", "kind", "library", "definitions", "source", "columns", "missingTogether", "pairs", "slices"];
    private static readonly string[] SourceMembers = ["name", "files", "rows", "rowsRefused", "notes", "sample", "weights"];

    internal static DatasetProfile Read(ReadOnlySpan<byte> utf8, string file)
    {
        var json = new JsonCursor(utf8, file, "profile");
        json.Next();
        var seen = json.StartObject("the file");
        DatasetProfile? source = null;
        List<string> missing = [];
        List<ColumnProfile> columns = [];
        List<SliceProfile> slices = [];
        MissingTogether? together = null;
        List<PairProfile> pairs = [];
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
                    source = ReadSource(ref json);
                    break;
                case "columns":
                    // Counts are checked against the rows, which therefore come first.
                    columns = ReadColumns(ref json, RowsFirst(json, source, member));
                    break;
                case "missingTogether":
                    together = ReadMissingTogether(ref json, RowsFirst(json, source, member));
                    break;
                case "pairs":
                    pairs = ReadPairs(ref json, RowsFirst(json, source, member));
                    break;
                case "slices":
                    slices = ReadSlices(ref json, RowsFirst(json, source, member));
                    break;
                default:
                    throw Unknown(json, member, FileMembers);
            }
        }

        Require(json, seen, "the file", [.. FileMembers.Where(m => m is not ("missingTogether" or "pairs" or "slices"))]);
        json.End();
        return source! with { Columns = columns, Slices = slices, MissingTogether = together, Pairs = pairs, MissingTokens = missing };
    }

    private static long RowsFirst(JsonCursor json, DatasetProfile? source, string member) =>
        source?.Rows ?? throw json.Refuse($"\"{member}\" comes before \"source\"");

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
                case "quantiles":
                    Same(json, member, ProfileJson.QuantilesDefinition);
                    break;
                default:
                    throw Unknown(json, member, ["missing", "bins", "distinct", "quantiles"]);
            }
        }

        Require(json, seen, "definitions", ["missing", "bins", "distinct", "quantiles"]);
        return missing;
    }

    private static DatasetProfile ReadSource(ref JsonCursor json)
    {
        var name = "";
        List<InputFileRecord> files = [];
        List<string> notes = [];
        long rows = 0;
        long refused = 0;
        RowWeights? weights = null;
        RowSample? sample = null;
        var seen = json.StartObject("source");
        while (json.NextMember(seen, out var member))
        {
            switch (member)
            {
                case "name":
                    name = json.Text(member);
                    break;
                case "files":
                    json.StartArray(member);
                    while (json.NextItem())
                    {
                        files.Add(ReadFile(ref json));
                    }

                    break;
                case "rows":
                    rows = json.Count(member);
                    if (rows == 0)
                    {
                        throw json.Refuse("\"rows\" is 0; a profile rests on rows");
                    }

                    break;
                case "rowsRefused":
                    refused = json.Count(member);
                    break;
                case "notes":
                    notes = ReadTexts(ref json, member);
                    break;
                case "sample":
                    sample = ReadSample(ref json);
                    break;
                case "weights":
                    weights = ReadWeights(ref json);
                    break;
                default:
                    throw Unknown(json, member, SourceMembers);
            }
        }

        Require(json, seen, "source", ["name", "rows"]);
        Check(json, sample is null || sample.Of >= rows, $"{rows} rows are said to be a sample of {sample?.Of}");
        return new DatasetProfile { Name = name, Files = files, Rows = rows, RowsRefused = refused, Notes = notes, Sample = sample, Weights = weights, Columns = [] };
    }

    private static InputFileRecord ReadFile(ref JsonCursor json)
    {
        string[] members = ["name", "sha256", "bytes"];
        var (name, sha256, bytes) = ("", "", 0L);
        var seen = json.StartObject("files");
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
                case "bytes":
                    bytes = json.Count(member);
                    break;
                default:
                    throw Unknown(json, member, members);
            }
        }

        Require(json, seen, "a file", members);
        return new InputFileRecord(name, sha256, bytes);
    }

    private static RowWeights ReadWeights(ref JsonCursor json)
    {
        string[] members = ["column", "sum", "effectiveRows"];
        var (column, sum, rows) = ("", 0.0, 0.0);
        var seen = json.StartObject("weights");
        while (json.NextMember(seen, out var member))
        {
            switch (member)
            {
                case "column":
                    column = json.Text(member);
                    break;
                case "sum":
                    sum = json.Number(member);
                    break;
                case "effectiveRows":
                    rows = json.Number(member);
                    break;
                default:
                    throw Unknown(json, member, members);
            }
        }

        Require(json, seen, "weights", members);
        return new RowWeights(column, sum, rows);
    }

    private static List<ColumnProfile> ReadColumns(ref JsonCursor json, long rows)
    {
        var columns = new List<ColumnProfile>();
        var seen = json.StartObject("columns");
        while (json.NextMember(seen, out var name))
        {
            columns.Add(ReadColumn(ref json, name, rows));
        }

        columns.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return columns;
    }

    private static List<SliceProfile> ReadSlices(ref JsonCursor json, long all)
    {
        var slices = new List<SliceProfile>();
        var seen = json.StartObject("slices");
        while (json.NextMember(seen, out var name))
        {
            var rows = 0L;
            List<ColumnProfile> columns = [];
            var members = json.StartObject(name);
            while (json.NextMember(members, out var member))
            {
                switch (member)
                {
                    case "rows":
                        rows = json.Count(member);
                        Check(json, rows is > 0 && rows <= all, $"slice \"{name}\" has {rows} of {all} rows");
                        break;
                    case "columns":
                        columns = rows > 0 ? ReadColumns(ref json, rows) : throw json.Refuse("\"columns\" comes before \"rows\"");
                        break;
                    default:
                        throw Unknown(json, member, ["rows", "columns"]);
                }
            }

            Require(json, members, $"slice \"{name}\"", ["rows", "columns"]);
            slices.Add(new SliceProfile(name, rows, columns));
        }

        return slices;
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
