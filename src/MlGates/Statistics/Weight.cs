using System.Globalization;

namespace MlGates.Statistics;

/// <summary>What may weigh a value.</summary>
internal static class Weight
{
    /// <summary>Throws unless there is a finite weight of at least 0 for each value.</summary>
    internal static void Check(int values, ReadOnlySpan<double> weights)
    {
        if (weights.Length != values)
        {
            throw new ArgumentException($"{values} values need as many weights, not {weights.Length}.", nameof(weights));
        }

        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0) || double.IsInfinity(weights[i]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A weight is finite and at least 0; that of value {i} is {weights[i]}."), nameof(weights));
            }
        }
    }
}
