using System.Buffers.Text;
using System.Globalization;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>A column of pairs, row by row: as numbers, as codes that tell values apart, as texts.</summary>
/// <param name="header">The column.</param>
/// <param name="place">Its place in a batch.</param>
/// <param name="decimalComma">Whether numbers in text have a decimal comma.</param>
internal sealed class PairColumn(ColumnHeader header, int place, bool decimalComma)
{
    private const int LongestNumber = 32;

    private double[] _numbers = [];
    private double[] _codes = [];
    private byte[] _bytes = [];
    private int[] _starts = [];
    private int[] _lengths = [];
    private ColumnBatch _column = new(1);
    private bool _written;

    internal int Place => place;

    /// <summary>Whether the column may turn out to be numbers, truth values or times.</summary>
    internal bool HasNumbers => header.Type != ColumnType.Category;

    /// <summary>Whether values are told apart by codes; else by their numbers.</summary>
    internal bool HasCodes => header.Type is null or ColumnType.Category;

    /// <summary>Whether a list was seen: lists are in no pair.</summary>
    internal bool IsList => _column.IsList;

    /// <summary>Which rows of the batch are missing.</summary>
    internal ReadOnlySpan<bool> Missing => _column.Missing;

    /// <summary>Numbers of the batch's rows: times in seconds, truth values 0 and 1; NaN where there is none.</summary>
    internal ReadOnlyMemory<double> Numbers => _numbers.AsMemory(0, _column.Count);

    /// <summary>Codes of the batch's rows, equal for equal values and, but for a chance of 2^-52 a pair of values, for no others; NaN where there is none.</summary>
    internal ReadOnlyMemory<double> Codes => _codes.AsMemory(0, _column.Count);

    /// <summary>Whether the values have texts worth counting: numbers with decimals have not.</summary>
    internal bool HasTexts => !IsList && (_column.Encoding != ColumnEncoding.Float64 || header.Type == ColumnType.Category);

    /// <summary>Takes a batch; what was given before is no longer valid.</summary>
    internal void Read(RowBatch batch)
    {
        _column = batch.Columns[place];
        _written = false;
        if (_numbers.Length < batch.Capacity)
        {
            _numbers = new double[batch.Capacity];
            _codes = new double[batch.Capacity];
        }

        for (var row = 0; row < _column.Count; row++)
        {
            var present = !IsList && !_column.Missing[row];
            _numbers[row] = present && HasNumbers ? NumberAt(row) : double.NaN;
            _codes[row] = present && HasCodes ? CodeAt(row) : double.NaN;
        }
    }

    /// <summary>The texts of the batch's rows.</summary>
    internal TextSlices Texts()
    {
        if (_column is { Encoding: ColumnEncoding.Text, Dictionary: null })
        {
            return new TextSlices(_column.TextBuffer, _column.TextStarts, _column.TextLengths, _column.Missing);
        }

        if (!_written)
        {
            Write();
            _written = true;
        }

        return new TextSlices(_bytes, _starts.AsSpan(0, _column.Count), _lengths.AsSpan(0, _column.Count), _column.Missing);
    }

    private double NumberAt(int row)
    {
        switch (_column.Encoding)
        {
            case ColumnEncoding.Float64:
                return _column.Numbers[row];
            case ColumnEncoding.Int64:
                return _column.Integers[row];
            case ColumnEncoding.Boolean:
                return _column.Booleans[row] ? 1 : 0;
            default:
                var text = _column.Text(row);
                return TextValue.TryNumber(text, out var number, decimalComma) ? number
                    : TextValue.TryBoolean(text, out var truth) ? (truth ? 1 : 0)
                    : Timestamp.TryParse(text, out number) ? number
                    : double.NaN;
        }
    }

    // Whole numbers of 52 bits are exact as a double.
    private double CodeAt(int row) => _column.Encoding switch
    {
        ColumnEncoding.Text => TextHash.Of(_column.Text(row)) >> 12,
        ColumnEncoding.Float64 => ValueHash.Of(_column.Numbers[row]) >> 12,
        ColumnEncoding.Int64 => ValueHash.Of(_column.Integers[row]) >> 12,
        _ => _column.Booleans[row] ? 1 : 0,
    };

    private void Write()
    {
        if (_starts.Length < _numbers.Length)
        {
            _starts = new int[_numbers.Length];
            _lengths = new int[_numbers.Length];
        }

        var used = 0;
        for (var row = 0; row < _column.Count; row++)
        {
            var text = _column.Encoding == ColumnEncoding.Text ? _column.Text(row) : default;
            // Behind the last text as much room as a number takes, which is also what makes hashing fast.
            if (_bytes.Length < used + text.Length + (2 * LongestNumber))
            {
                Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, used + text.Length + (64 * LongestNumber)));
            }

            var to = _bytes.AsSpan(used);
            var length = text.Length;
            _ = _column.Missing[row] ? (length = 0) == 0 : _column.Encoding switch
            {
                ColumnEncoding.Int64 => Utf8Formatter.TryFormat(_column.Integers[row], to, out length),
                ColumnEncoding.Float64 => _column.Numbers[row].TryFormat(to, out length, "R", CultureInfo.InvariantCulture),
                ColumnEncoding.Boolean => (_column.Booleans[row] ? "true"u8 : "false"u8).TryCopyTo(to) && (length = _column.Booleans[row] ? 4 : 5) > 0,
                _ => text.TryCopyTo(to),
            };
            (_starts[row], _lengths[row]) = (used, length);
            used += length;
        }
    }
}
