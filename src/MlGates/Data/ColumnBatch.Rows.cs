namespace MlGates.Data;

// Some of the rows: those that are present, those that count as missing, those copied from another batch.
public sealed partial class ColumnBatch
{
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
                EndList(from.NullsAt(row));
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
                EndList(from.NullsAt(row));
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
}
