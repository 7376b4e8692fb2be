using System.Collections.Concurrent;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>Makes profiles from rows.</summary>
public static class ProfileBuilder
{
    /// <summary>Upper bound of the default number of threads.</summary>
    private const int MostThreads = 4;

    /// <summary>Threads to use where the options say nothing.</summary>
    internal static int DefaultThreads => Math.Min(Environment.ProcessorCount, MostThreads);

    /// <summary>
    /// Profiles a source in one pass. Memory does not grow with the rows: at most about 1 MB a column and thread, or a column in tables of 128 columns and more, and text
    /// of up to <see cref="Statistics.TextTable.DefaultMaxBytes"/>. Blocks of rows are merged in their order, or added one after the other column by column,
    /// so the result is the same to the last bit whatever the number of threads.
    /// </summary>
    /// <exception cref="InputException">The source cannot be read (MLG0003, MLG0005), holds no rows (MLG0004), or a value is not of its declared type (MLG0005).</exception>
    public static DatasetProfile Build(DataSource source, ProfileOptions? options = null) => BuildSketch(source, options).Profile;

    /// <summary>Profiles a source as <see cref="Build"/> does and keeps what it takes to merge the profile with those of other rows.</summary>
    /// <inheritdoc cref="Build" path="/exception"/>
    public static DatasetSketch BuildSketch(DataSource source, ProfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new ProfileOptions();
        var threads = options.Threads ?? DefaultThreads;
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(options));

        var plan = new StatePlan(source, options, threads);
        using var reader = source.OpenBlocks(plan.Columns);
        var layout = plan.Bind(reader);
        var state = layout.Headers.Length < ColumnPipeline.LeastColumns
            ? new BlockPipeline(reader, plan.NewState, threads, options.Progress).Run()
            : new ColumnPipeline(reader, plan.NewState(), threads, options.Progress).Run();
        if (state.Rows == 0)
        {
            throw new InputException(RuleIds.InputEmpty, $"'{source.Name}' holds no rows.", source.Locate(0));
        }

        var origin = new DatasetProfile { Name = source.Name, Rows = state.Rows, Columns = [], Files = reader.Files, Sample = reader.Sample, MissingTokens = source.MissingTokens, Notes = reader.Said() };
        return new DatasetSketch(layout, state, origin, threads);
    }

    /// <summary>The profile of what a state has seen.</summary>
    /// <param name="layout">What the state keeps.</param>
    /// <param name="state">The state.</param>
    /// <param name="origin">Where the rows came from.</param>
    /// <param name="threads">Threads to use at most.</param>
    internal static DatasetProfile Finish(StateLayout layout, DatasetState state, DatasetProfile origin, int threads)
    {
        var profiles = new ColumnProfile[state.Columns.Length];
        var spare = new ConcurrentBag<FinishScratch>();
        EachColumn.Do(profiles.Length, threads, i =>
        {
            var scratch = spare.TryTake(out var used) ? used : new FinishScratch();
            profiles[i] = state.Columns[i].Finish(scratch);
            spare.Add(scratch);
        });
        var pairs = state.Pairs?.Finish(profiles) ?? [];
        Array.Sort(profiles, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return origin with
        {
            Rows = state.Rows,
            RowsRefused = state.RowsRefused,
            Columns = profiles,
            Slices = [.. state.Slices.SelectMany(s => s.Finish(new FinishScratch()))],
            Pairs = pairs,
            MissingTogether = MissingTogether.Of(state.Missing, [.. layout.Headers.Select(h => h.Name)]),
            Weights = layout.Weight is { } weight ? new RowWeights(weight, state.Weight, state.SquaredWeight > 0 ? state.Weight / state.SquaredWeight * state.Weight : 0) : null,
        };
    }
}
