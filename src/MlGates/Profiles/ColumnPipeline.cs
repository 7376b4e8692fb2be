using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>
/// Reads a source's blocks one after the other into one state, the columns of a batch on several threads while the next block is begun. For tables
/// of so many columns that their states are far more than a block: <see cref="BlockPipeline"/> would keep some sets of them, and merge one for each
/// block. A column takes its values in the order of the rows, so what comes out does not depend on the number of threads.
/// </summary>
internal sealed class ColumnPipeline(BlockReader reader, DatasetState state, int threads, IProgress<ProfileProgress>? progress)
{
    /// <summary>Tables of so many columns are read this way. Their number alone decides, as the two ways differ in the last digits of what they find.</summary>
    internal const int LeastColumns = 128;

    // What is done with a batch beside its columns.
    private const int Ahead = 0;
    private const int Together = 1;
    private const int FirstColumn = 2;

    private readonly ConcurrentBag<ColumnScratch> _scratch = [];
    private BegunBlock? _next;
    private long _place;

    /// <summary>Reads everything. The failure of the earliest batch wins, and there that of the first column.</summary>
    internal DatasetState Run()
    {
        state.Hold();
        var spare = new RowBatch(reader.Columns.Count);
        _next = Begin(new RowBatch(reader.Columns.Count));
        try
        {
            while (_next is { } block)
            {
                _next = null;
                using (block.Rows)
                {
                    Add(block, spare);
                }

                spare = block.Batch;
                _place++;
                progress?.Report(new ProfileProgress(state.Rows, reader.BytesRead, reader.BytesTotal));
            }
        }
        finally
        {
            _next?.Rows?.Dispose();
        }

        return state;
    }

    // Null after the last block.
    private BegunBlock? Begin(RowBatch batch)
    {
        RowBlock? block = null;
        try
        {
            block = reader.Next();
            return block is null ? null : new BegunBlock(block, batch, block.Read(batch), null);
        }
        catch (Exception e)
        {
            // Its turn comes after the blocks before it.
            return new BegunBlock(block, batch, false, e);
        }
    }

    private void Add(BegunBlock block, RowBatch spare)
    {
        var before = state.Rows;
        try
        {
            if (block.Failure is not null)
            {
                ExceptionDispatchInfo.Throw(block.Failure);
            }

            var ahead = Ahead;
            for (var more = block.HasRows; more; more = block.Rows!.Read(block.Batch))
            {
                state.BeginBatch(block.Batch, 0);
                EachColumn.Do(FirstColumn + block.Batch.Columns.Length, threads, i => Step(i, block.Batch, i == ahead ? spare : null));
                ahead = -1;
            }

            state.AddRefused(block.Rows!.RowsRefused);
            if (ahead == Ahead)
            {
                _next = Begin(spare);
            }
        }
        catch (RowException e)
        {
            throw e.At(before);
        }
    }

    private void Step(int step, RowBatch batch, RowBatch? spare)
    {
        switch (step)
        {
            case Ahead:
                _next = spare is null ? _next : Begin(spare);
                break;
            case Together:
                state.AddTogether(batch, _place);
                break;
            default:
                var scratch = _scratch.TryTake(out var used) ? used : new ColumnScratch();
                state.AddColumn(batch, step - FirstColumn, scratch);
                _scratch.Add(scratch);
                break;
        }
    }

    private sealed record BegunBlock(RowBlock? Rows, RowBatch Batch, bool HasRows, Exception? Failure);
}
