using System.Security.Cryptography;

namespace MlGates.Artifacts;

/// <summary>
/// A model file as it was when <see cref="At(string)"/> looked: presence, length, hash; and, on demand, whether it opens.
/// Reading costs one pass over the file with a fixed buffer. Safe for use by several threads.
/// </summary>
public sealed class ModelArtifact
{
    private readonly Lazy<ModelOpening> _opening;

    private ModelArtifact(string path, string name, ArtifactState state, long length, string? sha256, LfsPointer? pointer, IReadOnlyList<IModelLoader> loaders)
    {
        Path = path;
        Name = name;
        State = state;
        Length = length;
        Sha256 = sha256;
        Pointer = pointer;
        Loaders = loaders;
        _opening = new Lazy<ModelOpening>(TryOpen);
    }

    /// <summary>The path as given.</summary>
    public string Path { get; }

    /// <summary>What messages call it: the path as given, unless another name was.</summary>
    public string Name { get; }

    /// <summary>What lies there.</summary>
    public ArtifactState State { get; }

    /// <summary>Bytes; 0 when missing.</summary>
    public long Length { get; }

    /// <summary>SHA-256 of the content in lower-case hexadecimal; null when missing.</summary>
    public string? Sha256 { get; }

    /// <summary>What a Git LFS pointer stands for; null for any other file.</summary>
    public LfsPointer? Pointer { get; }

    /// <summary>The loaders that may open it, in the order they are asked.</summary>
    public IReadOnlyList<IModelLoader> Loaders { get; }

    /// <summary>Looks at a file. It can be opened by the formats of the MlGates packages at hand, such as MlGates.MLNet.</summary>
    /// <param name="path">A path; a missing file is not an exception but <see cref="ArtifactState.Missing"/>.</param>
    /// <exception cref="InputException">The file is there and cannot be read.</exception>
    public static ModelArtifact At(string path) => At(path, path, InstalledLoaders.All);

    /// <summary>As <see cref="At(string)"/>, with a name for messages.</summary>
    /// <param name="path">A path; a missing file is not an exception but <see cref="ArtifactState.Missing"/>.</param>
    /// <param name="name">What messages call the file, such as its path relative to a plan.</param>
    /// <exception cref="InputException">The file is there and cannot be read.</exception>
    public static ModelArtifact At(string path, string name) => At(path, name, InstalledLoaders.All);

    /// <summary>Looks at a file that the given loaders may open.</summary>
    /// <param name="path">A path; a missing file is not an exception but <see cref="ArtifactState.Missing"/>.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="loaders">Asked in this order.</param>
    /// <exception cref="InputException">The file is there and cannot be read.</exception>
    public static ModelArtifact At(string path, string name, params IReadOnlyList<IModelLoader> loaders)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(loaders);
        if (!File.Exists(path))
        {
            return new ModelArtifact(path, name, ArtifactState.Missing, 0, null, null, loaders);
        }

        if (SpecialFile.IsPipeOrDevice(path))
        {
            throw new InputException(RuleIds.InputUnreadable, $"'{name}' is a pipe or device; write its content to a file.");
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
            var pointer = LfsPointer.Read(stream);
            stream.Position = 0;
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(stream));
            var state = stream.Length == 0 ? ArtifactState.Empty : pointer is null ? ArtifactState.Present : ArtifactState.LfsPointer;
            return new ModelArtifact(path, name, state, stream.Length, sha256, pointer, loaders);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new InputException(RuleIds.InputUnreadable, $"'{name}' cannot be read: {FirstLine.Of(cause)}", inner: cause);
        }
    }

    /// <summary>Opens the model with the first loader that claims it. Done once; later calls give the same result.</summary>
    /// <exception cref="InvalidOperationException">The file is not <see cref="ArtifactState.Present"/>.</exception>
    public ModelOpening Open() => State == ArtifactState.Present
        ? _opening.Value
        : throw new InvalidOperationException($"'{Name}' is {State} and cannot be opened.");

    private ModelOpening TryOpen()
    {
        try
        {
            var loader = Loaders.FirstOrDefault(l => l.CanLoad(Path));
            return loader is null
                ? new ModelOpening(null, null, Loaders.Count == 0
                    ? "no package that opens models is at hand: reference MlGates.MLNet for ML.NET models"
                    : $"it is of no known format; known are {string.Join(", ", Loaders.Select(l => l.Format))}")
                : Open(loader);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return new ModelOpening(null, null, FirstLine.Of(cause));
        }
    }

    private ModelOpening Open(IModelLoader loader)
    {
        try
        {
            return new ModelOpening(loader.Load(Path), loader.Format, null);
        }
        catch (InputException cause)
        {
            return new ModelOpening(null, loader.Format, cause.Message);
        }
    }
}
