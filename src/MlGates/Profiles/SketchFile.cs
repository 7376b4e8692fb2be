using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using MlGates.Data;
using MlGates.Statistics;
using ZstdSharp;

namespace MlGates.Profiles;

/// <summary>The file of sketches that lies beside a profile. The same sketch and profile always give the same bytes.</summary>
internal static class SketchFile
{
    internal const int Version = 1;

    /// <summary>The largest content. A byte count of more would not fit one array either.</summary>
    private const int MostBytes = 1 << 30;

    private const int Level = 3;
    private const int HashBytes = 32;
    private const int ChecksumBytes = 8;

    // A first byte that is no text, and line ends that a conversion of line ends would not leave alone.
    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'M', (byte)'L', (byte)'G', (byte)'S', (byte)'\r', (byte)'\n', 0x1A];

    /// <summary>The name of the file that belongs to a profile: <c>.json</c> at its end becomes <c>.sketches</c>.</summary>
    internal static string PathOf(string profilePath) =>
        (profilePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? profilePath[..^5] : profilePath) + ".sketches";

    /// <summary>The content of the file.</summary>
    /// <param name="sketch">What to write.</param>
    /// <param name="profile">The bytes of the profile file it belongs to.</param>
    internal static byte[] ToBytes(DatasetSketch sketch, ReadOnlySpan<byte> profile) => Seal(Body(sketch), SHA256.HashData(profile));

    /// <summary>The content, not packed.</summary>
    internal static ReadOnlySpan<byte> Body(DatasetSketch sketch)
    {
        var body = new StateWriter();
        sketch.Layout.Write(body);
        sketch.State.Write(body);
        return body.Written;
    }

    /// <summary>Puts the head before a body, and the checksum after it.</summary>
    internal static byte[] Seal(ReadOnlySpan<byte> body, ReadOnlySpan<byte> profileHash)
    {
        if (body.Length > MostBytes)
        {
            throw new InputException(RuleIds.Usage, $"The sketches take more than {MostBytes >> 20} MiB; profile fewer columns, or without slices.");
        }

        using var zstd = new Compressor(Level);
        var file = new StateWriter();
        file.Bytes(Magic);
        file.Count(Version);
        file.Text(Encoding.UTF8.GetBytes(ToolVersion.Short));
        file.Bytes(Definitions());
        file.Bytes(profileHash);
        file.Count(body.Length);
        file.Text(zstd.Wrap(body));
        file.Word(XxHash3.HashToUInt64(file.Written));
        return file.Written.ToArray();
    }

    /// <summary>Reads the file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="profile">The bytes of the profile it lies beside.</param>
    /// <param name="displayPath">Its name for messages.</param>
    /// <param name="profilePath">The profile's name for messages.</param>
    /// <param name="statistics">Statistics of one's own that it may hold states of.</param>
    /// <exception cref="InputException">MLG0005: it is damaged, of another version, made with other definitions, or of another profile.</exception>
    internal static DatasetSketch Parse(ReadOnlySpan<byte> file, ReadOnlySpan<byte> profile, string displayPath, string profilePath, IReadOnlyList<ColumnStatistic>? statistics = null)
    {
        var origin = ProfileFile.Parse(profile, profilePath);
        try
        {
            var body = Open(file, profile, displayPath, profilePath);
            var reader = new StateReader(body);
            var layout = StateLayout.Read(ref reader, name => Statistic(name, statistics ?? [], displayPath));
            var state = layout.NewState(new StoredSource(origin.Name, layout.DecimalComma));
            state.Read(ref reader);
            StateReader.Check(reader.Left == 0, "something follows its end");
            StateReader.Check(state.Rows == origin.Rows && layout.Headers.Length == origin.Columns.Count && layout.Weight == origin.Weights?.Column && (layout.Pairs?.Pairs.Length ?? 0) == origin.Pairs.Count, "it is of another dataset");
            return new DatasetSketch(layout, state, origin);
        }
        catch (Exception e) when (e is InvalidDataException or ZstdException or EndOfStreamException)
        {
            throw Refuse(displayPath, profilePath, e is InvalidDataException ? $"is damaged: {e.Message}" : "is damaged: its content cannot be unpacked", e);
        }
    }

    private static byte[] Open(ReadOnlySpan<byte> file, ReadOnlySpan<byte> profile, string displayPath, string profilePath)
    {
        if (!file.StartsWith(Magic))
        {
            throw Refuse(displayPath, profilePath, "is not a file of sketches, or its line ends were converted");
        }

        var head = new StateReader(file[Magic.Length..]);
        var version = head.Count();
        if (version != Version)
        {
            throw Refuse(displayPath, profilePath, $"is of version {version}, this library reads {Version}: update the library, or");
        }

        StateReader.Check(head.Left >= ChecksumBytes, "it ends early");
        var end = file.Length - ChecksumBytes;
        StateReader.Check(new StateReader(file[end..]).Word() == XxHash3.HashToUInt64(file[..end]), "its checksum differs");
        var library = Encoding.UTF8.GetString(head.Text(256));
        if (!head.Bytes(HashBytes).SequenceEqual(Definitions()))
        {
            throw Refuse(displayPath, profilePath, $"was made by version {library}, which defines statistics in another way than this library's {ToolVersion.Short}");
        }

        if (!head.Bytes(HashBytes).SequenceEqual(SHA256.HashData(profile)))
        {
            throw Refuse(displayPath, profilePath, $"belongs to another profile than the '{profilePath}' of today");
        }

        var length = head.Count(MostBytes);
        var packed = head.Text(int.MaxValue);
        StateReader.Check(head.Left == ChecksumBytes, "something follows its end");
        return Unpack(packed, (int)length);
    }

    // Takes memory as the content comes, for a length is only a claim.
    private static byte[] Unpack(ReadOnlySpan<byte> packed, int length)
    {
        using var content = new MemoryStream();
        using (var stream = new DecompressionStream(new MemoryStream(packed.ToArray())))
        {
            var buffer = new byte[Math.Min(length + 1, 1 << 16)];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                content.Write(buffer, 0, read);
                StateReader.Check(content.Length <= length, "it is longer than it says");
            }
        }

        StateReader.Check(content.Length == length, "it ends early");
        return content.ToArray();
    }

    /// <summary>A hash of what numbers mean and of the sizes of sketches: states of others cannot be merged.</summary>
    private static byte[] Definitions() => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [
        ProfileJson.BinsDefinition, ProfileJson.DistinctDefinition, ProfileJson.QuantilesDefinition,
        $"{ValueHistogramState.MaxCells} {QuantileState.ExactLimit} {DistinctState.ExactLimit} {TextTable.DefaultMaxEntries} {TextTable.DefaultMaxBytes} {MissingPatternState.MaxPatterns}"])));

    private static ColumnStatistic Statistic(string name, IReadOnlyList<ColumnStatistic> statistics, string displayPath) => statistics.FirstOrDefault(s => s.Name == name) ?? throw new InputException(
        RuleIds.InputMalformed,
        $"'{displayPath}' holds states of the statistic '{name}' (ProfileOptions.Statistics), which is not among those given; it is read in code that gives ProfileFile.ReadSketch the statistic.",
        new SourceLocation(displayPath));

    private static InputException Refuse(string displayPath, string profilePath, string what, Exception? inner = null) => new(
        RuleIds.InputMalformed,
        $"'{displayPath}' {what}{(what.EndsWith("or", StringComparison.Ordinal) ? "" : ";")} make it again, together with the profile, with 'mlgates profile DATA -o {profilePath} --sketches'.",
        new SourceLocation(displayPath),
        inner);
}
