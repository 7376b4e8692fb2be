using MlGates.Artifacts;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>A model file is there, is a model and not a stand-in for one, opens, is not too large, and is the expected one.</summary>
public sealed record ArtifactCheck : Check
{
    /// <summary>Whether the model must open. Default true.</summary>
    public bool Loadable { get; init; } = true;

    /// <summary>The largest size allowed, in bytes; null for any.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>The SHA-256 the file must have, 64 hexadecimal digits in either case; null for any.</summary>
    public string? Sha256 { get; init; }

    /// <summary>
    /// One piece of evidence per thing asked for (opens MLG5004, size MLG5005, hash MLG5006; presence MLG5001 when nothing is asked), or the one
    /// that makes the others pointless: missing MLG5001, empty MLG5002, a Git LFS pointer MLG5003. Opens the model at most once.
    /// </summary>
    /// <exception cref="ArgumentException"><see cref="MaxBytes"/> is negative or <see cref="Sha256"/> is no SHA-256.</exception>
    public IReadOnlyList<Evidence> Examine(ModelArtifact artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        if (MaxBytes < 0)
        {
            throw new ArgumentException(Invariant($"MaxBytes is {MaxBytes.Value}; it must not be negative."));
        }

        if (Sha256 is { } hash && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)))
        {
            throw new ArgumentException($"Sha256 is '{hash}'; it must be 64 hexadecimal digits.");
        }

        if (artifact.State != ArtifactState.Present)
        {
            return [Absent(artifact)];
        }

        var evidence = new List<Evidence>();
        var asked = Loadable || MaxBytes is not null || Sha256 is not null;
        if (!asked)
        {
            evidence.Add(Fact(artifact, RuleIds.ArtifactMissing, Outcome.Passed, $"'{artifact.Name}' is present ({Identity(artifact)})"));
        }

        if (Loadable)
        {
            evidence.Add(Open(artifact));
        }

        if (MaxBytes is { } most)
        {
            evidence.Add(Size(artifact, most));
        }

        if (Sha256 is not null)
        {
            evidence.Add(Hash(artifact));
        }

        return evidence;
    }

    private static Evidence Absent(ModelArtifact artifact) => artifact.State switch
    {
        ArtifactState.Missing => Fact(artifact, RuleIds.ArtifactMissing, Outcome.Failed,
            $"'{artifact.Name}' {(Directory.Exists(artifact.Path) ? "is a folder, not a model file" : "does not exist")}: train and save the model first, or correct the path"),
        ArtifactState.Empty => Fact(artifact, RuleIds.ArtifactEmpty, Outcome.Failed,
            $"'{artifact.Name}' is empty (0 bytes): saving or copying it was cut short; save the model again"),
        _ => Fact(artifact, RuleIds.ArtifactLfsPointer, Outcome.Failed,
            Invariant($"'{artifact.Name}' is a Git LFS pointer of {artifact.Length} bytes, not the model{(artifact.Pointer?.Size is { } size ? $" of {size} bytes" : "")}: run `git lfs pull` (in CI: check out with LFS)")),
    };

    private static Evidence Open(ModelArtifact artifact)
    {
        var opening = artifact.Open();
        return opening switch
        {
            { Description: { } model } => Fact(artifact, RuleIds.ArtifactNotLoadable, Outcome.Passed,
                $"'{artifact.Name}' opens as {model.Format} ({Identity(artifact)})", model),
            { Format: { } format } => Fact(artifact, RuleIds.ArtifactNotLoadable, Outcome.Failed,
                $"'{artifact.Name}' does not open as {format}: {opening.Problem} ({Identity(artifact)})"),
            // Nobody tried to open it, so nothing is known against the model.
            _ => Fact(artifact, RuleIds.ArtifactNotLoadable, Outcome.Error,
                $"'{artifact.Name}' cannot be judged: {opening.Problem} ({Identity(artifact)})"),
        };
    }

    private static Evidence Size(ModelArtifact artifact, long most)
    {
        var large = artifact.Length > most;
        return new Evidence
        {
            Rule = RuleIds.ArtifactTooLarge,
            Subject = artifact.Name,
            Settled = large ? Outcome.Failed : Outcome.Passed,
            Measure = "bytes",
            Value = artifact.Length,
            Limit = new Limit { AtMost = most },
            Details = Details(artifact, null),
            Message = _ => large
                ? Invariant($"'{artifact.Name}' is larger than allowed: {artifact.Length} bytes exceed {most}; shrink the model or raise the limit")
                : Invariant($"'{artifact.Name}' is small enough: {artifact.Length} bytes are within {most}"),
        };
    }

    private Evidence Hash(ModelArtifact artifact) => string.Equals(artifact.Sha256, Sha256, StringComparison.OrdinalIgnoreCase)
        ? Fact(artifact, RuleIds.ArtifactHash, Outcome.Passed, $"'{artifact.Name}' is the expected file ({Identity(artifact)})")
        : Fact(artifact, RuleIds.ArtifactHash, Outcome.Failed,
            $"'{artifact.Name}' is not the expected file: SHA-256 is {artifact.Sha256}, expected {Sha256!.ToLowerInvariant()}; use the model that was judged, or accept this one's hash");

    private static Evidence Fact(ModelArtifact artifact, string rule, Outcome outcome, string message, ModelDescription? model = null) => new()
    {
        Rule = rule,
        Subject = artifact.Name,
        Settled = outcome,
        Measure = rule switch { RuleIds.ArtifactNotLoadable => "loadable", RuleIds.ArtifactHash => "sha256", _ => "presence" },
        Message = _ => message,
        Details = Details(artifact, model),
    };

    private static string Identity(ModelArtifact artifact) => Invariant($"{artifact.Length} bytes, SHA-256 {artifact.Sha256}");

    private static SortedDictionary<string, object?> Details(ModelArtifact artifact, ModelDescription? model)
    {
        var details = new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["bytes"] = artifact.Length };
        if (artifact.Sha256 is { } sha256)
        {
            details["sha256"] = sha256;
        }

        if (model is not null)
        {
            details["format"] = model.Format;
            details["inputs"] = model.Inputs.Select(c => $"{c.Name}: {c.Type}").ToArray();
            details["outputs"] = model.Outputs.Select(c => $"{c.Name}: {c.Type}").ToArray();
        }

        return details;
    }
}
