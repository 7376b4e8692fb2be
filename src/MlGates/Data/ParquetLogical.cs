namespace MlGates.Data;

/// <summary>Field ids of the logical types in parquet.thrift.</summary>
internal static class ParquetLogical
{
    internal const int String = 1;
    internal const int Map = 2;
    internal const int List = 3;
    internal const int Enum = 4;
    internal const int Decimal = 5;
    internal const int Date = 6;
    internal const int Time = 7;
    internal const int Timestamp = 8;
    internal const int Integer = 10;
    internal const int Uuid = 14;
    internal const int Float16 = 15;
    internal const int Variant = 16;
}
