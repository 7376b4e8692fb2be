namespace MlGates.Data;

/// <summary>Physical types of parquet.thrift.</summary>
internal static class ParquetPhysical
{
    internal const int Boolean = 0;
    internal const int Int32 = 1;
    internal const int Int64 = 2;
    internal const int Int96 = 3;
    internal const int Float = 4;
    internal const int Double = 5;
    internal const int ByteArray = 6;
    internal const int FixedBytes = 7;
}
