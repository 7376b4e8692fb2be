using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>Makes profiles from rows.</summary>
public static class ProfileBuilder
{
    /// <summary>Upper bound of the default number of threads.</summary>
    private const int MostThreads = 4;

    /// <summary>
    /// Profiles a source in one pass. Memory does not grow with the rows: at most about 1 MB a column, and text of up to
    /// <see cref="Statistics.TextTable.DefaultMaxBytes"/>. Each column takes its values in row order, so the result is the same to the last bit
    /// whatever the number of threads.
    /// </summary>
    /// <exception cref="InputException">The source cannot be read (MLG0003, MLG0005), holds no rows (MLG0004), or a value is not of its declared type (MLG0005).</exception>
    public static DatasetProfile Build(DataSource source, ProfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new ProfileOptions();
        var threads = options.Threads ?? Math.Min(Environment.ProcessorCount, MostThreads);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(options));

        using var reader = source.Open();
        var columns = new ColumnAccumulator[reader.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var header = reader.Columns[i];
            columns[i] = new ColumnAccumulator(source, header, options.Bins.TryGetValue(header.Name, out var edges) ? [.. edges] : null);
        }

        var rows = threads == 1 ? Run(reader, columns) : RunParallel(reader, columns, threads);
        if (rows == 0)
        {
            throw new InputException(RuleIds.InputEmpty, $"'{source.Name}' holds no rows.", source.Locate(0));
        }

        var profiles = Array.ConvertAll(columns, c => c.Finish());
        Array.Sort(profiles, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new DatasetProfile
        {
            Name = source.Name,
            Rows = rows,
            Columns = profiles,
            Sha256 = InputFileRecord.Combine(reader.Files),
            MissingTokens = source.MissingTokens,
        };
    }

    private static long Run(BatchReader reader, ColumnAccumulator[] columns)
    {
        long rows = 0;
        for (var batch = reader.NewBatch(); reader.Read(batch); rows += batch.Count)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i].Add(batch, batch.Columns[i]);
            }
        }

        return rows;
    }

    // While the columns of one batch are accumulated side by side, the next batch is read.
    private static long RunParallel(BatchReader reader, ColumnAccumulator[] columns, int threads)
    {
        long rows = 0;
        var (batch, next) = (reader.NewBatch(), reader.NewBatch());
        var failures = new InputException?[columns.Length];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var more = reader.Read(batch);
        while (more)
        {
            var ahead = next;
            var reading = Task.Run(() => reader.Read(ahead));
            try
            {
                var current = batch;
                Parallel.For(0, columns.Length, limit, i => failures[i] = columns[i].TryAdd(current, current.Columns[i]));
            }
            finally
            {
                // The reader must be at rest before anyone disposes it.
                ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
            }

            if (Array.Find(failures, f => f is not null) is { } failure)
            {
                throw failure;
            }

            rows += batch.Count;
            more = reading.GetAwaiter().GetResult();
            (batch, next) = (next, batch);
        }

        return rows;
    }
}
