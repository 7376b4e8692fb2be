using System.Runtime.InteropServices;

namespace MlGates.Data;

/// <summary>
/// The values of one column in a batch. Most columns hold one value a row, and a missing row takes a value whose content means nothing (0, false
/// or empty). A list column (<see cref="IsList"/>) holds any number of values a row, one after the other, and nothing for a missing row.
/// </summary>
/// <param name="capacity">Rows it takes at most.</param>
public sealed class ColumnBatch(int capacity = RowBatch.Size)
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
        NullValues = 0;
        _used = 0;
        _borrowed = null;
        _coded = 0;
        Dictionary = null;
    }

    /// <summary>Adds a missing row.</summary>
    public void AddMissing()
    {
        if (IsList)
        {
            _ends[Count] = ValueCount;
        }
        else
        {
            AddPlaceholder();
        }

        _missing[Count++] = true;
        MissingCount++;
    }

    /// <summary>Adds text; an unpaired surrogate becomes U+FFFD.</summary>
    public void AddText(ReadOnlySpan<char> value)
    {
        Check(ColumnEncoding.Text);
        Reserve(System.Text.Encoding.UTF8.GetMaxByteCount(value.Length));
        EndText(System.Text.Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_used)));
    }

    /// <summary>Adds a copy of text in UTF-8.</summary>
    public void AddText(ReadOnlySpan<byte> value)
    {
        Check(ColumnEncoding.Text);
        Reserve(value.Length);
        value.CopyTo(_bytes.AsSpan(_used));
        EndText(value.Length);
    }

    /// <summary>Sets the array that <see cref="AddSlice"/> points into; it must stay as it is until this batch is cleared. Right after <see cref="Reset"/>.</summary>
    public void Borrow(byte[] text) => _borrowed = text;

    /// <summary>Adds text that stands in the borrowed array.</summary>
    public void AddSlice(int start, int length)
    {
        var at = NextValue(ColumnEncoding.Text);
        _starts[at] = start;
        _lengths[at] = length;
    }

    /// <summary>Adds a number.</summary>
    public void Add(double value)
    {
        // The place comes first: taking it may exchange the array.
        var at = NextValue(ColumnEncoding.Float64);
        _numbers[at] = value;
    }

    /// <summary>Adds an integer.</summary>
    public void Add(long value)
    {
        var at = NextValue(ColumnEncoding.Int64);
        _integers[at] = value;
    }

    /// <summary>Adds a truth value.</summary>
    public void Add(bool value)
    {
        var at = NextValue(ColumnEncoding.Boolean);
        _booleans[at] = value;
    }

    /// <summary>Ends a row of a list column, whose values were added before.</summary>
    /// <param name="nulls">Number of nulls in the list, which were not added.</param>
    public void EndList(int nulls = 0)
    {
        if (!IsList)
        {
            throw new InvalidOperationException("Only rows of a list column are ended.");
        }

        NullValues += nulls;
        _ends[Count] = ValueCount;
        _missing[Count++] = false;
    }

    /// <summary>
    /// Adds many rows of one value at once: the caller fills the span that <paramref name="values"/> gives, and <paramref name="missing"/>, which
    /// says which of them count for nothing.
    /// </summary>
    /// <typeparam name="T">double, long, bool, or int for codes of a dictionary.</typeparam>
    /// <param name="count">Rows to add.</param>
    /// <param name="values">The rows' values, to be filled.</param>
    /// <param name="missing">The rows' missing flags, false, to be filled; then call <see cref="CountMissing"/>.</param>
    internal void AddMany<T>(int count, out Span<T> values, out Span<bool> missing)
        where T : unmanaged
    {
        var all = typeof(T) == typeof(double) ? MemoryMarshal.Cast<double, T>(_numbers.AsSpan())
            : typeof(T) == typeof(long) ? MemoryMarshal.Cast<long, T>(_integers.AsSpan())
            : typeof(T) == typeof(bool) ? MemoryMarshal.Cast<bool, T>(_booleans.AsSpan())
            : MemoryMarshal.Cast<int, T>(_codes.AsSpan());
        values = all.Slice(Count, count);
        missing = _missing.AsSpan(Count, count);
        missing.Clear();
        Count += count;
        ValueCount = Count;
        _coded = typeof(T) == typeof(int) ? Count : 0;
    }

    /// <summary>Adds many slices of the borrowed array at once; the caller fills the spans and calls <see cref="AddMissingCount"/>.</summary>
    internal void AddSlices(int count, out Span<int> starts, out Span<int> lengths, out Span<bool> missing)
    {
        Check(ColumnEncoding.Text);
        starts = _starts.AsSpan(Count, count);
        lengths = _lengths.AsSpan(Count, count);
        missing = _missing.AsSpan(Count, count);
        Count += count;
        ValueCount = Count;
    }

    /// <summary>Says how many of the rows added last are missing.</summary>
    internal void AddMissingCount(int count) => MissingCount += count;

    /// <summary>Counts the missing flags set after <see cref="AddMany"/>.</summary>
    internal void CountMissing() => MissingCount = Missing.Count(true);

    /// <summary>Says that the values are places in a dictionary. Right after <see cref="Reset"/>; then <see cref="AddMany"/> with codes.</summary>
    internal void UseDictionary(TextDictionary dictionary)
    {
        Check(ColumnEncoding.Text);
        Dictionary = dictionary;
        Ensure(ref _codes, capacity);
    }

    /// <summary>Makes rows missing whose text counts as that.</summary>
    /// <param name="texts">Which do.</param>
    /// <param name="known">The missing codes of dictionaries seen before.</param>
    internal void Miss(MissingTexts texts, Dictionary<TextDictionary, int[]?> known)
    {
        if (_coded == 0)
        {
            for (var i = 0; i < Count; i++)
            {
                if (!_missing[i] && texts.Contains(Text(i)))
                {
                    _missing[i] = true;
                    MissingCount++;
                }
            }

            return;
        }

        if (!known.TryGetValue(Dictionary!, out var codes))
        {
            known.Add(Dictionary!, codes = texts.Codes(Dictionary!));
        }

        for (var i = 0; codes is not null && i < Count; i++)
        {
            if (_codes[i] >= 0 && codes.Contains(_codes[i]))
            {
                _codes[i] = -1;
                _missing[i] = true;
                MissingCount++;
            }
        }
    }

    /// <summary>The numbers of rows that are not missing, in order.</summary>
    /// <param name="scratch">At least <see cref="ValueCount"/> long; used when rows are missing.</param>
    internal ReadOnlySpan<double> PresentNumbers(Span<double> scratch) => Present(Numbers, scratch);

    /// <summary>The integers of rows that are not missing, in order.</summary>
    /// <inheritdoc cref="PresentNumbers" path="/param"/>
    internal ReadOnlySpan<long> PresentIntegers(Span<long> scratch) => Present(Integers, scratch);

    /// <summary>Replaces the content by some rows of another batch, whose text it borrows: valid as long as that of the other.</summary>
    internal void CopyRows(ColumnBatch from, ReadOnlySpan<int> rows)
    {
        Reset(from.Encoding, from.IsList);
        _borrowed = from.TextBuffer;
        if (from._coded > 0)
        {
            UseDictionary(from.Dictionary!);
        }

        foreach (var row in rows)
        {
            if (from._missing[row])
            {
                AddMissing();
                if (from._coded > 0)
                {
                    _codes[_coded++] = -1;
                }

                continue;
            }

            var end = from.IsList ? from._ends[row] : row + 1;
            for (var i = from.FirstValue(row); i < end; i++)
            {
                CopyValue(from, i);
            }

            if (IsList)
            {
                EndList();
            }
        }
    }

    /// <summary>Adds copies of some rows of another batch that is stored alike; codes become texts.</summary>
    internal void Append(ColumnBatch from, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            if (from._missing[row])
            {
                AddMissing();
                continue;
            }

            var end = from.IsList ? from._ends[row] : row + 1;
            for (var i = from.FirstValue(row); i < end; i++)
            {
                AppendValue(from, i);
            }

            if (IsList)
            {
                EndList();
            }
        }
    }

    private int FirstValue(int row) => !IsList ? row : row == 0 ? 0 : _ends[row - 1];

    private void AppendValue(ColumnBatch from, int value)
    {
        if (Encoding == ColumnEncoding.Text)
        {
            AddText(from.Text(value));
        }
        else
        {
            CopyValue(from, value);
        }
    }

    private void CopyValue(ColumnBatch from, int value)
    {
        switch (Encoding)
        {
            case ColumnEncoding.Text when from._coded > 0:
                AddPlaceholder();
                _missing[Count++] = false;
                _codes[_coded++] = from._codes[value];
                break;
            case ColumnEncoding.Text:
                AddSlice(from._starts[value], from._lengths[value]);
                break;
            case ColumnEncoding.Float64:
                Add(from._numbers[value]);
                break;
            case ColumnEncoding.Int64:
                Add(from._integers[value]);
                break;
            default:
                Add(from._booleans[value]);
                break;
        }
    }

    private ReadOnlySpan<T> Present<T>(ReadOnlySpan<T> values, Span<T> scratch)
    {
        if (MissingCount == 0 || IsList)
        {
            return values;
        }

        var n = 0;
        var missing = Missing;
        for (var i = 0; i < values.Length; i++)
        {
            // Written in any case, kept only when present: no branch to mispredict.
            scratch[n] = values[i];
            n += missing[i] ? 0 : 1;
        }

        return scratch[..n];
    }

    private void AddPlaceholder()
    {
        switch (Encoding)
        {
            case ColumnEncoding.Text:
                _starts[ValueCount] = 0;
                _lengths[ValueCount] = 0;
                break;
            case ColumnEncoding.Float64:
                _numbers[ValueCount] = 0;
                break;
            case ColumnEncoding.Int64:
                _integers[ValueCount] = 0;
                break;
            default:
                _booleans[ValueCount] = false;
                break;
        }

        ValueCount++;
    }

    private int NextValue(ColumnEncoding encoding)
    {
        Check(encoding);
        if (IsList)
        {
            Grow(ValueCount + 1);
        }
        else
        {
            _missing[Count++] = false;
        }

        return ValueCount++;
    }

    private void EndText(int length)
    {
        var at = NextValue(ColumnEncoding.Text);
        _starts[at] = _used;
        _lengths[at] = length;
        _used += length;
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

    private void Reserve(int more)
    {
        var needed = checked(_used + more);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Clamp(2L * _bytes.Length, Math.Max(needed, 4096), Array.MaxLength));
        }
    }

    private void Check(ColumnEncoding encoding)
    {
        if (Encoding != encoding)
        {
            throw new InvalidOperationException($"A column stored as {Encoding} does not take a value of {encoding}.");
        }
    }

    private int Stored(ColumnEncoding encoding) => Encoding == encoding ? ValueCount : 0;
}
