namespace MlGates.Statistics;

/// <summary>A cell of a <see cref="CrossTable"/>.</summary>
/// <param name="Row">Place of the row, from 0.</param>
/// <param name="Column">Place of the column, from 0.</param>
/// <param name="Count">How often the pair occurs.</param>
public readonly record struct CrossCell(int Row, int Column, long Count);
