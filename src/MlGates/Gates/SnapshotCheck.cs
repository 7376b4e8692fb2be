using System.Globalization;
using MlGates.Snapshots;

namespace MlGates.Gates;

/// <summary>
/// Holds statistics to an accepted snapshot: every value must be the accepted one, numbers within their tolerance. Rules MLG7001 (a value
/// changed) and MLG7002 (nothing was accepted yet).
/// </summary>
public sealed record SnapshotCheck : Check
{
    /// <summary>Tolerances; the first whose path matches counts. A path without one must be equal.</summary>
    public IReadOnlyList<SnapshotTolerance> Tolerances { get; init; } = [];

    /// <summary>Compares two snapshots.</summary>
    /// <param name="subject">The snapshot's name for messages.</param>
    /// <param name="verified">The accepted snapshot; null when there is none yet.</param>
    /// <param name="received">The snapshot now.</param>
    /// <returns>One entry for each changed value, the largest change first; or one that says that all match. O(values x tolerances).</returns>
    /// <exception cref="ArgumentException">A tolerance is negative or NaN.</exception>
    public IReadOnlyList<Evidence> Examine(string subject, SnapshotDocument? verified, SnapshotDocument received)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(received);
        if (verified is null)
        {
            return [Evidence.Fact(RuleIds.SnapshotNew, subject, Outcome.Failed, $"{subject} has no verified snapshot yet; review the received one and accept it")];
        }

        var unused = UnusedTolerances(verified, received);
        var changes = Compare(verified, received);
        if (changes.Count == 0 && unused.Count == 0)
        {
            return [Evidence.Fact(RuleIds.SnapshotChanged, subject, Outcome.Passed, string.Create(CultureInfo.InvariantCulture,
                $"{subject} is within its verified snapshot: {received.Values.Count} values compared"))];
        }

        return [.. changes.Select(c => Changed(c)), .. unused];
    }

    /// <summary>The values that changed beyond their tolerance, the largest relative change first, values that are new or gone or no numbers before them.</summary>
    /// <exception cref="ArgumentException">A tolerance is negative or NaN.</exception>
    public IReadOnlyList<SnapshotChange> Compare(SnapshotDocument verified, SnapshotDocument received)
    {
        ArgumentNullException.ThrowIfNull(verified);
        ArgumentNullException.ThrowIfNull(received);
        if (Tolerances.FirstOrDefault(t => !(t.Relative >= 0 && t.Absolute >= 0)) is { } wrong)
        {
            throw new ArgumentException($"The tolerance of '{wrong.Path}' must be at least 0.", nameof(received));
        }

        var changes = new List<SnapshotChange>();
        foreach (var path in verified.Values.Keys.Union(received.Values.Keys, StringComparer.Ordinal))
        {
            var before = verified.Values.GetValueOrDefault(path);
            var now = received.Values.GetValueOrDefault(path);
            if (before is null || now is null || !Same(path, before, now))
            {
                changes.Add(new SnapshotChange(path, before, now));
            }
        }

        return [.. changes.OrderByDescending(Size).ThenBy(c => c.Path, StringComparer.Ordinal)];
    }

    private bool Same(string path, SnapshotValue verified, SnapshotValue received)
    {
        if (verified.Number is not { } before || received.Number is not { } now)
        {
            return verified == received;
        }

        return before == now || Tolerances.FirstOrDefault(t => t.Matches(path))?.Allows(before, now) == true;
    }

    // A tolerance that is for nothing is a mistake that would one day let a test fail, or worse, be trusted.
    private List<Evidence> UnusedTolerances(SnapshotDocument verified, SnapshotDocument received) =>
    [
        .. Tolerances.Where(t => !verified.Values.Keys.Any(t.Matches) && !received.Values.Keys.Any(t.Matches))
            .Select(t => Evidence.Fact(RuleIds.SnapshotChanged, t.Path, Outcome.Error, $"The tolerance '{t.Path}' matches no value of the snapshot; paths look like columns/fare/mean")),
    ];

    private static double Size(SnapshotChange change) => double.IsNaN(change.Relative) ? double.PositiveInfinity : Math.Abs(change.Relative);

    private static Evidence Changed(SnapshotChange change) => new()
    {
        Rule = RuleIds.SnapshotChanged,
        Subject = change.Path,
        Settled = Outcome.Failed,
        Message = _ => $"{change} differs from the verified snapshot; accept it if this was intended",
        Value = change.Received?.Number,
        Details = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["verified"] = change.Verified?.Text,
            ["received"] = change.Received?.Text,
        },
    };
}
