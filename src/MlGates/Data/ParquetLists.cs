using System.Globalization;

namespace MlGates.Data;

/// <summary>Where the rows of a list column end, put together from the levels of its pages (Melnik and others, 2010, "Dremel").</summary>
internal sealed class ParquetLists(int rows)
{
    private readonly long[] _ends = new long[rows];
    private readonly bool[] _missing = new bool[rows];
    private readonly int[] _nulls = new int[rows];
    private readonly List<long> _pageStarts = [];
    private int _row = -1;
    private long _values;

    /// <summary>Adds the levels of a page.</summary>
    internal void Add(ReadOnlySpan<int> repetition, ReadOnlySpan<int> definition, ParquetColumn column, int present)
    {
        _pageStarts.Add(_values);
        for (var i = 0; i < repetition.Length; i++)
        {
            if (repetition[i] == 0)
            {
                if (++_row >= rows)
                {
                    throw Count(_row + 1L);
                }

                _missing[_row] = definition[i] < column.ListDefinition - 1;
            }
            else if (_row < 0)
            {
                throw new InvalidDataException("Its first value continues a row that was not begun.");
            }

            if (definition[i] == column.MaxDefinition)
            {
                _values++;
            }
            else if (definition[i] >= column.ListDefinition)
            {
                _nulls[_row]++;
            }

            _ends[_row] = _values;
        }

        if (_values != _pageStarts[^1] + present)
        {
            throw new InvalidDataException("Its levels contradict its values.");
        }
    }

    /// <summary>Checks that all rows were there.</summary>
    internal void Close()
    {
        if (_row + 1 != rows)
        {
            throw Count(_row + 1L);
        }
    }

    /// <summary>Adds rows to a batch.</summary>
    internal void AddTo(ColumnBatch batch, List<ParquetValues> pages, int from, int count)
    {
        var value = from == 0 ? 0 : _ends[from - 1];
        var page = _pageStarts.BinarySearch(value);
        page = page >= 0 ? page : ~page - 1;
        for (var row = from; row < from + count; row++)
        {
            if (_missing[row])
            {
                batch.AddMissing();
                continue;
            }

            for (; value < _ends[row]; value++)
            {
                while (page + 1 < _pageStarts.Count && _pageStarts[page + 1] <= value)
                {
                    page++;
                }

                Add(batch, pages[page], (int)(value - _pageStarts[page]));
            }

            batch.EndList(_nulls[row]);
        }
    }

    private static void Add(ColumnBatch batch, ParquetValues values, int at)
    {
        if (values.Numbers is { } numbers)
        {
            batch.Add(numbers[at]);
        }
        else if (values.Integers is { } integers)
        {
            batch.Add(integers[at]);
        }
        else if (values.Booleans is { } booleans)
        {
            batch.Add(booleans[at]);
        }
        else
        {
            batch.AddText(values.TextAt(at));
        }
    }

    private InvalidDataException Count(long found) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Its levels make {(found > rows ? "more than" : found.ToString(CultureInfo.InvariantCulture) + " instead of")} {rows} rows."));
}
