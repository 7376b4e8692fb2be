using MlGates.Assertions;
using MlGates.Serving;

namespace MlGates;

/// <summary>Begins an assertion on a predictor.</summary>
public static class PredictorExtensions
{
    /// <summary>Begins an assertion on a predictor, measured by the system's clock.</summary>
    public static PredictorAssertions Should(this IPredictor? predictor) => new(predictor, TimeProvider.System);

    /// <summary>Begins an assertion on a predictor, measured by a clock of the caller's.</summary>
    public static PredictorAssertions Should(this IPredictor? predictor, TimeProvider clock) => new(predictor, clock);
}
