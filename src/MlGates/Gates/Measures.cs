namespace MlGates.Gates;

/// <summary>Ids, names and default limits of measures.</summary>
public static class Measures
{
    /// <summary>The limit of <see cref="Measure.LInfinity"/> where none is given.</summary>
    public const double DefaultLInfinity = 0.05;

    /// <summary>The limit of <see cref="Measure.JensenShannon"/> where none is given, in bits: about a mean shift of a third of a standard deviation.</summary>
    public const double DefaultJensenShannon = 0.02;

    /// <summary>All ids, in the order of <see cref="Measure"/>.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["l-infinity", "jensen-shannon"];

    /// <summary>The id, as plans and results write it.</summary>
    public static string Id(this Measure measure) => Ids[(int)measure];

    /// <summary>The name, as messages write it.</summary>
    public static string DisplayName(this Measure measure) => measure == Measure.LInfinity ? "L-infinity" : "Jensen-Shannon";

    /// <summary>The limit where none is given.</summary>
    public static double DefaultLimit(this Measure measure) => measure == Measure.LInfinity ? DefaultLInfinity : DefaultJensenShannon;

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
    /// <param name="limit">The largest value allowed, in [0, 1].</param>
    public static FeatureLimit AtMost(this Measure measure, double limit) => new() { Measure = measure, AtMost = limit };
}
