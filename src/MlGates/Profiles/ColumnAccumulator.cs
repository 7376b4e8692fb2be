using System.Buffers;
using System.Text;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>
/// Takes a column's values batch by batch and finds its type on the way: a column stays a number, a truth value or a timestamp as long as every
/// value so far is one, and becomes text at the first that is not, with the counts of text kept from the start.
/// </summary>
internal sealed class ColumnAccumulator(DataSource source, ColumnHeader header, double[]? edges)
{
    private double[] _scratch = [];
    private readonly TextTable _categories = new();
    private readonly DistinctState _distinctTexts = new();
    private NumberAccumulator? _numbers;
    private ColumnType _type = header.Type ?? ColumnType.Empty;
    private long _present;
    private long _missing;
    private long _trues;

    /// <summary>Adds a batch; gives the failure instead of throwing, so that the caller can choose among those of several columns.</summary>
    internal InputException? TryAdd(RowBatch batch, ColumnBatch column)
    {
        try
        {
            Add(batch, column);
            return null;
        }
        catch (InputException e)
        {
            return e;
        }
    }

    /// <summary>Adds a batch.</summary>
    /// <exception cref="InputException">MLG0005: a value is not of the column's declared type.</exception>
    internal void Add(RowBatch batch, ColumnBatch column)
    {
        _missing += column.MissingCount;
        _present += column.Count - column.MissingCount;
        // Only as many columns at a time need one as there are threads.
        _scratch = ArrayPool<double>.Shared.Rent(RowBatch.Size);
        switch (column.Encoding)
        {
            case ColumnEncoding.Float64:
                AddNumbers(column);
                break;
            case ColumnEncoding.Int64:
                AddIntegers(column);
                break;
            case ColumnEncoding.Boolean:
                AddBooleans(column);
                break;
            default:
                AddTexts(batch, column);
                break;
        }

        ArrayPool<double>.Shared.Return(_scratch);
    }

    internal ColumnProfile Finish()
    {
        var found = _present == 0 ? ColumnType.Empty : _type;
        var numeric = found is ColumnType.Integer or ColumnType.Float or ColumnType.Timestamp ? _numbers ?? new NumberAccumulator(edges) : null;
        var counts = found switch
        {
            ColumnType.Boolean => BooleanCounts(),
            ColumnType.Category => TextCounts(),
            ColumnType.Integer => numeric!.IntegerCounts(),
            _ => null,
        };
        return new ColumnProfile
        {
            Name = header.Name,
            Type = found,
            Present = _present,
            Missing = _missing,
            Numeric = numeric?.ToProfile(),
            Categories = counts is null ? null : new CategoryProfile { Counts = counts },
            Distinct = numeric?.Distinct() ?? (counts is not null
                ? new DistinctCount(counts.Count, true)
                : new DistinctCount(_distinctTexts.Estimate(), _distinctTexts.IsExact)),
        };
    }

    private SortedDictionary<string, long>? TextCounts()
    {
        if (!_categories.IsComplete)
        {
            return null;
        }

        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < _categories.Count; i++)
        {
            // Texts that are not valid UTF-8 may look alike once their bytes are replaced.
            var text = Encoding.UTF8.GetString(_categories.TextAt(i));
            counts[text] = counts.GetValueOrDefault(text) + _categories.CountAt(i);
        }

        return counts;
    }

    private SortedDictionary<string, long> BooleanCounts()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (_present > _trues)
        {
            counts.Add("false", _present - _trues);
        }

        if (_trues > 0)
        {
            counts.Add("true", _trues);
        }

        return counts;
    }

    private void AddNumbers(ColumnBatch column)
    {
        _numbers ??= new NumberAccumulator(edges);
        var n = 0;
        for (var i = 0; i < column.Count; i++)
        {
            if (!column.Missing[i])
            {
                _scratch[n++] = column.Numbers[i];
                _numbers.AddDistinct(column.Numbers[i]);
            }
        }

        _numbers.Add(_scratch.AsSpan(0, n));
    }

    private void AddIntegers(ColumnBatch column)
    {
        _numbers ??= new NumberAccumulator(edges);
        var n = 0;
        for (var i = 0; i < column.Count; i++)
        {
            if (!column.Missing[i])
            {
                _scratch[n++] = column.Integers[i];
                _numbers.AddDistinct(column.Integers[i]);
            }
        }

        _numbers.Add(_scratch.AsSpan(0, n));
    }

    private void AddBooleans(ColumnBatch column)
    {
        for (var i = 0; i < column.Count; i++)
        {
            _trues += column.Booleans[i] && !column.Missing[i] ? 1 : 0;
        }
    }

    private void AddTexts(RowBatch batch, ColumnBatch column)
    {
        var n = 0;
        for (var i = 0; i < column.Count; i++)
        {
            if (column.Missing[i])
            {
                continue;
            }

            var text = column.Text(i);
            if (_type != ColumnType.Category)
            {
                n = AddTyped(text, n, batch, column, i);
            }

            // A declared type can not fall back to text, so only inferred ones need its counts.
            if (header.Type is null or ColumnType.Category)
            {
                _categories.Add(text);
                _distinctTexts.Add(ValueHash.Of(text));
            }
        }

        if (_type != ColumnType.Category)
        {
            _numbers?.Add(_scratch.AsSpan(0, n));
        }
    }

    private int AddTyped(ReadOnlySpan<byte> text, int n, RowBatch batch, ColumnBatch column, int row)
    {
        if (_type == ColumnType.Empty)
        {
            _type = TextValue.TryInteger(text, out _) ? ColumnType.Integer
                : TextValue.TryNumber(text, out _) ? ColumnType.Float
                : TextValue.TryBoolean(text, out _) ? ColumnType.Boolean
                : Timestamp.TryParse(text, out _) ? ColumnType.Timestamp
                : ColumnType.Category;
        }

        switch (_type)
        {
            case ColumnType.Integer when TextValue.TryInteger(text, out var integer):
                Numbers().AddDistinct(integer);
                _scratch[n++] = integer;
                return n;
            case ColumnType.Integer when header.Type is null && TextValue.TryNumber(text, out var number):
                _type = ColumnType.Float;
                Numbers().AddDistinct(number);
                _scratch[n++] = number;
                return n;
            case ColumnType.Float when TextValue.TryNumber(text, out var number):
                // An integer keeps its identity beyond 2^53, whatever the type turns out to be.
                if (TextValue.TryInteger(text, out var whole))
                {
                    Numbers().AddDistinct(whole);
                }
                else
                {
                    Numbers().AddDistinct(number);
                }

                _scratch[n++] = number;
                return n;
            case ColumnType.Timestamp when Timestamp.TryParse(text, out var seconds):
                Numbers().AddDistinct(seconds);
                _scratch[n++] = seconds;
                return n;
            case ColumnType.Boolean when TextValue.TryBoolean(text, out var value):
                _trues += value ? 1 : 0;
                return n;
            case ColumnType.Category:
                return n;
            default:
                if (header.Type is { } declared)
                {
                    throw WrongValue.Exception(source, header.Name, Wanted(declared), batch, column, row);
                }

                _type = ColumnType.Category;
                _numbers = null;
                return 0;
        }
    }

    private NumberAccumulator Numbers() => _numbers ??= new NumberAccumulator(edges);

    private static string Wanted(ColumnType type) => type switch
    {
        ColumnType.Integer => "a whole number",
        ColumnType.Float => "a number",
        ColumnType.Boolean => "true or false",
        ColumnType.Timestamp => "an ISO 8601 date or time",
        _ => "text",
    };
}
