namespace MlGates.Data;

/// <summary>Encodings of values in parquet.thrift.</summary>
internal static class ParquetEncoding
{
    internal const int Plain = 0;
    internal const int PlainDictionary = 2;
    internal const int Rle = 3;
    internal const int DeltaBinary = 5;
    internal const int DeltaLength = 6;
    internal const int DeltaBytes = 7;
    internal const int RleDictionary = 8;
    internal const int ByteStreamSplit = 9;
}
