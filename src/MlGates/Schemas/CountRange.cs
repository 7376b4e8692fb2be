namespace MlGates.Schemas;

/// <summary>A range of counts, both ends included; null for no end.</summary>
public sealed record CountRange(long? Min, long? Max);
