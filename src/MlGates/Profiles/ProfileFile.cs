using System.Globalization;
using System.Text;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>
/// The profile file: canonical JSON, one entry a line, so that a diff shows what moved. It holds no time, path or machine. The same profile
/// always gives the same bytes, and a profile that was read gives the bytes it was read from (but for the library's version).
/// </summary>
public static class ProfileFile
{
    /// <summary>The version of the file's shape.</summary>
    public const int SchemaVersion = 1;

    // 10,000 columns with 10,000 categories each take less.
    private const int MostBytes = 1 << 30;

    /// <summary>Reads a profile. Its numeric columns have no <see cref="NumericProfile.Histogram"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="displayPath">The path messages show; <paramref name="path"/> by default.</param>
    /// <exception cref="InputException">MLG0003: missing or unreadable. MLG0005, with line and column: not a profile, another version, or numbers that contradict each other.</exception>
    public static DatasetProfile Read(string path, string? displayPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(Bytes(path, displayPath ?? path), displayPath ?? path);
    }

    /// <summary>Reads a profile from UTF-8 JSON.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <param name="displayPath">Its name for messages.</param>
    /// <exception cref="InputException">As for <see cref="Read"/>.</exception>
    public static DatasetProfile Parse(ReadOnlySpan<byte> utf8, string displayPath) => ProfileJsonReader.Read(utf8, displayPath);

    /// <summary>Writes a profile, whole or not at all.</summary>
    /// <exception cref="InputException">MLG0003: the file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">A file was read without its hash.</exception>
    public static void Write(DatasetProfile profile, string path) => AtomicFile.Write(path, ToJson(profile));

    /// <summary>
    /// Writes a profile and beside it, <c>NAME.profile.sketches</c> for <c>NAME.profile.json</c>, what <see cref="ReadSketch"/> needs to merge it. Each file is written
    /// whole or not at all; a sketch that is not of the profile beside it is refused.
    /// </summary>
    /// <exception cref="InputException">MLG0003: a file cannot be written. MLG0001: the sketch is of a sample, has a statistic of one's own whose state cannot be stored, or takes more than 1 GiB.</exception>
    public static void WriteSketch(DatasetSketch sketch, string path)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var json = Encoding.UTF8.GetBytes(ToJson(sketch.Profile));
        var sketches = SketchFile.ToBytes(sketch, json);
        AtomicFile.Write(path, json);
        AtomicFile.Write(SketchFile.PathOf(path), sketches);
    }

    /// <summary>Reads a profile and the sketches beside it.</summary>
    /// <param name="path">The profile, <c>NAME.profile.json</c>.</param>
    /// <param name="displayPath">The path messages show; <paramref name="path"/> by default.</param>
    /// <param name="statistics">Statistics of one's own (<see cref="ProfileOptions.Statistics"/>) the sketches may hold states of, known by their names; none by default.</param>
    /// <exception cref="InputException">MLG0003: a file is missing or unreadable. MLG0005: it is damaged, of another version, the two do not belong together, or it holds a statistic that is not given.</exception>
    public static DatasetSketch ReadSketch(string path, string? displayPath = null, IReadOnlyList<ColumnStatistic>? statistics = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var shown = displayPath ?? path;
        var profile = Bytes(path, shown);
        var sketches = SketchFile.PathOf(path);
        if (!File.Exists(sketches))
        {
            throw new InputException(
                RuleIds.InputUnreadable,
                $"'{shown}' has no sketches beside it ('{SketchFile.PathOf(shown)}'), without which it cannot be merged; make both with 'mlgates profile DATA -o {shown} --sketches'.",
                new SourceLocation(shown));
        }

        return SketchFile.Parse(Bytes(sketches, SketchFile.PathOf(shown)), profile, SketchFile.PathOf(shown), shown, statistics);
    }

    /// <summary>The content of the file: UTF-8 text with <c>\n</c> and a final newline.</summary>
    /// <exception cref="InvalidOperationException">A file was read without its hash.</exception>
    public static string ToJson(DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return ProfileJsonWriter.Write(profile, whole: true);
    }

    private static byte[] Bytes(string path, string shown)
    {
        using var stream = InputFile.Open(path, shown);
        if (stream.Length > MostBytes)
        {
            throw new InputException(RuleIds.InputMalformed, string.Create(CultureInfo.InvariantCulture, $"'{shown}' has {stream.Length} bytes, more than any profile; is it a file of rows?"), new SourceLocation(shown));
        }

        var bytes = new byte[stream.Length];
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (IOException e)
        {
            throw new InputException(RuleIds.InputUnreadable, $"'{shown}' cannot be read: {e.Message}", new SourceLocation(shown), e);
        }

        return bytes;
    }

    /// <summary>The same without what identifies the input and the library, and without bins: what a snapshot compares.</summary>
    internal static string ToSnapshot(DatasetProfile profile) => ProfileJsonWriter.Write(profile, whole: false);
}
