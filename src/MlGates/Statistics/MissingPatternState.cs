using System.Numerics;
using System.Runtime.InteropServices;

namespace MlGates.Statistics;

/// <summary>
/// Which columns are missing together: how often each set of columns is what a row lacks. Missing values of each column, rows and complete rows
/// are exact; the sets as well as long as there are no more than <see cref="MaxPatterns"/>, beyond with the bounds of
/// <see cref="HeavyHitterState"/>. Mergeable; exact states in any order. A batch costs O(rows + missing cells) and an eighth of a flag's work for
/// each present one. Not safe for concurrent use.
/// </summary>
/// <remarks>For each batch: <see cref="Begin"/>, <see cref="Add"/> for each column that may be missing in ascending order, <see cref="End"/>.</remarks>
public sealed partial class MissingPatternState
{
    /// <summary>The largest number of patterns kept exactly.</summary>
    public const int MaxPatterns = 2_000;

    private const int MaxBytes = 1 << 20;

    // A pattern is the numbers of its columns, three bytes each: up to five columns make a short text.
    private const int Width = 3;
    private const int MaxColumns = 1 << 24;

    private readonly HeavyHitterState _patterns = new(MaxPatterns, MaxBytes);
    private long[] _missing = [];
    private int[] _ends = [];
    private (int Row, int Column)[] _cells = [];
    private byte[] _bytes = [];
    private int _used;
    private int _rows = -1;
    private int _next;

    /// <summary>Number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Number of rows in which no column is missing.</summary>
    public long CompleteRows { get; private set; }

    /// <summary>Whether all patterns are known with their true counts.</summary>
    public bool IsExact => _patterns.IsExact;

    /// <summary>Adds a batch in which nothing is missing. O(1).</summary>
    /// <param name="rows">Its rows, at least 0.</param>
    /// <exception cref="InvalidOperationException">The last batch has not ended.</exception>
    public void AddComplete(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (_rows >= 0)
        {
            throw new InvalidOperationException("The last batch has not ended.");
        }

        Rows += rows;
        CompleteRows += rows;
    }

    /// <summary>Begins a batch.</summary>
    /// <param name="rows">Its rows, at least 0.</param>
    /// <exception cref="InvalidOperationException">The last batch has not ended.</exception>
    public void Begin(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (_rows >= 0)
        {
            throw new InvalidOperationException("The last batch has not ended.");
        }

        _rows = rows;
        _next = 0;
        _used = 0;
        if (_ends.Length < rows)
        {
            _ends = new int[rows];
        }

        _ends.AsSpan(0, rows).Clear();
    }

    /// <summary>Adds a column's missing flags to the batch. Columns that are not added are not missing.</summary>
    /// <param name="column">The column's number, above that of the column before.</param>
    /// <param name="missing">One flag for each row.</param>
    public void Add(int column, ReadOnlySpan<bool> missing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(column, _next);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, MaxColumns);
        if (missing.Length != _rows)
        {
            throw new ArgumentException("There must be one flag for each row of the batch.", nameof(missing));
        }

        _next = column + 1;
        var before = _used;
        // Eight flags at a time: most are false.
        var words = MemoryMarshal.Cast<bool, ulong>(missing);
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = words[i]; word != 0;)
            {
                var flag = BitOperations.TrailingZeroCount(word) >> 3;
                word &= ~(0xFFUL << (8 * flag));
                Note((8 * i) + (BitConverter.IsLittleEndian ? flag : 7 - flag), column);
            }
        }

        for (var row = 8 * words.Length; row < missing.Length; row++)
        {
            if (missing[row])
            {
                Note(row, column);
            }
        }

        if (_used > before)
        {
            if (_missing.Length <= column)
            {
                Array.Resize(ref _missing, Math.Max(column + 1, 2 * _missing.Length));
            }

            _missing[column] += _used - before;
        }
    }

    /// <summary>Ends the batch.</summary>
    public void End()
    {
        var rows = Math.Max(_rows, 0);
        _rows = -1;
        Rows += rows;

        // Cells by row: a counting sort that keeps the columns' order.
        var total = 0;
        for (var row = 0; row < rows; row++)
        {
            var count = _ends[row];
            _ends[row] = total;
            total += count;
        }

        if (_bytes.Length < (total * Width) + TextKey.Width)
        {
            _bytes = new byte[Math.Max(2 * _bytes.Length, (total * Width) + TextKey.Width)];
        }

        foreach (var (row, column) in _cells.AsSpan(0, _used))
        {
            var at = Width * _ends[row]++;
            (_bytes[at], _bytes[at + 1], _bytes[at + 2]) = ((byte)(column >> 16), (byte)(column >> 8), (byte)column);
        }

        var start = 0;
        for (var row = 0; row < rows; row++)
        {
            var end = Width * _ends[row];
            if (end == start)
            {
                CompleteRows++;
            }
            else
            {
                _patterns.Add(_bytes.AsSpan(start, end - start));
            }

            start = end;
        }
    }

    /// <summary>In how many rows a column is missing.</summary>
    public long MissingIn(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        return column < _missing.Length ? _missing[column] : 0;
    }

    /// <summary>
    /// In how many rows both columns are missing: the smallest and the largest possible number, equal when <see cref="IsExact"/>. O(patterns).
    /// </summary>
    public (long Lower, long Upper) MissingInBoth(int a, int b)
    {
        var (inA, inB) = (MissingIn(a), MissingIn(b));
        long lower = 0;
        long known = 0;
        for (var i = 0; i < _patterns.Kept.Count; i++)
        {
            var count = _patterns.Kept.CountAt(i);
            known += count;
            var pattern = _patterns.Kept.TextAt(i);
            lower += Has(pattern, a) && Has(pattern, b) ? count : 0;
        }

        return (lower, Math.Min(Math.Min(inA, inB), lower + Rows - CompleteRows - known));
    }

    /// <summary>The most frequent patterns, most frequent first; see <see cref="HeavyHitterState.Top"/>. Rows without any missing column are apart.</summary>
    /// <param name="most">The largest number of patterns, at least 0.</param>
    public IReadOnlyList<MissingPattern> Top(int most)
    {
        var top = _patterns.Top(most);
        var result = new MissingPattern[top.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var text = top[i].Utf8.Span;
            var columns = new int[text.Length / Width];
            for (var j = 0; j < columns.Length; j++)
            {
                columns[j] = Column(text, j);
            }

            result[i] = new MissingPattern(columns, top[i].Lower, top[i].Upper);
        }

        return result;
    }

    /// <summary>Adds what another state has seen.</summary>
    public void Merge(MissingPatternState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Rows += other.Rows;
        CompleteRows += other.CompleteRows;
        if (_missing.Length < other._missing.Length)
        {
            Array.Resize(ref _missing, other._missing.Length);
        }

        for (var i = 0; i < other._missing.Length; i++)
        {
            _missing[i] += other._missing[i];
        }

        _patterns.Merge(other._patterns);
    }

    /// <summary>Makes the state new again; keeps its memory.</summary>
    public void Clear()
    {
        _patterns.Clear();
        Array.Clear(_missing);
        (Rows, CompleteRows, _rows) = (0, 0, -1);
    }

    private static int Column(ReadOnlySpan<byte> pattern, int place) =>
        (pattern[Width * place] << 16) | (pattern[(Width * place) + 1] << 8) | pattern[(Width * place) + 2];

    private static bool Has(ReadOnlySpan<byte> pattern, int column)
    {
        var (low, high) = (0, pattern.Length / Width);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Column(pattern, middle) < column ? (middle + 1, high) : (low, middle);
        }

        return low < pattern.Length / Width && Column(pattern, low) == column;
    }

    private void Note(int row, int column)
    {
        if (_used == _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(256, 2 * _used));
        }

        _cells[_used++] = (row, column);
        _ends[row]++;
    }
}
