namespace MlGates.Schemas;

/// <summary>A range of numbers, both ends included; null for no end.</summary>
public sealed record NumberRange(double? Min, double? Max);
