using System.Buffers;
using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>
/// Takes a column's values batch by batch and finds its type on the way: a column stays a number, a truth value or a timestamp as long as every
/// value so far is one, and becomes text at the first that is not, with the counts of text kept from the start.
/// </summary>
internal sealed class ColumnAccumulator(DataSource source, ColumnHeader header, double[]? edges)
{
    private double[] scratch = [];
    private readonly CategoryState categories = new();
    private readonly DistinctState distinctTexts = new();
    private NumberAccumulator? numbers;
    private ColumnType type = header.Type ?? ColumnType.Empty;
    private long present;
    private long missing;
    private long trues;

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
        missing += column.MissingCount;
        present += column.Count - column.MissingCount;
        // Only as many columns at a time need one as there are threads.
        scratch = ArrayPool<double>.Shared.Rent(RowBatch.Size);
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

        ArrayPool<double>.Shared.Return(scratch);
    }

    internal ColumnProfile Finish()
    {
        var found = present == 0 ? ColumnType.Empty : type;
        var numeric = found is ColumnType.Integer or ColumnType.Float or ColumnType.Timestamp ? numbers ?? new NumberAccumulator(edges) : null;
        var counts = found switch
        {
            ColumnType.Boolean => BooleanCounts(),
            ColumnType.Category => categories.ToCounts(),
            ColumnType.Integer => numeric!.IntegerCounts(),
            _ => null,
        };
        return new ColumnProfile
        {
            Name = header.Name,
            Type = found,
            Present = present,
            Missing = missing,
            Numeric = numeric?.ToProfile(),
            Categories = counts is null ? null : new CategoryProfile { Counts = counts },
            Distinct = numeric?.Distinct() ?? (counts is not null
                ? new DistinctCount(counts.Count, true)
                : new DistinctCount(distinctTexts.Estimate(), distinctTexts.IsExact)),
        };
    }

    private SortedDictionary<string, long> BooleanCounts()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        if (present > trues)
        {
            counts.Add("false", present - trues);
        }

        if (trues > 0)
        {
            counts.Add("true", trues);
        }

        return counts;
    }

    private void AddNumbers(ColumnBatch column)
    {
        numbers ??= new NumberAccumulator(edges);
        var n = 0;
        for (var i = 0; i < column.Count; i++)
        {
            if (!column.Missing[i])
            {
                scratch[n++] = column.Numbers[i];
                numbers.AddDistinct(column.Numbers[i]);
            }
        }

        numbers.Add(scratch.AsSpan(0, n));
    }

    private void AddIntegers(ColumnBatch column)
    {
        numbers ??= new NumberAccumulator(edges);
        var n = 0;
        for (var i = 0; i < column.Count; i++)
        {
            if (!column.Missing[i])
            {
                scratch[n++] = column.Integers[i];
                numbers.AddDistinct(column.Integers[i]);
            }
        }

        numbers.Add(scratch.AsSpan(0, n));
    }

    private void AddBooleans(ColumnBatch column)
    {
        for (var i = 0; i < column.Count; i++)
        {
            trues += column.Booleans[i] && !column.Missing[i] ? 1 : 0;
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
            if (type != ColumnType.Category)
            {
                n = AddTyped(text, n, batch, column, i);
            }

            // A declared type can not fall back to text, so only inferred ones need its counts.
            if (header.Type is null or ColumnType.Category)
            {
                var hash = ValueHash.Of(text);
                categories.Add(text, hash, 1);
                distinctTexts.Add(hash);
            }
        }

        if (type != ColumnType.Category)
        {
            numbers?.Add(scratch.AsSpan(0, n));
        }
    }

    private int AddTyped(ReadOnlySpan<byte> text, int n, RowBatch batch, ColumnBatch column, int row)
    {
        if (type == ColumnType.Empty)
        {
            type = TextValue.TryInteger(text, out _) ? ColumnType.Integer
                : TextValue.TryNumber(text, out _) ? ColumnType.Float
                : TextValue.TryBoolean(text, out _) ? ColumnType.Boolean
                : Timestamp.TryParse(text, out _) ? ColumnType.Timestamp
                : ColumnType.Category;
        }

        switch (type)
        {
            case ColumnType.Integer when TextValue.TryInteger(text, out var integer):
                Numbers().AddDistinct(integer);
                scratch[n++] = integer;
                return n;
            case ColumnType.Integer when header.Type is null && TextValue.TryNumber(text, out var number):
                type = ColumnType.Float;
                Numbers().AddDistinct(number);
                scratch[n++] = number;
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

                scratch[n++] = number;
                return n;
            case ColumnType.Timestamp when Timestamp.TryParse(text, out var seconds):
                Numbers().AddDistinct(seconds);
                scratch[n++] = seconds;
                return n;
            case ColumnType.Boolean when TextValue.TryBoolean(text, out var value):
                trues += value ? 1 : 0;
                return n;
            case ColumnType.Category:
                return n;
            default:
                if (header.Type is { } declared)
                {
                    throw WrongValue.Exception(source, header.Name, Wanted(declared), batch, column, row);
                }

                type = ColumnType.Category;
                numbers = null;
                return 0;
        }
    }

    private NumberAccumulator Numbers() => numbers ??= new NumberAccumulator(edges);

    private static string Wanted(ColumnType type) => type switch
    {
        ColumnType.Integer => "a whole number",
        ColumnType.Float => "a number",
        ColumnType.Boolean => "true or false",
        ColumnType.Timestamp => "an ISO 8601 date or time",
        _ => "text",
    };
}
