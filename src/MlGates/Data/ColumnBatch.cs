using System.Text;

namespace MlGates.Data;

/// <summary>The values of one column in a batch. A missing value takes a row; its stored value is 0, false or empty and means nothing.</summary>
public sealed class ColumnBatch
{
    private readonly bool[] _missing = new bool[RowBatch.Size];
    private byte[] _bytes = [];
    private int[] _ends = [];
    private double[] _numbers = [];
    private long[] _integers = [];
    private bool[] _booleans = [];

    /// <summary>How the values are stored.</summary>
    public ColumnEncoding Encoding { get; private set; }

    /// <summary>Number of values, missing ones among them.</summary>
    public int Count { get; private set; }

    /// <summary>Number of missing values.</summary>
    public int MissingCount { get; private set; }

    /// <summary>Which values are missing.</summary>
    public ReadOnlySpan<bool> Missing => _missing.AsSpan(0, Count);

    /// <summary>The values of a <see cref="ColumnEncoding.Float64"/> column.</summary>
    public ReadOnlySpan<double> Numbers => _numbers.AsSpan(0, Stored(ColumnEncoding.Float64));

    /// <summary>The values of an <see cref="ColumnEncoding.Int64"/> column.</summary>
    public ReadOnlySpan<long> Integers => _integers.AsSpan(0, Stored(ColumnEncoding.Int64));

    /// <summary>The values of a <see cref="ColumnEncoding.Boolean"/> column.</summary>
    public ReadOnlySpan<bool> Booleans => _booleans.AsSpan(0, Stored(ColumnEncoding.Boolean));

    /// <summary>The UTF-8 bytes of a value of a <see cref="ColumnEncoding.Text"/> column.</summary>
    public ReadOnlySpan<byte> Text(int row)
    {
        var start = row == 0 ? 0 : _ends[row - 1];
        return _bytes.AsSpan(start, _ends[row] - start);
    }

    /// <summary>Removes all values and sets how the next ones are stored.</summary>
    public void Reset(ColumnEncoding encoding)
    {
        Clear();
        Encoding = encoding;
        switch (encoding)
        {
            case ColumnEncoding.Text:
                Ensure(ref _ends);
                break;
            case ColumnEncoding.Float64:
                Ensure(ref _numbers);
                break;
            case ColumnEncoding.Int64:
                Ensure(ref _integers);
                break;
            default:
                Ensure(ref _booleans);
                break;
        }
    }

    /// <summary>Removes all values.</summary>
    public void Clear()
    {
        Count = 0;
        MissingCount = 0;
    }

    /// <summary>Adds a missing value.</summary>
    public void AddMissing()
    {
        switch (Encoding)
        {
            case ColumnEncoding.Text:
                _ends[Count] = Used;
                break;
            case ColumnEncoding.Float64:
                _numbers[Count] = 0;
                break;
            case ColumnEncoding.Int64:
                _integers[Count] = 0;
                break;
            default:
                _booleans[Count] = false;
                break;
        }

        _missing[Count++] = true;
        MissingCount++;
    }

    /// <summary>Adds text; an unpaired surrogate becomes U+FFFD.</summary>
    public void AddText(ReadOnlySpan<char> value)
    {
        Check(ColumnEncoding.Text);
        var used = Used;
        Reserve(used, System.Text.Encoding.UTF8.GetMaxByteCount(value.Length));
        _ends[Count] = used + System.Text.Encoding.UTF8.GetBytes(value, _bytes.AsSpan(used));
        _missing[Count++] = false;
    }

    /// <summary>Adds a number.</summary>
    public void Add(double value)
    {
        Check(ColumnEncoding.Float64);
        _numbers[Count] = value;
        _missing[Count++] = false;
    }

    /// <summary>Adds an integer.</summary>
    public void Add(long value)
    {
        Check(ColumnEncoding.Int64);
        _integers[Count] = value;
        _missing[Count++] = false;
    }

    /// <summary>Adds a truth value.</summary>
    public void Add(bool value)
    {
        Check(ColumnEncoding.Boolean);
        _booleans[Count] = value;
        _missing[Count++] = false;
    }

    private int Used => Count == 0 ? 0 : _ends[Count - 1];

    private static void Ensure<T>(ref T[] values)
    {
        if (values.Length == 0)
        {
            values = new T[RowBatch.Size];
        }
    }

    private void Reserve(int used, int more)
    {
        var needed = checked(used + more);
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

    private int Stored(ColumnEncoding encoding) => Encoding == encoding ? Count : 0;
}
