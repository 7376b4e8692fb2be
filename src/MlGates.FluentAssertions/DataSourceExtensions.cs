using MlGates.Assertions;
using MlGates.Data;

namespace MlGates;

/// <summary>Begins an assertion on rows.</summary>
public static class DataSourceExtensions
{
    /// <summary>Begins an assertion on rows.</summary>
    public static DataSourceAssertions Should(this DataSource? rows) => new(rows);
}
