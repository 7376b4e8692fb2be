namespace MlGates.Statistics;

/// <summary>Powers of deviations of some finite values.</summary>
internal readonly record struct MomentPart(long Count, double Min, double Max)
{
    /// <summary>The provisional mean that deviations are from.</summary>
    internal double Mean { get; init; }

    /// <summary>Deviations and their powers are divided by powers of 2^this.</summary>
    internal int Exponent { get; init; }

    /// <summary>Sum of the deviations from <see cref="Mean"/>: its error times the count.</summary>
    internal double DeviationSum { get; init; }

    /// <summary>Sum of squared deviations from the corrected mean.</summary>
    internal double M2 { get; init; }

    /// <summary>Sum of their third powers.</summary>
    internal double M3 { get; init; }

    /// <summary>Sum of their fourth powers.</summary>
    internal double M4 { get; init; }
}
