using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>What is known of all pairs in some consecutive rows. A new state is the identity of <see cref="Merge"/>, which takes later rows.</summary>
internal sealed partial class PairsState
{
    private readonly PairPlan _plan;
    private readonly PairColumn[] _columns;
    private readonly PairMomentState[] _moments;
    private readonly CrossTableState[] _tables;
    private readonly long[] _rows;
    private readonly bool[] _lists;
    private readonly RowSampleState _sample;

    // The sample's columns: where each column's numbers and codes are, -1 when they are not kept.
    private readonly int[] _numbersAt;
    private readonly int[] _codesAt;
    private readonly ReadOnlyMemory<double>[] _sampled;

    internal PairsState(PairPlan plan)
    {
        _plan = plan;
        _columns = Array.ConvertAll(plan.Places, p => new PairColumn(plan.Headers[p], p, plan.DecimalComma));
        _moments = Array.ConvertAll(plan.Pairs, _ => new PairMomentState());
        _tables = Array.ConvertAll(plan.Pairs, _ => new CrossTableState(plan.MaxCells, plan.MaxBytes));
        _rows = new long[plan.Pairs.Length];
        _lists = new bool[_columns.Length];
        _numbersAt = new int[_columns.Length];
        _codesAt = new int[_columns.Length];
        var kept = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            _numbersAt[i] = _columns[i].HasNumbers ? kept++ : -1;
            _codesAt[i] = _columns[i].HasCodes ? kept++ : -1;
        }

        _sampled = new ReadOnlyMemory<double>[kept];
        _sample = new RowSampleState(kept, PairPlan.SampleRows(kept));
    }

    /// <summary>Adds the rows of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="block">Number of blocks before that of the batch.</param>
    internal void Add(RowBatch batch, long block)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Read(batch);
            _lists[i] |= _columns[i].IsList;
            if (_numbersAt[i] >= 0)
            {
                _sampled[_numbersAt[i]] = _columns[i].Numbers;
            }

            if (_codesAt[i] >= 0)
            {
                _sampled[_codesAt[i]] = _columns[i].Codes;
            }
        }

        _sample.Add(block, batch.FirstRow, batch.Count, _sampled);
        for (var i = 0; i < _tables.Length; i++)
        {
            var (first, second) = (_columns[_plan.Pairs[i].First], _columns[_plan.Pairs[i].Second]);
            _rows[i] += Both(first.Missing, second.Missing);
            if (first.HasNumbers && second.HasNumbers)
            {
                _moments[i].Add(first.Numbers.Span, second.Numbers.Span);
            }

            if (!_tables[i].Overflowed && first.HasTexts && second.HasTexts)
            {
                _tables[i].Add(first.Texts(), second.Texts());
            }
        }
    }

    internal void Merge(PairsState later)
    {
        _sample.Merge(later._sample);
        for (var i = 0; i < _lists.Length; i++)
        {
            _lists[i] |= later._lists[i];
        }

        MergePairs(later);
    }

    /// <summary>Makes the state new again; keeps its memory.</summary>
    internal void Clear()
    {
        _sample.Clear();
        Array.Clear(_rows);
        Array.Clear(_lists);
        for (var i = 0; i < _tables.Length; i++)
        {
            _moments[i].Clear();
            _tables[i].Clear();
        }
    }

    private void MergePairs(PairsState later)
    {
        for (var i = 0; i < _tables.Length; i++)
        {
            _rows[i] += later._rows[i];
            _moments[i].Merge(later._moments[i]);
            _tables[i].Merge(later._tables[i]);
        }
    }

    private static long Both(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        var rows = 0L;
        for (var i = 0; i < first.Length; i++)
        {
            rows += first[i] | second[i] ? 0 : 1;
        }

        return rows;
    }
}
