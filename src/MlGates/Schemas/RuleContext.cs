using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>What rules may look at beside the column at hand.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Data">The profile of the data that is judged.</param>
/// <param name="Environment">Where the data comes from; null when nobody said.</param>
/// <param name="Previous">The dataset before; null when there is none.</param>
/// <param name="HideValues">Whether messages show hashes of values, and no extremes.</param>
internal sealed record RuleContext(DatasetSchema Schema, DatasetProfile Data, string? Environment, DatasetProfile? Previous, bool HideValues = false)
{
    /// <summary>A value in a message.</summary>
    internal string Show(string value) => HideValues ? Say.Hash(System.Text.Encoding.UTF8.GetBytes(value)) : Say.Quote(value);

    /// <summary>Whether the column is expected in the environment; where none is named all columns are.</summary>
    internal bool Expects(ColumnSchema column) => Environment is null || column.Environments is null || column.Environments.Contains(Environment);
}
