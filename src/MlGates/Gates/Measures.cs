namespace MlGates.Gates;

/// <summary>Ids, names and default limits of measures.</summary>
public static class Measures
{
    /// <summary>The limit of <see cref="Measure.LInfinity"/> where none is given.</summary>
    public const double DefaultLInfinity = 0.05;

    /// <summary>The limit of <see cref="Measure.JensenShannon"/> where none is given, in bits: about a mean shift of a third of a standard deviation.</summary>
    public const double DefaultJensenShannon = 0.02;

    /// <summary>All ids, in the order of <see cref="Measure"/>.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        "l-infinity", "jensen-shannon", "jensen-shannon-distance", "jensen-shannon-distance-nats", "hellinger", "psi", "kolmogorov-smirnov", "wasserstein",
    ];

    /// <summary>The id, as plans and results write it.</summary>
    public static string Id(this Measure measure) => Ids[(int)measure];

    /// <summary>The name, as messages write it.</summary>
    public static string DisplayName(this Measure measure) => measure switch
    {
        Measure.LInfinity => "L-infinity",
        Measure.JensenShannon => "Jensen-Shannon",
        Measure.JensenShannonDistance => "Jensen-Shannon distance",
        Measure.JensenShannonDistanceNats => "Jensen-Shannon distance (nats)",
        Measure.Hellinger => "Hellinger",
        Measure.PopulationStability => "PSI",
        Measure.KolmogorovSmirnov => "Kolmogorov-Smirnov",
        _ => "Wasserstein/sd",
    };

    /// <summary>The limit where none is given: one that allows about as much change by each measure.</summary>
    public static double DefaultLimit(this Measure measure) => measure switch
    {
        Measure.LInfinity => DefaultLInfinity,
        Measure.JensenShannon => DefaultJensenShannon,
        Measure.JensenShannonDistance => 0.14,
        _ => 0.1,
    };

    /// <summary>The largest limit that says anything; infinite for the index and the Wasserstein distance, which have no largest value.</summary>
    public static double LargestLimit(this Measure measure) => measure switch
    {
        Measure.PopulationStability or Measure.Wasserstein => double.PositiveInfinity,
        Measure.JensenShannonDistanceNats => 0.83,
        _ => 1,
    };

    /// <summary>Whether a limit says anything: finite, at least 0, at most <see cref="LargestLimit"/>.</summary>
    internal static bool Allows(this Measure measure, double limit) => double.IsFinite(limit) && limit >= 0 && limit <= measure.LargestLimit();

    /// <summary>What a limit may be, as messages write it: <c>at least 0 and at most 1</c>.</summary>
    internal static string LimitWords(this Measure measure) =>
        measure.LargestLimit() is var most && double.IsPositiveInfinity(most) ? "at least 0" : FormattableString.Invariant($"at least 0 and at most {most}");

    /// <summary>The measure with this id, compared exactly; null when there is none.</summary>
    public static Measure? Find(string id)
    {
        for (var i = 0; i < Ids.Count; i++)
        {
            if (Ids[i] == id)
            {
                return (Measure)i;
            }
        }

        return null;
    }

    /// <summary>A limit by this measure, as in <c>Measure.LInfinity.AtMost(0.01)</c>.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="limit">The largest value allowed, from 0 to <see cref="LargestLimit"/>.</param>
    public static FeatureLimit AtMost(this Measure measure, double limit) => new() { Measure = measure, AtMost = limit };
}
