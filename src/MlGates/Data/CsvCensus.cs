namespace MlGates.Data;

/// <summary>What bytes a part of a CSV file holds.</summary>
/// <param name="Lines">Line ends, those inside quotes too.</param>
/// <param name="LoneReturns">Whether a CR stands without LF.</param>
/// <param name="Nul">Whether there is a NUL.</param>
internal readonly record struct CsvCensus(long Lines, bool LoneReturns, bool Nul);
