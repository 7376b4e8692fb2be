using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>Reads rows for the anomalies that they decide, with bounded memory: what does not fit is done part by part of the hash space, one more pass each.</summary>
internal static class RowScans
{
    /// <summary>Memory for hashes, in bytes.</summary>
    internal const long Budget = 256L << 20;

    /// <summary>The anomalies without those that rows refute. Reads nothing when rows are not asked for.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="anomalies">What rules found in the profile.</param>
    /// <param name="budget">Memory for hashes, in bytes.</param>
    internal static IReadOnlyList<Anomaly> Decide(DataSource data, IReadOnlyList<Anomaly> anomalies, long budget = Budget)
    {
        RowScan[] scans = [.. anomalies.Select(a => a.Scan).OfType<RowScan>().Distinct()];
        if (scans.Length == 0)
        {
            return anomalies;
        }

        // A scan that was not run has found nothing.
        Run(data, [.. scans.Select(s => s.First).OfType<RowScan>()], budget);
        Run(data, [.. scans.Where(s => s.First is not { IsDistinct: true })], budget);
        return [.. anomalies.Select(a => a.Scan is { } scan ? scan.Decide(a) : a).OfType<Anomaly>()];
    }

    /// <summary>Shows the rows to scans.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="asked">The scans; none reads nothing.</param>
    /// <param name="budget">Memory for hashes, in bytes.</param>
    internal static void Run(DataSource data, IReadOnlyList<RowScan> asked, long budget = Budget)
    {
        RowScan[] scans = [.. asked];
        for (var first = 0; first < scans.Length;)
        {
            // As many as fit share a pass; one that does not fit has passes of its own.
            var end = first + 1;
            for (var bytes = scans[first].Bytes; end < scans.Length && (bytes += scans[end].Bytes) <= budget; end++)
            {
            }

            Read(data, scans.AsSpan(first, end - first), Parts(scans[first].Bytes, budget));
            first = end;
        }
    }

    /// <summary>Number of parts, a power of two, of which each fits.</summary>
    internal static int Parts(long bytes, long budget)
    {
        var parts = 1;
        while (bytes / parts > budget && parts < 1 << 16)
        {
            parts *= 2;
        }

        return parts;
    }

    private static void Read(DataSource data, ReadOnlySpan<RowScan> scans, int parts)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scan in scans)
        {
            names.UnionWith(scan.Columns);
        }

        for (var part = 0; part < parts; part++)
        {
            using var reader = data.Open(ColumnSelection.Named(names));
            foreach (var scan in scans)
            {
                scan.Begin(Places(reader.Columns, scan.Columns), part, parts);
            }

            var batch = reader.NewBatch();
            for (var goesOn = true; goesOn && reader.Read(batch);)
            {
                goesOn = false;
                foreach (var scan in scans)
                {
                    scan.Add(batch, batch.FirstRow);
                    goesOn |= !scan.IsDone;
                }
            }
        }
    }

    /// <summary>Where the named columns are.</summary>
    internal static int[] Places(IReadOnlyList<ColumnHeader> columns, IReadOnlyList<string> names)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            places[columns[i].Name] = i;
        }

        return [.. names.Select(n => places[n])];
    }
}
