namespace MlGates.Data;

/// <summary>Consecutive rows within a page.</summary>
internal readonly record struct ParquetPart(ParquetPage Page, int From, int Count);
