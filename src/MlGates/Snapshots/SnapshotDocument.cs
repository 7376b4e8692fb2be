using System.Text;
using System.Text.Json;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Snapshots;

/// <summary>
/// A snapshot: JSON text and its values by path. A path joins member names and list places by <c>/</c>, as in
/// <c>columns/fare/quantiles/0.5</c>; <c>~</c> and <c>/</c> inside a name are <c>~0</c> and <c>~1</c> (RFC 6901).
/// </summary>
public sealed class SnapshotDocument
{
    private SnapshotDocument(string text, SortedDictionary<string, SnapshotValue> values)
    {
        Text = text;
        Values = values;
    }

    /// <summary>The JSON text.</summary>
    public string Text { get; }

    /// <summary>Every value that is not an object or list, in ordinal order of the paths; an empty object or list is a value <c>{}</c> or <c>[]</c>.</summary>
    public IReadOnlyDictionary<string, SnapshotValue> Values { get; }

    /// <summary>The snapshot of a profile: its file without what identifies the input and the library, and without bins and what may stand for missing.</summary>
    public static SnapshotDocument Of(DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Parse(ProfileFile.ToSnapshot(profile), profile.Name);
    }

    /// <summary>Reads a snapshot file; line ends may be of any kind.</summary>
    /// <param name="path">The file.</param>
    /// <param name="displayPath">The path messages show; <paramref name="path"/> by default.</param>
    /// <exception cref="InputException">MLG0003: missing or unreadable. MLG0005, with line and column: not JSON.</exception>
    public static SnapshotDocument Read(string path, string? displayPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = InputFile.Open(path, displayPath ?? path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(Encoding.UTF8.GetString(bytes), displayPath ?? path);
    }

    private static SnapshotDocument Parse(string text, string file)
    {
        var values = new SortedDictionary<string, SnapshotValue>(StringComparer.Ordinal);
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text), file, "snapshot");
        json.Next();
        Flatten(ref json, "", values);
        json.End();
        return new SnapshotDocument(text, values);
    }

    private static void Flatten(ref JsonCursor json, string path, SortedDictionary<string, SnapshotValue> values)
    {
        switch (json.Token)
        {
            case JsonTokenType.StartObject:
                var seen = json.StartObject(path);
                while (json.NextMember(seen, out var name))
                {
                    Flatten(ref json, Join(path, name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)), values);
                }

                if (seen.Count == 0)
                {
                    values.Add(path, new SnapshotValue("{}", null));
                }

                break;
            case JsonTokenType.StartArray:
                var place = 0;
                while (json.NextItem())
                {
                    Flatten(ref json, Join(path, place++.ToString(System.Globalization.CultureInfo.InvariantCulture)), values);
                }

                if (place == 0)
                {
                    values.Add(path, new SnapshotValue("[]", null));
                }

                break;
            case JsonTokenType.Number:
                values.Add(path, new SnapshotValue(json.Raw(), json.Number(path)));
                break;
            case JsonTokenType.String:
                values.Add(path, new SnapshotValue(json.Text(path), null));
                break;
            default:
                values.Add(path, new SnapshotValue(json.Raw(), null));
                break;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}
