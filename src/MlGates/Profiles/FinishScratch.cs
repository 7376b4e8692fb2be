using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>States that columns use one after the other while they are finished; one set for each thread.</summary>
internal sealed class FinishScratch
{
    internal NumberColumnState Numbers { get; } = new(edges: null, weighted: false);

    internal DistinctState Distinct { get; } = new();
}
