using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>The states of all columns of a table in some consecutive rows. A new state is the identity of <see cref="Merge"/>, which takes later rows.</summary>
/// <param name="columns">The columns' states.</param>
/// <param name="slices">The slices' states.</param>
/// <param name="weights">Reads the rows' weights; null when they have none.</param>
/// <param name="pairs">The state of pairs of columns; null when none were asked for.</param>
internal sealed partial class DatasetState(ColumnState[] columns, SliceState[] slices, WeightReader? weights, PairsState? pairs)
{
    // With some hundred bytes a row, the texts fit into a processor's second cache.
    private const int Part = 2048;

    private CompensatedSum _weight;
    private CompensatedSum _squaredWeight;
    private ReadOnlyMemory<double> _rowWeights;

    internal long Rows { get; private set; }

    internal long RowsRefused { get; private set; }

    /// <summary>Sum of the rows' weights.</summary>
    internal double Weight => _weight.Value;

    /// <summary>Sum of the squares of the rows' weights.</summary>
    internal double SquaredWeight => _squaredWeight.Value;

    /// <summary>Which columns are missing together, by their place.</summary>
    internal MissingPatternState Missing { get; } = new();

    /// <summary>Adds the rows of a block.</summary>
    /// <exception cref="RowException">A value is not of its column's declared type, or no weight.</exception>
    /// <exception cref="InputException">A row is malformed, or there are too many slices.</exception>
    /// <param name="block">The block.</param>
    /// <param name="place">Number of blocks before it.</param>
    /// <param name="batch">A batch to use.</param>
    /// <param name="scratch">Arrays to use.</param>
    internal void Add(RowBlock block, long place, RowBatch batch, ColumnScratch scratch)
    {
        while (block.Read(batch))
        {
            BeginBatch(batch, place * batch.Count);
            for (var from = 0; from < batch.Count; from += Part)
            {
                for (var i = 0; i < columns.Length; i++)
                {
                    columns[i].AddPart(batch, batch.Columns[i], from, Math.Min(from + Part, batch.Count), scratch);
                }
            }

            for (var i = 0; i < columns.Length; i++)
            {
                AddColumn(batch, i, scratch);
            }

            AddTogether(batch, place);
        }

        AddRefused(block.RowsRefused);
    }

    /// <summary>Begins with a batch: then <see cref="AddColumn"/> for each column, on whatever thread, and <see cref="AddTogether"/>.</summary>
    /// <param name="batch">The batch, which stays as it is meanwhile.</param>
    /// <param name="before">About how many rows come before those of this state, from the data alone.</param>
    /// <exception cref="RowException">A row has no weight.</exception>
    /// <exception cref="InputException">There are too many slices.</exception>
    internal void BeginBatch(RowBatch batch, long before)
    {
        if (Rows == 0)
        {
            Begin(before);
        }

        _rowWeights = weights is null ? default : weights.Read(batch);
        foreach (var weight in _rowWeights.Span)
        {
            _weight.Add(weight);
            _squaredWeight.Add(weight * weight);
        }

        foreach (var slice in slices)
        {
            slice.Group(batch, _rowWeights.Span);
        }
    }

    /// <summary>Adds a column of the batch that has begun, in the slices too. Different columns may be added at the same time.</summary>
    /// <exception cref="RowException">A value is not of its column's declared type.</exception>
    internal void AddColumn(RowBatch batch, int column, ColumnScratch scratch)
    {
        columns[column].Add(batch, batch.Columns[column], _rowWeights.Span, scratch);
        foreach (var slice in slices)
        {
            slice.Add(batch, column, scratch);
        }
    }

    /// <summary>Adds what is known of several columns together. At the same time as <see cref="AddColumn"/>, if need be.</summary>
    /// <param name="batch">The batch that has begun.</param>
    /// <param name="place">Number of blocks before its block.</param>
    internal void AddTogether(RowBatch batch, long place)
    {
        NoteMissing(batch);
        pairs?.Add(batch, place);
        Rows += batch.Count;
    }

    /// <summary>Has the columns of a new state keep their first numbers as they come, see <see cref="HeldNumbers"/>.</summary>
    internal void Hold() => Array.ForEach(columns, c => c.Hold());

    /// <summary>Adds the numbers that are held to their states.</summary>
    internal void Release() => Array.ForEach(columns, c => c.Release());

    /// <summary>Notes rows that were refused as malformed.</summary>
    internal void AddRefused(long rows) => RowsRefused += rows;

    /// <param name="later">The state of later rows of the same source.</param>
    internal void Merge(DatasetState later)
    {
        MergeColumns(later, null);
        pairs?.Merge(later.Pairs!);
    }

    /// <summary>Adds what the state of another dataset has seen, whose blocks are numbered anew.</summary>
    /// <param name="later">The other state, of the same layout but for the order of the columns.</param>
    /// <param name="places">The place there of each column; null where they are the same.</param>
    internal void Append(DatasetState later, int[]? places)
    {
        MergeColumns(later, places);
        pairs?.Append(later.Pairs!);
    }

    private void MergeColumns(DatasetState later, int[]? places)
    {
        Rows += later.Rows;
        RowsRefused += later.RowsRefused;
        _weight.Add(later._weight);
        _squaredWeight.Add(later._squaredWeight);
        if (places is null)
        {
            Missing.Merge(later.Missing);
        }
        else
        {
            Missing.Merge(later.Missing, Inverse(places));
        }

        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].Merge(later.Columns[places?[i] ?? i]);
        }

        for (var i = 0; i < slices.Length; i++)
        {
            slices[i].Merge(later.Slices[i], places);
        }
    }

    /// <summary>Makes the state new again; keeps its memory.</summary>
    /// <param name="whole">What it will be merged into; nobody may change it meanwhile.</param>
    internal void Clear(DatasetState whole)
    {
        Rows = 0;
        RowsRefused = 0;
        (_weight, _squaredWeight) = (default, default);
        Missing.Clear();
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i].Clear(whole.Columns[i]);
        }

        foreach (var slice in slices)
        {
            slice.Clear();
        }

        pairs?.Clear();
    }

    internal ColumnState[] Columns => columns;

    private void NoteMissing(RowBatch batch)
    {
        if (!Array.Exists(batch.Columns, c => c.MissingCount > 0))
        {
            Missing.AddComplete(batch.Count);
            return;
        }

        Missing.Begin(batch.Count);
        for (var i = 0; i < columns.Length; i++)
        {
            if (batch.Columns[i].MissingCount > 0)
            {
                Missing.Add(i, batch.Columns[i].Missing);
            }
        }

        Missing.End();
    }

    private void Begin(long before)
    {
        foreach (var column in columns)
        {
            column.Begin(before);
        }

        foreach (var slice in slices)
        {
            slice.Begin(before);
        }
    }

    private static int[] Inverse(int[] places)
    {
        var inverse = new int[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            inverse[places[i]] = i;
        }

        return inverse;
    }

    internal SliceState[] Slices => slices;

    internal PairsState? Pairs => pairs;
}
