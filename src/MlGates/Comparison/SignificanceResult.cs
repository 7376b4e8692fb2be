namespace MlGates.Comparison;

/// <summary>The result of a test of "no change". For reports and for teams that move: such a test finds any change once rows are many, so it is no gate.</summary>
/// <param name="Statistic">The test's statistic.</param>
/// <param name="PValue">The chance of one at least as extreme where nothing changed, in [0, 1].</param>
/// <param name="Degrees">Degrees of freedom; NaN where the test has none.</param>
public readonly record struct SignificanceResult(double Statistic, double PValue, double Degrees = double.NaN);
