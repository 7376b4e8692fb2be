using Apache.Arrow;
using Apache.Arrow.Types;

namespace MlGates.Data;

/// <summary>A field of an Arrow schema that is read as a column.</summary>
/// <param name="Name">Names on the way to it, joined by points.</param>
/// <param name="Path">Places of the structs on the way, and its own.</param>
/// <param name="ValueType">The type of its values, or of the values of its lists or dictionary.</param>
internal sealed record ArrowColumn(string Name, int[] Path, IArrowType ValueType)
{
    internal bool IsList { get; private init; }

    internal ColumnType Type { get; private init; }

    internal ColumnEncoding Encoding => Type switch
    {
        ColumnType.Integer => ColumnEncoding.Int64,
        ColumnType.Boolean => ColumnEncoding.Boolean,
        ColumnType.Category => ColumnEncoding.Text,
        _ => ColumnEncoding.Float64,
    };

    /// <summary>Finds the columns of a schema, and what is left out and why.</summary>
    internal static void Find(IReadOnlyList<Field> fields, string prefix, int[] path, List<ArrowColumn> columns, List<(string Name, string Why)> skipped)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var name = prefix.Length == 0 ? fields[i].Name : $"{prefix}.{fields[i].Name}";
            int[] own = [.. path, i];
            switch (fields[i].DataType)
            {
                case StructType inner:
                    Find(inner.Fields, name, own, columns, skipped);
                    break;
                case ListType list when Typed(list.ValueDataType) is { } type:
                    columns.Add(new ArrowColumn(name, own, list.ValueDataType) { IsList = true, Type = type });
                    break;
                case LargeListType list when Typed(list.ValueDataType) is { } type:
                    columns.Add(new ArrowColumn(name, own, list.ValueDataType) { IsList = true, Type = type });
                    break;
                case FixedSizeListType list when Typed(list.ValueDataType) is { } type:
                    columns.Add(new ArrowColumn(name, own, list.ValueDataType) { IsList = true, Type = type });
                    break;
                case DictionaryType dictionary when Typed(dictionary.ValueType) is ColumnType.Category:
                    columns.Add(new ArrowColumn(name, own, dictionary.ValueType) { Type = ColumnType.Category });
                    break;
                case var plain when Typed(plain) is { } type:
                    columns.Add(new ArrowColumn(name, own, plain) { Type = type });
                    break;
                case var other:
                    skipped.Add((name, $"is of type {other.Name}"));
                    break;
            }
        }
    }

    private static ColumnType? Typed(IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Boolean => ColumnType.Boolean,
        ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64 or ArrowTypeId.UInt8 or ArrowTypeId.UInt16 or ArrowTypeId.UInt32 => ColumnType.Integer,
        ArrowTypeId.UInt64 or ArrowTypeId.HalfFloat or ArrowTypeId.Float or ArrowTypeId.Double => ColumnType.Float,
        ArrowTypeId.Decimal32 or ArrowTypeId.Decimal64 or ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 => ColumnType.Float,
        ArrowTypeId.Time32 or ArrowTypeId.Time64 or ArrowTypeId.Duration => ColumnType.Float,
        ArrowTypeId.Date32 or ArrowTypeId.Date64 or ArrowTypeId.Timestamp => ColumnType.Timestamp,
        ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.StringView or ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.BinaryView or ArrowTypeId.FixedSizedBinary => ColumnType.Category,
        _ => null,
    };
}
