using System.Runtime.ExceptionServices;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>
/// Reads a source's blocks on several threads, each block into a state of its own, and merges the states in the order of the blocks: what comes out
/// does not depend on the number of threads. Memory does not grow with the rows: there are two more states than threads.
/// </summary>
internal sealed class BlockPipeline
{
    private readonly BlockReader _reader;
    private readonly Func<DatasetState> _newState;
    private readonly IProgress<ProfileProgress>? _progress;
    private readonly int _threads;
    private readonly object _reading = new();
    private readonly object _merging = new();
    private readonly Dictionary<long, object> _done = [];
    private readonly Stack<DatasetState> _spare = [];
    private readonly DatasetState _total;
    private long _taken;
    private long _merged;
    private int _states;
    private bool _ended;
    private Exception? _failure;

    internal BlockPipeline(BlockReader reader, Func<DatasetState> newState, int threads, IProgress<ProfileProgress>? progress)
    {
        _reader = reader;
        _newState = newState;
        _threads = threads;
        _progress = progress;
        _total = newState();
    }

    /// <summary>Reads everything. The failure of the earliest block wins, whichever thread was first.</summary>
    internal DatasetState Run()
    {
        var helpers = new Thread[_threads - 1];
        for (var i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new Thread(Work) { IsBackground = true, Name = "MlGates profile" };
            helpers[i].Start();
        }

        Work();
        foreach (var helper in helpers)
        {
            helper.Join();
        }

        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        return _total;
    }

    // A failure on a thread of its own would end the process.
    private void Work()
    {
        try
        {
            TakeBlocks();
        }
        catch (Exception e)
        {
            lock (_merging)
            {
                Fail(e);
            }
        }

        lock (_merging)
        {
            // Those who wait for a state must see that there is nothing left to read.
            Monitor.PulseAll(_merging);
        }
    }

    private void TakeBlocks()
    {
        var batch = new RowBatch(_reader.Columns.Count);
        var scratch = new ColumnScratch();
        while (TakeState() is { } state)
        {
            long place;
            object result = state;
            RowBlock? block = null;
            lock (_reading)
            {
                if (_ended)
                {
                    break;
                }

                place = _taken;
                try
                {
                    block = _reader.Next();
                    _ended = block is null;
                }
                catch (Exception e)
                {
                    _ended = true;
                    result = e;
                }

                if (_ended && result == state)
                {
                    break;
                }

                _taken++;
            }

            if (block is not null)
            {
                result = Read(block, place, batch, state, scratch);
            }

            Deliver(place, result);
        }
    }

    private static object Read(RowBlock block, long place, RowBatch batch, DatasetState state, ColumnScratch scratch)
    {
        try
        {
            using (block)
            {
                state.Add(block, place, batch, scratch);
            }

            return state;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private DatasetState? TakeState()
    {
        lock (_merging)
        {
            while (true)
            {
                if (_failure is not null || Volatile.Read(ref _ended))
                {
                    return null;
                }

                if (_spare.TryPop(out var state))
                {
                    return state;
                }

                if (_states < _threads + 2)
                {
                    _states++;
                    return _newState();
                }

                Monitor.Wait(_merging);
            }
        }
    }

    private void Deliver(long place, object result)
    {
        lock (_merging)
        {
            _done.Add(place, result);
            while (_done.Remove(_merged, out var next))
            {
                _merged++;
                if (_failure is null)
                {
                    Take(next);
                }
            }

            Monitor.PulseAll(_merging);
        }
    }

    private void Take(object next)
    {
        if (next is Exception e)
        {
            Fail(e is RowException row ? row.At(_total.Rows) : e);
            return;
        }

        try
        {
            var state = (DatasetState)next;
            _total.Merge(state);
            state.Clear(_total);
            _spare.Push(state);
            _progress?.Report(new ProfileProgress(_total.Rows, _reader.BytesRead, _reader.BytesTotal));
        }
        catch (Exception merging)
        {
            Fail(merging);
        }
    }

    private void Fail(Exception e)
    {
        _failure ??= e;
        Volatile.Write(ref _ended, true);
    }
}
