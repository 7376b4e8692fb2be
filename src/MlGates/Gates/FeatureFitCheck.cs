using MlGates.Features;

namespace MlGates.Gates;

/// <summary>
/// Holds a transform to be the one fitted to the training rows alone: on training and test rows it gives what one that is fitted anew to the training
/// rows gives. Rule MLG1113. Where it does not, the message tells whether a fit to both is what it is: then test rows leaked into it.
/// </summary>
public sealed record FeatureFitCheck : Check
{
    /// <summary>As <see cref="FeatureTwinCheck.Tolerance"/>. Default 1e-6.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Whether messages leave out values of rows and features, and what exceptions say, which may quote them. Names of features are shown. Default false.</summary>
    public bool HideValues { get; init; }

    /// <summary>One piece of evidence; the transform's failure (MLG1106) where it has no features. O(values).</summary>
    /// <param name="given">The features of training and test rows by the transform to judge.</param>
    /// <param name="alone">The same by one fitted to the training rows alone.</param>
    /// <param name="both">The same by one fitted to training and test rows.</param>
    public IReadOnlyList<Evidence> Examine(Attempt<FeatureMatrix> given, Attempt<FeatureMatrix> alone, Attempt<FeatureMatrix> both)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(alone);
        ArgumentNullException.ThrowIfNull(both);
        var check = new FeatureTwinCheck { Id = Id, Twin = FeatureTwin.Refitted, Tolerance = Tolerance, HideValues = HideValues };
        var evidence = check.Examine(given, alone);
        return evidence[0].Settled switch
        {
            Outcome.Failed when given.Output is not null && Same(check, given, both) =>
                (check with { Note = "they are those of one fitted to the test rows as well: test rows leaked into it" }).Examine(given, alone),
            Outcome.Passed when Same(check, alone, both) =>
                [evidence[0] with { Message = j => $"{evidence[0].Message(j)}; fitted to the test rows as well it would be the same, so these test rows could not show a leak" }],
            _ => evidence,
        };
    }

    private static bool Same(FeatureTwinCheck check, Attempt<FeatureMatrix> a, Attempt<FeatureMatrix> b) => check.Examine(a, b)[0].Settled == Outcome.Passed;
}
