using System.Globalization;
using System.Text;
using MlGates.Gates;
using MlGates.Snapshots;

namespace MlGates.Running;

/// <summary>Holds statistics to the snapshot file beside a test or plan.</summary>
public static class SnapshotMatcher
{
    private const int MostShown = 15;

    /// <summary>
    /// Compares with the accepted file. When they differ, or nothing was accepted yet, the received file is written; when they match, one left
    /// from an earlier run is removed. The accepted file is never touched, on no machine.
    /// </summary>
    /// <returns>The result, and a text for a person that tells the worst changes and how to accept them: empty when it passed.</returns>
    /// <exception cref="InputException">The accepted file cannot be read or is not JSON (the received one is written all the same), or the received one cannot be written.</exception>
    public static (CheckResult Result, string Message) Match(SnapshotFile file, SnapshotDocument received, SnapshotCheck check)
    {
        var (evidence, verified) = Compare(file, received, check);
        var result = GateDecision.Judge(check, evidence);
        return (result, result.Outcome == Outcome.Passed ? "" : verified is null ? New(file) : Differs(file, check.Compare(verified, received), result));
    }

    /// <summary>The same for a check among others, as in a plan: messages tell how to accept.</summary>
    /// <exception cref="InputException">As <see cref="Match"/>.</exception>
    public static IReadOnlyList<Evidence> Examine(SnapshotFile file, SnapshotDocument received, SnapshotCheck check) =>
        [.. Compare(file, received, check).Evidence.Select(e => e.Settled == Outcome.Passed ? e : e with { Message = j => $"{e.Message(j)}; to accept: {file.AcceptCommand}" })];

    private static (IReadOnlyList<Evidence> Evidence, SnapshotDocument? Verified) Compare(SnapshotFile file, SnapshotDocument received, SnapshotCheck check)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(check);
        SnapshotDocument? verified;
        try
        {
            verified = file.ReadVerified();
        }
        catch (InputException)
        {
            file.WriteReceived(received);
            throw;
        }

        var evidence = check.Examine(file.Name, verified, received);
        if (evidence.All(e => e.Settled == Outcome.Passed))
        {
            file.DeleteReceived();
        }
        else
        {
            file.WriteReceived(received);
        }

        return (evidence, verified);
    }

    private static string New(SnapshotFile file) =>
        $"{RuleIds.SnapshotNew}: {file.Name} has no verified snapshot yet. Review {file.DisplayReceived} and accept it:\n  {file.AcceptCommand}";

    private static string Differs(SnapshotFile file, IReadOnlyList<SnapshotChange> changes, CheckResult result)
    {
        var text = new StringBuilder();
        if (changes.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{RuleIds.SnapshotChanged}: {file.Name} differs from its verified snapshot in {changes.Count} {(changes.Count == 1 ? "value" : "values, worst first")}:\n");
            foreach (var change in changes.Take(MostShown))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {change}\n");
            }

            if (changes.Count > MostShown)
            {
                text.Append(CultureInfo.InvariantCulture, $"  and {changes.Count - MostShown} more\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"If this is intended, review {file.DisplayReceived} and accept it:\n  {file.AcceptCommand}\n");
        }

        foreach (var error in result.Findings.Where(f => f.Outcome == Outcome.Error))
        {
            text.Append(CultureInfo.InvariantCulture, $"{error.Rule}: {error.Message}\n");
        }

        return text.ToString().TrimEnd('\n');
    }
}
