namespace MlGates.Data;

/// <summary>A leaf of a Parquet schema that is read as a column.</summary>
/// <param name="Name">Names on the way to it, joined by points, without the groups that only make lists.</param>
/// <param name="Leaf">Its place among the leaves, which is that of its chunk in a row group.</param>
/// <param name="Element">The leaf.</param>
/// <param name="MaxDefinition">The definition level of a value that is there.</param>
/// <param name="ListDefinition">The definition level from which a list has an element; 0 for a column that is no list.</param>
internal sealed record ParquetColumn(string Name, int Leaf, ParquetMetadata.Element Element, int MaxDefinition, int ListDefinition)
{
    internal bool IsList => ListDefinition > 0;

    /// <summary>How values are held.</summary>
    internal ParquetValue Value { get; init; }

    /// <summary>The declared type.</summary>
    internal ColumnType Type { get; init; }

    /// <summary>What integers are multiplied with, then divided by, to become numbers: seconds of times, decimals. 0: they stay integers.</summary>
    internal double Divisor { get; init; }

    internal double Factor { get; init; } = 1;

    internal ColumnEncoding Encoding => Value switch
    {
        ParquetValue.Boolean => ColumnEncoding.Boolean,
        ParquetValue.Number => ColumnEncoding.Float64,
        ParquetValue.Text => ColumnEncoding.Text,
        _ => ColumnEncoding.Int64,
    };

    /// <summary>Decides how a leaf is read; null, and why, when it is not.</summary>
    internal ParquetColumn? Typed(out string? refusal)
    {
        refusal = null;
        var e = Element;
        var typed = e.Type switch
        {
            ParquetPhysical.Boolean => this with { Value = ParquetValue.Boolean, Type = ColumnType.Boolean },
            ParquetPhysical.Int32 or ParquetPhysical.Int64 => Whole(),
            ParquetPhysical.Int96 => this with { Value = ParquetValue.Number, Type = ColumnType.Timestamp },
            ParquetPhysical.Float or ParquetPhysical.Double => this with { Value = ParquetValue.Number, Type = ColumnType.Float },
            ParquetPhysical.ByteArray or ParquetPhysical.FixedBytes when IsDecimal => this with { Value = ParquetValue.Number, Type = ColumnType.Float, Divisor = Power(e.Scale) },
            ParquetPhysical.FixedBytes when e.Logical == ParquetLogical.Float16 && e.Length == 2 => this with { Value = ParquetValue.Number, Type = ColumnType.Float },
            ParquetPhysical.FixedBytes when e.Converted == 21 => null,
            ParquetPhysical.ByteArray or ParquetPhysical.FixedBytes => this with { Value = ParquetValue.Text, Type = ColumnType.Category },
            _ => throw new InvalidDataException($"Column '{Name}' is of a type that there is not."),
        };
        refusal = typed is null ? "is an interval of months, days and milliseconds, which is no single number" : null;
        return typed;
    }

    internal bool IsDecimal => Element.Logical == ParquetLogical.Decimal || Element.Converted == 5;

    private ParquetColumn Whole()
    {
        var e = Element;
        return IsDecimal ? Seconds(1, Power(e.Scale), ColumnType.Float)
            : e.Logical == ParquetLogical.Date || e.Converted == 6 ? Seconds(86400, 1, ColumnType.Timestamp)
            : e.Logical == ParquetLogical.Timestamp ? Seconds(1, PerSecond(e.Unit), ColumnType.Timestamp)
            : e.Converted is 9 or 10 ? Seconds(1, PerSecond(e.Converted - 8), ColumnType.Timestamp)
            : e.Logical == ParquetLogical.Time ? Seconds(1, PerSecond(e.Unit), ColumnType.Float)
            : e.Converted is 7 or 8 ? Seconds(1, PerSecond(e.Converted - 6), ColumnType.Float)
            : (e.Logical == ParquetLogical.Integer ? !e.Signed : e.Converted is >= 11 and <= 14) is false ? this with { Value = ParquetValue.Integer, Type = ColumnType.Integer }
            : e.Type == ParquetPhysical.Int32 ? this with { Value = ParquetValue.Unsigned32, Type = ColumnType.Integer }
            : this with { Value = ParquetValue.Number, Type = ColumnType.Float };
    }

    private ParquetColumn Seconds(double factor, double divisor, ColumnType type) => this with { Value = ParquetValue.Number, Type = type, Factor = factor, Divisor = divisor };

    private static double PerSecond(int unit) => unit switch
    {
        1 => 1e3,
        2 => 1e6,
        3 => 1e9,
        _ => throw new InvalidDataException("A time has a unit that there is not."),
    };

    private static double Power(int scale) => scale is >= 0 and <= 308 ? Math.Pow(10, scale) : throw new InvalidDataException("A decimal has a scale that cannot be.");
}
