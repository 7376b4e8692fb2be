namespace MlGates.Profiles;

/// <summary>Counts of two columns on the same edges, which are quantiles of the baseline.</summary>
/// <param name="Edges">Inner edges, ascending and distinct; a value lies right of all edges that are at most as large.</param>
/// <param name="Baseline">The baseline's values in each bin, one more than edges, NaN left out.</param>
/// <param name="Candidate">The candidate's values in each bin, NaN left out.</param>
public sealed record NumericCells(IReadOnlyList<double> Edges, IReadOnlyList<long> Baseline, IReadOnlyList<long> Candidate)
{
    /// <summary>
    /// Counts both columns on the baseline's bins. Two profiles made from rows always can: where the candidate's values are not known finely
    /// enough, both go to the coarser of their two grids and the edges are rounded down to it. A profile read from a file has the counts of
    /// its own bins only, so the other one must have been counted on the same edges (<see cref="ProfileOptions.Bins"/>) or be finer.
    /// </summary>
    /// <param name="baseline">The column whose quantiles make the edges.</param>
    /// <param name="candidate">The column that is compared with it.</param>
    /// <param name="reason">Why the two cannot be counted on common edges; null when they can.</param>
    /// <returns>The counts, exact for both sides; null when there is a reason.</returns>
    public static NumericCells? Common(NumericProfile baseline, NumericProfile candidate, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        reason = null;
        var edges = baseline.Bins.Edges.ToArray();
        if (candidate.Bins.Edges.SequenceEqual(edges))
        {
            return new NumericCells(edges, baseline.Bins.Counts, candidate.Bins.Counts);
        }

        var counts = new long[edges.Length + 1];
        if (candidate.Histogram is { } fine && fine.TryCount(edges, counts))
        {
            return new NumericCells(edges, baseline.Bins.Counts, counts);
        }

        if (baseline.Histogram is not { } b || candidate.Histogram is not { } c)
        {
            reason = candidate.Histogram is null
                ? "the candidate is a stored profile with other bins; give its rows, or store it on the baseline's bins"
                : "the baseline is a stored profile and the candidate was not counted on its bins; profile the candidate's rows with ProfileOptions.Bins of the baseline";
            return null;
        }

        var resolution = Math.Min(b.Resolution, c.Resolution);
        var bins = QuantileBins.From(b.Coarsen(resolution), QuantileBins.Default);
        counts = new long[bins.Edges.Count + 1];
        if (!c.Coarsen(resolution).TryCount([.. bins.Edges], counts))
        {
            throw new InvalidOperationException("Edges on the common grid must be countable.");
        }

        return new NumericCells(bins.Edges, bins.Counts, counts);
    }
}
