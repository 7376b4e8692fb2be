namespace MlGates.Statistics;

/// <summary>
/// Counts of pairs of two columns' values, and how strongly the columns depend on each other. Results do not depend on the order of rows and
/// columns but for rounding. Immutable.
/// </summary>
public sealed class CrossTable
{
    private readonly CrossCell[] _cells;
    private readonly long[] _rowTotals;
    private readonly long[] _columnTotals;

    /// <summary>Creates a table. O(cells log cells).</summary>
    /// <param name="cells">The cells; those of no count are left out, no place may come twice. At most 2^62 in all.</param>
    /// <exception cref="ArgumentException">A place comes twice or a count or place is negative.</exception>
    public CrossTable(IEnumerable<CrossCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        _cells = [.. cells.Where(c => c.Count != 0).OrderBy(c => c.Row).ThenBy(c => c.Column)];
        for (var i = 0; i < _cells.Length; i++)
        {
            if (_cells[i] is { Row: < 0 } or { Column: < 0 } or { Count: < 0 } || (i > 0 && _cells[i].Row == _cells[i - 1].Row && _cells[i].Column == _cells[i - 1].Column))
            {
                throw new ArgumentException($"The cell {_cells[i]} is negative or comes twice.", nameof(cells));
            }
        }

        _rowTotals = new long[_cells.Length == 0 ? 0 : _cells[^1].Row + 1];
        _columnTotals = new long[_cells.Length == 0 ? 0 : _cells.Max(c => c.Column) + 1];
        foreach (var cell in _cells)
        {
            _rowTotals[cell.Row] += cell.Count;
            _columnTotals[cell.Column] += cell.Count;
            Count = checked(Count + cell.Count);
        }
    }

    /// <summary>Texts of the rows in UTF-8, by place; empty when they have none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Rows { get; init; } = [];

    /// <summary>Texts of the columns in UTF-8, by place; empty when they have none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Columns { get; init; } = [];

    /// <summary>Number of pairs.</summary>
    public long Count { get; }

    /// <summary>The cells that have a count, by row, then column.</summary>
    public IReadOnlyList<CrossCell> Cells => _cells;

    /// <summary>Pairs of each row, by place.</summary>
    public IReadOnlyList<long> RowTotals => _rowTotals;

    /// <summary>Pairs of each column, by place.</summary>
    public IReadOnlyList<long> ColumnTotals => _columnTotals;

    /// <summary>Number of rows that have a count.</summary>
    public int RowCount => _rowTotals.Count(t => t > 0);

    /// <summary>Number of columns that have a count.</summary>
    public int ColumnCount => _columnTotals.Count(t => t > 0);

    /// <summary>
    /// Pearson's χ² against independence, without continuity correction; 0 for an empty table. Each deviation is computed from whole numbers, so
    /// that no digits are lost where large counts are nearly independent.
    /// </summary>
    public double ChiSquare()
    {
        var sum = 0.0;
        // What is left are the cells of no count, each of which adds what it was expected to have.
        var unseen = (Int128)Count * Count;
        foreach (var (row, column, count) in _cells)
        {
            var expected = (Int128)_rowTotals[row] * _columnTotals[column];
            var deviation = (double)(((Int128)count * Count) - expected);
            unseen -= expected;
            sum += deviation / Count * (deviation / (double)expected);
        }

        return Count == 0 ? 0 : sum + ((double)unseen / Count);
    }

    /// <summary>Cramér's V, 0 to 1 (Cramér, "Mathematical methods of statistics", 1946); NaN when either side has fewer than two values.</summary>
    public double CramersV()
    {
        var least = Math.Min(RowCount, ColumnCount) - 1;
        return least < 1 ? double.NaN : Math.Min(1, Math.Sqrt(ChiSquare() / Count / least));
    }

    /// <summary>
    /// Cramér's V without the bias of small tables (Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", 2013); 0 when the raw value is
    /// no larger than chance gives, NaN when either side has fewer than two values.
    /// </summary>
    public double BiasCorrectedCramersV()
    {
        var (rows, columns) = (RowCount - 1.0, ColumnCount - 1.0);
        if (Math.Min(rows, columns) < 1)
        {
            return double.NaN;
        }

        var phi = Math.Max(0, (ChiSquare() / Count) - (rows * columns / (Count - 1)));
        var least = Math.Min(rows - (rows * rows / (Count - 1)), columns - (columns * columns / (Count - 1)));
        // As many values as pairs leave nothing to divide by, and nothing to conclude.
        return least > 0 ? Math.Min(1, Math.Sqrt(phi / least)) : double.NaN;
    }

    /// <summary>Entropy of the rows in nats; NaN for an empty table.</summary>
    public double RowEntropy() => Entropy(_rowTotals);

    /// <summary>Entropy of the columns in nats; NaN for an empty table.</summary>
    public double ColumnEntropy() => Entropy(_columnTotals);

    /// <summary>Mutual information in nats, 0 when independent, as the table has it, so with the upward bias of small samples; NaN for an empty table.</summary>
    public double MutualInformation()
    {
        if (Count == 0)
        {
            return double.NaN;
        }

        var sum = 0.0;
        foreach (var (row, column, count) in _cells)
        {
            sum += count * Math.Log((double)((Int128)count * Count) / ((double)_rowTotals[row] * _columnTotals[column]));
        }

        return Math.Max(0, sum / Count);
    }

    /// <summary>
    /// Mutual information less its expected value when independent, (rows − 1)(columns − 1)/2n in nats (Miller, "Note on the bias of information
    /// estimates", 1955); at least 0, NaN for an empty table.
    /// </summary>
    public double CorrectedMutualInformation() =>
        Math.Max(0, MutualInformation() - ((RowCount - 1.0) * (ColumnCount - 1.0) / (2.0 * Count)));

    /// <summary>
    /// Mutual information over the mean of both entropies, 0 to 1 (Strehl and Ghosh 2002 name the variants); NaN when neither side varies.
    /// </summary>
    public double NormalizedMutualInformation()
    {
        var mean = (RowEntropy() + ColumnEntropy()) / 2;
        return mean > 0 ? Math.Min(1, MutualInformation() / mean) : double.NaN;
    }

    /// <summary>The lift of a pair; NaN when its row or column has no count.</summary>
    public double LiftOf(int row, int column)
    {
        var at = Array.BinarySearch(_cells, new CrossCell(row, column, 0), ByPlace);
        return LiftOf(row, column, at < 0 ? 0 : _cells[at].Count);
    }

    /// <summary>The pairs of the largest lift, largest first, then by row and column.</summary>
    /// <param name="most">The largest number of pairs, at least 0.</param>
    /// <param name="leastCount">Pairs that occur less often are left out: the lift of rare ones is mostly chance.</param>
    public IReadOnlyList<Lift> TopLifts(int most, long leastCount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return [.. _cells.Where(c => c.Count >= leastCount)
            .Select(c => new Lift(c.Row, c.Column, c.Count, LiftOf(c.Row, c.Column, c.Count)))
            .OrderByDescending(l => l.Value).ThenBy(l => l.Row).ThenBy(l => l.Column)
            .Take(most)];
    }

    private static readonly Comparer<CrossCell> ByPlace = Comparer<CrossCell>.Create((a, b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column));

    private double LiftOf(int row, int column, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        var expected = row < _rowTotals.Length && column < _columnTotals.Length ? (double)((Int128)_rowTotals[row] * _columnTotals[column]) : 0;
        return expected == 0 ? double.NaN : (double)((Int128)count * Count) / expected;
    }

    private double Entropy(long[] totals)
    {
        var sum = 0.0;
        foreach (var total in totals)
        {
            sum += total == 0 ? 0 : total * Math.Log((double)Count / total);
        }

        return Count == 0 ? double.NaN : sum / Count;
    }
}
