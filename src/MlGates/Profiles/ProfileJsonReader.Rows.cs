using System.Globalization;
using System.Text.Json;
using MlGates.Data;

namespace MlGates.Profiles;

// What is said of several columns of the same rows.
internal static partial class ProfileJsonReader
{
    private static RowSample ReadSample(ref JsonCursor json)
    {
        string[] members = ["of", "seed"];
        var (all, seed) = (0L, 0UL);
        var seen = json.StartObject("sample");
        while (json.NextMember(seen, out var member))
        {
            switch (member)
            {
                case "of":
                    all = json.Count(member);
                    break;
                case "seed":
                    Check(json, json.Token == JsonTokenType.Number && ulong.TryParse(json.Raw(), NumberStyles.None, CultureInfo.InvariantCulture, out seed), "\"seed\" must be a whole number of 64 bits");
                    break;
                default:
                    throw Unknown(json, member, members);
            }
        }

        Require(json, seen, "sample", members);
        return new RowSample(all, seed);
    }

    private static MissingTogether ReadMissingTogether(ref JsonCursor json, long rows)
    {
        string[] members = ["completeRows", "exact", "sets"];
        var (complete, exact) = (0L, false);
        var sets = new List<MissingSet>();
        var seen = json.StartObject("missingTogether");
        while (json.NextMember(seen, out var member))
        {
            switch (member)
            {
                case "completeRows":
                    complete = json.Count(member);
                    Check(json, complete <= rows, $"{complete} of {rows} rows are complete");
                    break;
                case "exact":
                    exact = json.Boolean(member);
                    break;
                case "sets":
                    json.StartArray(member);
                    while (json.NextItem())
                    {
                        sets.Add(ReadMissingSet(ref json, rows));
                    }

                    break;
                default:
                    throw Unknown(json, member, members);
            }
        }

        Require(json, seen, "missingTogether", members);
        return new MissingTogether { CompleteRows = complete, IsExact = exact, Sets = sets };
    }

    private static MissingSet ReadMissingSet(ref JsonCursor json, long rows)
    {
        string[] members = ["columns", "atLeast", "atMost"];
        var columns = new List<string>();
        var (least, most) = (0L, 0L);
        var seen = json.StartObject("sets");
        while (json.NextMember(seen, out var member))
        {
            switch (member)
            {
                case "columns":
                    columns = ReadTexts(ref json, member);
                    break;
                case "atLeast":
                    least = json.Count(member);
                    break;
                case "atMost":
                    most = json.Count(member);
                    break;
                default:
                    throw Unknown(json, member, members);
            }
        }

        Require(json, seen, "a set of columns", members);
        Check(json, columns.Count > 1 && least <= most && most <= rows, $"{columns.Count} columns are missing together in {least} to {most} of {rows} rows");
        return new MissingSet(columns, least, most);
    }

    private static List<string> ReadTexts(ref JsonCursor json, string name)
    {
        var texts = new List<string>();
        json.StartArray(name);
        while (json.NextItem())
        {
            texts.Add(json.Text(name));
        }

        return texts;
    }
}
