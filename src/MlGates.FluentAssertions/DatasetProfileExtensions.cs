using MlGates.Assertions;
using MlGates.Profiles;

namespace MlGates;

/// <summary>Begins an assertion on the statistics of a dataset.</summary>
public static class DatasetProfileExtensions
{
    /// <summary>Begins an assertion on the statistics of a dataset.</summary>
    public static DatasetProfileAssertions Should(this DatasetProfile? profile) => new(profile);
}
