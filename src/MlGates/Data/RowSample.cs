namespace MlGates.Data;

/// <summary>Where the rows come from when they are a sample.</summary>
/// <param name="Of">Number of rows they were drawn from, uniformly and without replacement.</param>
/// <param name="Seed">What chose them.</param>
public sealed record RowSample(long Of, ulong Seed);
