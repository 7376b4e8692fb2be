using System.Runtime.CompilerServices;
using MlGates.Data;
using MlGates.Features;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Running;
using MlGates.Snapshots;

namespace MlGates.Testing;

/// <summary>
/// Holds a dataset's statistics to a file beside the test, <c>Class.Method.verified.json</c>. Nothing is ever accepted by running: the first
/// run, and every run that differs, fails and leaves <c>Class.Method.received.json</c> to review and rename.
/// </summary>
public static class Snapshot
{
    /// <summary>Fails the test unless the profile is the accepted one, up to the tolerances.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="options">Name and tolerances.</param>
    /// <param name="sourceFile">Filled in by the compiler: the class is named after this file, the snapshot lies beside it.</param>
    /// <param name="member">Filled in by the compiler: the test method.</param>
    /// <exception cref="SnapshotException">The profile differs, was never accepted, or the accepted file cannot be read.</exception>
    public static void Match(DatasetProfile profile, SnapshotOptions? options = null, [CallerFilePath] string sourceFile = "", [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(profile);
        options ??= new SnapshotOptions();
        var name = $"{Path.GetFileNameWithoutExtension(SourceFile.Normalize(sourceFile))}.{member}{(options.Parameters is { Length: > 0 } p ? $"_{p}" : "")}";
        var check = new SnapshotCheck { Id = "snapshot", Tolerances = options.Tolerances };
        CheckResult result;
        string message;
        try
        {
            var folder = options.Folder ?? SourceFile.FindFolder(sourceFile, AppContext.BaseDirectory)
                ?? throw new InputException(RuleIds.InputUnreadable, $"The folder of '{sourceFile}' was not found above the test's output folder; set SnapshotOptions.Folder.");
            (result, message) = SnapshotMatcher.Match(new SnapshotFile(folder, name, SourceFile.FromRepository(folder)), SnapshotDocument.Of(profile), check);
        }
        catch (InputException e)
        {
            throw new SnapshotException($"{e.Rule}: {(e.Location is null ? "" : $"{e.Location}: ")}{e.Message}", inner: e);
        }

        if (message.Length > 0)
        {
            throw new SnapshotException(message, result);
        }
    }

    /// <summary>Profiles the rows, then as <see cref="Match(DatasetProfile, SnapshotOptions?, string, string)"/>.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="options">Name and tolerances.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="SnapshotException">The profile differs, was never accepted, or the accepted file cannot be read.</exception>
    /// <exception cref="InputException">The rows cannot be read.</exception>
    public static void Match(DataSource rows, SnapshotOptions? options = null, [CallerFilePath] string sourceFile = "", [CallerMemberName] string member = "") =>
        Match(ProfileBuilder.Build(rows), options, sourceFile, member);

    /// <summary>Transforms the rows and profiles the features, a column for each, then as <see cref="Match(DatasetProfile, SnapshotOptions?, string, string)"/>.</summary>
    /// <param name="transform">The transform.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="options">Name and tolerances.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="SnapshotException">The statistics of the features differ, were never accepted, or the accepted file cannot be read; or the transform fails (MLG1106).</exception>
    /// <exception cref="InputException">The transform does not take such rows, or gives vectors of several lengths.</exception>
    public static void Match<TRows>(IFeatureTransform<TRows> transform, TRows rows, SnapshotOptions? options = null, [CallerFilePath] string sourceFile = "", [CallerMemberName] string member = "")
    {
        var attempt = FeatureTrial.Of(transform, rows).Together();
        if (attempt.Output is null)
        {
            var failed = GateDecision.Judge(new FeatureCheck { Id = "features" }, [FeatureOffenders.Failed(attempt, hide: false)]);
            throw new SnapshotException($"{failed.Findings[0].Rule}: {failed.Findings[0].Message}", failed);
        }

        Match(ProfileBuilder.Build(new FeatureSource(attempt.Output)), options, sourceFile, member);
    }
}
