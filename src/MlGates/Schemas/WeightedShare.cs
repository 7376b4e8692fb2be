using System.Globalization;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Shares of which each row counts with its weight.</summary>
internal static class WeightedShare
{
    // Sums of weights are rounded, in the order of rows; shares that people write are not.
    private const double Rounding = 1e-12;

    /// <summary>Whether a part is more than a share of the whole.</summary>
    internal static bool IsAbove(double part, double share, double whole) => part > share * whole * (1 + Rounding);

    /// <summary><c>, 40 % by weight</c>.</summary>
    internal static string Said(double part, double whole) => $", {Say.Percent(part, whole)} by weight";

    /// <summary>Sees that a profile has the weights that are asked for, and that they weigh something.</summary>
    /// <param name="data">The profile.</param>
    /// <param name="weight">The column of weights; null when none is asked for, and then those of the profile count.</param>
    /// <exception cref="InputException">MLG0001: it has others, or none, or all of them are 0.</exception>
    internal static void Check(DatasetProfile data, string? weight)
    {
        var name = Text.OneLine(data.Name, 60);
        if (weight is not null && data.Weights?.Column != weight)
        {
            var has = data.Weights is { } other ? $"weights of the column '{Text.OneLine(other.Column, 60)}', not of" : "no weights of the column";
            throw new InputException(RuleIds.Usage, $"The profile of '{name}' has {has} '{Text.OneLine(weight, 60)}': make it with that column of weights (--weight), or give the rows.");
        }

        if (data.Weights is { Sum: 0 } zero)
        {
            throw new InputException(RuleIds.Usage, string.Create(CultureInfo.InvariantCulture,
                $"All {data.Rows} weights of '{name}' (column '{Text.OneLine(zero.Column, 60)}') are 0, so there are no shares by weight: name the column that holds them."));
        }
    }
}
