namespace MlGates.Data;

/// <summary>
/// The values of one column in a batch. Most columns hold one value a row, and a missing row takes a value whose content means nothing (0, false
/// or empty). A list column (<see cref="IsList"/>) holds any number of values a row, one after the other, and nothing for a missing row.
/// </summary>
/// <param name="capacity">Rows it takes at most.</param>
public sealed partial class ColumnBatch(int capacity = RowBatch.Size)
{
    private readonly bool[] _missing = new bool[capacity];
    private byte[] _bytes = [];
    private byte[]? _borrowed;
    private int _used;
    private int[] _starts = [];
    private int[] _lengths = [];
    private double[] _numbers = [];
    private long[] _integers = [];
    private bool[] _booleans = [];
    private int[] _ends = [];
    private int[] _codes = [];
    private int[] _nulls = [];
    private int _coded;

    /// <summary>How the values are stored.</summary>
    public ColumnEncoding Encoding { get; private set; }

    /// <summary>Whether a row holds a list of values.</summary>
    public bool IsList { get; private set; }

    /// <summary>Number of rows, missing ones among them.</summary>
    public int Count { get; private set; }

    /// <summary>Number of values: <see cref="Count"/>, or all those in lists.</summary>
    public int ValueCount { get; private set; }

    /// <summary>Number of missing rows.</summary>
    public int MissingCount { get; private set; }

    /// <summary>Number of nulls inside lists; they are not among the values.</summary>
    public int NullValues { get; private set; }

    /// <summary>Which rows are missing.</summary>
    public ReadOnlySpan<bool> Missing => _missing.AsSpan(0, Count);

    /// <summary>Of a list column: where each row's values end; they begin where those of the row before end.</summary>
    public ReadOnlySpan<int> RowEnds => _ends.AsSpan(0, IsList ? Count : 0);

    /// <summary>Number of nulls inside a row's list.</summary>
    internal int NullsAt(int row) => NullValues == 0 ? 0 : _nulls[row];

    /// <summary>The values of a <see cref="ColumnEncoding.Float64"/> column.</summary>
    public ReadOnlySpan<double> Numbers => _numbers.AsSpan(0, Stored(ColumnEncoding.Float64));

    /// <summary>The values of an <see cref="ColumnEncoding.Int64"/> column.</summary>
    public ReadOnlySpan<long> Integers => _integers.AsSpan(0, Stored(ColumnEncoding.Int64));

    /// <summary>The values of a <see cref="ColumnEncoding.Boolean"/> column.</summary>
    public ReadOnlySpan<bool> Booleans => _booleans.AsSpan(0, Stored(ColumnEncoding.Boolean));

    /// <summary>
    /// Of a <see cref="ColumnEncoding.Text"/> column whose file keeps a dictionary: the place of each value in <see cref="Dictionary"/>, -1 for a
    /// missing row. Empty for others.
    /// </summary>
    public ReadOnlySpan<int> Codes => _codes.AsSpan(0, _coded);

    /// <summary>The distinct values that <see cref="Codes"/> point into; the same object as long as the values are the same.</summary>
    public TextDictionary? Dictionary { get; private set; }

    /// <summary>The bytes of a value of a <see cref="ColumnEncoding.Text"/> column: UTF-8, unless the file holds others.</summary>
    public ReadOnlySpan<byte> Text(int value)
    {
        if (_coded > 0)
        {
            return _codes[value] < 0 ? default : Dictionary!.Text(_codes[value]);
        }

        return TextBuffer.AsSpan(_starts[value], _lengths[value]);
    }

    /// <summary>The array that <see cref="TextStarts"/> point into; it has a few readable bytes behind each value.</summary>
    internal byte[] TextBuffer => _borrowed ?? _bytes;

    /// <summary>Where the values of a <see cref="ColumnEncoding.Text"/> column without dictionary begin in <see cref="TextBuffer"/>.</summary>
    internal ReadOnlySpan<int> TextStarts => _starts.AsSpan(0, _coded > 0 ? 0 : Stored(ColumnEncoding.Text));

    /// <summary>Lengths in bytes of the values of a <see cref="ColumnEncoding.Text"/> column without dictionary.</summary>
    public ReadOnlySpan<int> TextLengths => _lengths.AsSpan(0, _coded > 0 ? 0 : Stored(ColumnEncoding.Text));

    /// <summary>Removes all values and sets how the next ones are stored.</summary>
    public void Reset(ColumnEncoding encoding, bool list = false)
    {
        Clear();
        Encoding = encoding;
        IsList = list;
        if (list)
        {
            Ensure(ref _ends, capacity);
        }

        Grow(capacity);
    }

    /// <summary>Removes all values.</summary>
    public void Clear()
    {
        Count = 0;
        ValueCount = 0;
        MissingCount = 0;
        if (NullValues > 0)
        {
            Array.Clear(_nulls);
            NullValues = 0;
        }

        _used = 0;
        _borrowed = null;
        _coded = 0;
        Dictionary = null;
    }

    private void Grow(int values)
    {
        switch (Encoding)
        {
            case ColumnEncoding.Text:
                Ensure(ref _starts, values);
                Ensure(ref _lengths, values);
                break;
            case ColumnEncoding.Float64:
                Ensure(ref _numbers, values);
                break;
            case ColumnEncoding.Int64:
                Ensure(ref _integers, values);
                break;
            default:
                Ensure(ref _booleans, values);
                break;
        }
    }

    private static void Ensure<T>(ref T[] values, int length)
    {
        if (values.Length < length)
        {
            Array.Resize(ref values, Math.Max(length, 2 * values.Length));
        }
    }

    private int Stored(ColumnEncoding encoding) => Encoding == encoding ? ValueCount : 0;
}
