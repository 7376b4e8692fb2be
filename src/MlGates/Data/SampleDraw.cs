using System.Runtime.ExceptionServices;

namespace MlGates.Data;

/// <summary>Draws a sample of all blocks of a reader on several threads. What is drawn, and which failure is told, does not depend on their number.</summary>
/// <param name="reader">What to draw from, at its start.</param>
/// <param name="sample">Takes the rows.</param>
/// <param name="threads">Number of threads, at least 1.</param>
/// <param name="progress">Is told rows, bytes and, where known, all bytes after each block; one call at a time.</param>
internal sealed class SampleDraw(BlockReader reader, BatchSample sample, int threads, Action<long, long, long?>? progress)
{
    private readonly object _reading = new();
    private readonly object _adding = new();

    // By block, for what is told of a row counts those of the blocks before.
    private readonly List<long> _rows = [];
    private bool _ended;
    private (long Place, Exception Exception)? _failure;

    /// <summary>Rows read.</summary>
    internal long Rows { get; private set; }

    /// <summary>Malformed rows that were left out.</summary>
    internal long RowsRefused { get; private set; }

    /// <summary>Reads everything; the failure of the earliest block wins.</summary>
    internal void Run()
    {
        var helpers = new Thread[threads - 1];
        for (var i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new Thread(Work) { IsBackground = true, Name = "MlGates sample" };
            helpers[i].Start();
        }

        Work();
        foreach (var helper in helpers)
        {
            helper.Join();
        }

        if (_failure is { } failure)
        {
            // Blocks before it were taken before it, and have been read.
            ExceptionDispatchInfo.Throw(failure.Exception is RowException row ? row.At(_rows.Take((int)failure.Place).Sum()) : failure.Exception);
        }
    }

    private void Work()
    {
        // A failure on a thread of its own would end the process.
        var place = -1L;
        try
        {
            var batch = new RowBatch(reader.Columns.Count);
            while (Take(out place) is { } block)
            {
                using (block)
                {
                    Draw(block, place, batch);
                }
            }
        }
        catch (Exception e)
        {
            lock (_adding)
            {
                place = place < 0 ? 0 : place;
                _failure = _failure is { } earlier && earlier.Place <= place ? earlier : (place, e);
                _ended = true;
            }
        }
    }

    private RowBlock? Take(out long place)
    {
        lock (_reading)
        {
            place = _rows.Count;
            lock (_adding)
            {
                if (_ended)
                {
                    return null;
                }
            }

            RowBlock? block = null;
            try
            {
                return block = reader.Next();
            }
            finally
            {
                // After a failure too nobody asks for another block.
                lock (_adding)
                {
                    _ended |= block is null;
                    if (block is not null)
                    {
                        _rows.Add(0);
                    }
                }
            }
        }
    }

    private void Draw(RowBlock block, long place, RowBatch batch)
    {
        while (block.Read(batch))
        {
            lock (_adding)
            {
                sample.Add(batch, place);
                _rows[(int)place] += batch.Count;
                Rows += batch.Count;
            }
        }

        lock (_adding)
        {
            RowsRefused += block.RowsRefused;
            progress?.Invoke(Rows, reader.BytesRead, reader.BytesTotal);
        }
    }
}
