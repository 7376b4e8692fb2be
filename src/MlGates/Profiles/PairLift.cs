namespace MlGates.Profiles;

/// <summary>How much more often a value comes with a label than if they were independent.</summary>
/// <param name="Value">The column's value.</param>
/// <param name="Label">The label's value.</param>
/// <param name="Rows">Rows with both.</param>
/// <param name="ValueRows">Rows with the value and any label.</param>
/// <param name="Lift">P(label | value)/P(label); 1 when independent.</param>
public sealed record PairLift(string Value, string Label, long Rows, long ValueRows, double Lift);
