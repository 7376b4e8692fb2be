using System.Globalization;
using MlGates.Statistics;

namespace MlGates.Comparison;

/// <summary>Holm's step-down procedure (S. Holm, A simple sequentially rejective multiple test procedure, 1979).</summary>
public static class Holm
{
    /// <summary>
    /// Which hypotheses are rejected so that the chance of rejecting any true one is at most <paramref name="level"/>, under any dependence.
    /// Equal p-values are taken in their given order. O(m log m).
    /// </summary>
    /// <param name="pValues">P-values in [0, 1]; NaN is an error.</param>
    /// <param name="level">The family-wise level, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A p-value or the level is out of its range.</exception>
    public static bool[] Reject(IReadOnlyList<double> pValues, double level)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        Probability.CheckLevel(level);
        var rejected = new bool[pValues.Count];
        var order = Enumerable.Range(0, pValues.Count).OrderBy(i => Check(pValues[i])).ToArray();
        for (var step = 0; step < order.Length && AtMost(pValues[order[step]], level / (order.Length - step)); step++)
        {
            rejected[order[step]] = true;
        }

        return rejected;
    }

    /// <summary>Compares a p-value with a level after rounding to 12 significant digits, so that the last bits of a computation never decide.</summary>
    public static bool AtMost(double pValue, double level) => Round(pValue) <= Round(level);

    private static double Round(double value) =>
        double.Parse(value.ToString("E11", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Check(double pValue) => pValue is >= 0 and <= 1
        ? pValue
        : throw new ArgumentOutOfRangeException(nameof(pValue), pValue, "A p-value must lie in [0, 1].");
}
