namespace MlGates.Profiles;

/// <summary>How far a profile is.</summary>
/// <param name="Rows">Rows profiled so far.</param>
/// <param name="BytesRead">Bytes of input read so far; 0 for sources that are not files.</param>
/// <param name="BytesTotal">Bytes of input in all; null where that is not known.</param>
public readonly record struct ProfileProgress(long Rows, long BytesRead, long? BytesTotal);
