using System.Collections.Frozen;
using MlGates.Multivariate;

namespace MlGates.Gates;

/// <summary>Names and limits of <see cref="MultivariateMeasure"/>.</summary>
public static class MultivariateMeasures
{
    private static readonly FrozenDictionary<string, MultivariateMeasure> ById = Enum.GetValues<MultivariateMeasure>().ToFrozenDictionary(Id, StringComparer.Ordinal);

    /// <summary>All ids, in ordinal order.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. ById.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The measure of this id; null when there is none.</summary>
    public static MultivariateMeasure? Find(string id) => ById.TryGetValue(id, out var measure) ? measure : null;

    /// <summary>The id that plans, tool and results use.</summary>
    public static string Id(this MultivariateMeasure measure) => measure switch
    {
        MultivariateMeasure.DomainClassifier => "domain-classifier",
        MultivariateMeasure.Reconstruction => "pca-reconstruction",
        MultivariateMeasure.Correlation => "correlation",
        MultivariateMeasure.MeanDiscrepancy => "mmd",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "There is no such measure."),
    };

    /// <summary>The limit where none is given.</summary>
    public static double DefaultLimit(this MultivariateMeasure measure) => measure switch
    {
        MultivariateMeasure.DomainClassifier => 0.6,
        MultivariateMeasure.Reconstruction => 0.1,
        _ => 0.1,
    };

    /// <summary>The smallest and the largest limit.</summary>
    public static (double Least, double Most) Limits(this MultivariateMeasure measure) => measure switch
    {
        MultivariateMeasure.DomainClassifier => (0.5, 1),
        MultivariateMeasure.Reconstruction => (0, 1e6),
        MultivariateMeasure.Correlation => (0, 2),
        _ => (0, Math.Round(MeanDiscrepancy.Largest, 3)),
    };

    internal static string DisplayName(this MultivariateMeasure measure) => measure switch
    {
        MultivariateMeasure.DomainClassifier => "AUC of a classifier that tells them apart",
        MultivariateMeasure.Reconstruction => "change of the PCA reconstruction error",
        MultivariateMeasure.Correlation => "largest change of a correlation",
        _ => "maximum mean discrepancy",
    };
}
