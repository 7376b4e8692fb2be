using System.Globalization;

namespace MlGates.Data;

/// <summary>Makes a typed column one of another type, as options ask.</summary>
internal sealed class ColumnConversion
{
    private const int MostShown = 32;

    private readonly DataSource _source;
    private readonly string _name;

    /// <exception cref="InputException">MLG0005: there is no way from the one to the other.</exception>
    internal ColumnConversion(DataSource source, ColumnHeader header, ColumnType type)
    {
        (_source, _name, Type) = (source, header.Name, type);
        var possible = (header.Type, type) switch
        {
            (null or ColumnType.Category, _) => true,
            (ColumnType.Integer or ColumnType.Float, ColumnType.Integer or ColumnType.Float or ColumnType.Category or ColumnType.Timestamp) => true,
            (ColumnType.Boolean, ColumnType.Integer or ColumnType.Float or ColumnType.Category) => true,
            (ColumnType.Timestamp, ColumnType.Float) => true,
            _ => false,
        };
        if (!possible)
        {
            throw new InputException(RuleIds.InputMalformed, $"Column '{header.Name}' of '{source.Name}' is of type {header.Type}, which cannot be read as {type}; leave its type out.", source.Locate(0));
        }
    }

    /// <summary>What the column becomes.</summary>
    internal ColumnType Type { get; }

    /// <summary>The column to use instead, a new one where values change.</summary>
    internal ColumnBatch Convert(RowBatch batch, ColumnBatch column)
    {
        var to = Type switch
        {
            // Text is parsed by whoever takes it, as text of a CSV is.
            _ when column.Encoding == ColumnEncoding.Text => ColumnEncoding.Text,
            ColumnType.Category => ColumnEncoding.Text,
            ColumnType.Integer => ColumnEncoding.Int64,
            _ => ColumnEncoding.Float64,
        };
        if (to == column.Encoding)
        {
            return column;
        }

        var made = new ColumnBatch(batch.Capacity);
        made.Reset(to, column.IsList);
        var value = 0;
        for (var row = 0; row < column.Count; row++)
        {
            var end = column.IsList ? column.RowEnds[row] : row + 1;
            if (column.Missing[row])
            {
                made.AddMissing();
                value = end;
                continue;
            }

            for (; value < end; value++)
            {
                Add(made, column, value, batch, row);
            }

            if (column.IsList)
            {
                made.EndList(column.NullsAt(row));
            }
        }

        return made;
    }

    private void Add(ColumnBatch to, ColumnBatch from, int at, RowBatch batch, int row)
    {
        switch (to.Encoding)
        {
            case ColumnEncoding.Float64:
                to.Add(from.Encoding == ColumnEncoding.Int64 ? from.Integers[at] : from.Booleans[at] ? 1.0 : 0.0);
                break;
            case ColumnEncoding.Int64 when from.Encoding == ColumnEncoding.Boolean:
                to.Add(from.Booleans[at] ? 1L : 0L);
                break;
            case ColumnEncoding.Int64:
                var number = from.Numbers[at];
                to.Add(number == Math.Floor(number) && Math.Abs(number) < 1L << 53 ? (long)number : throw NotWhole(number, batch.FirstRow + row + 1, _source.Locate(batch.Line(row))));
                break;
            default:
                Span<byte> text = stackalloc byte[MostShown];
                var length = 0;
                _ = from.Encoding switch
                {
                    ColumnEncoding.Int64 => from.Integers[at].TryFormat(text, out length, default, CultureInfo.InvariantCulture),
                    ColumnEncoding.Float64 => from.Numbers[at].TryFormat(text, out length, "R", CultureInfo.InvariantCulture),
                    _ => (from.Booleans[at] ? "true"u8 : "false"u8).TryCopyTo(text),
                };
                to.AddText(text[..(from.Encoding == ColumnEncoding.Boolean ? from.Booleans[at] ? 4 : 5 : length)]);
                break;
        }
    }

    private RowException NotWhole(double number, long place, SourceLocation? location) => new(rowsBefore => new InputException(
        RuleIds.InputMalformed,
        string.Create(CultureInfo.InvariantCulture, $"Column '{_name}' of '{_source.Name}' holds {number} in row {rowsBefore + place}, which is not a whole number within 2^53; leave its type out."),
        location));
}
