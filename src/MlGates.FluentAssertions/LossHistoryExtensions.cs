using MlGates.Assertions;
using MlGates.Training;

namespace MlGates;

/// <summary>Begins an assertion on a loss history.</summary>
public static class LossHistoryExtensions
{
    /// <summary>Begins an assertion on a loss history.</summary>
    public static LossHistoryAssertions Should(this LossHistory? history) => new(history);
}
