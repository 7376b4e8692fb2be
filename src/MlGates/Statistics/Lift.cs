namespace MlGates.Statistics;

/// <summary>How much more often a row's value comes with a column's value than if they were independent.</summary>
/// <param name="Row">Place of the row.</param>
/// <param name="Column">Place of the column.</param>
/// <param name="Count">How often they come together.</param>
/// <param name="Value">P(column | row)/P(column); 1 when independent, 0 when they never meet.</param>
public readonly record struct Lift(int Row, int Column, long Count, double Value);
