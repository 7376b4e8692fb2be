using System.Runtime.InteropServices;

namespace MlGates.Data;

// How values come in, one by one and many at once.
public sealed partial class ColumnBatch
{
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

        if (nulls > 0)
        {
            Ensure(ref _nulls, capacity);
            _nulls[Count] = nulls;
            NullValues += nulls;
        }

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
}
