using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>What rules may look at beside the column at hand.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Data">The profile of the data that is judged.</param>
/// <param name="Options">What the caller asked for.</param>
/// <param name="Source">The rows, where what a profile cannot tell will be looked up; null when there is only the profile.</param>
internal sealed record RuleContext(DatasetSchema Schema, DatasetProfile Data, SchemaValidationOptions Options, DataSource? Source)
{
    internal bool DecimalComma => Source?.DecimalComma == true;

    /// <summary>Where the data comes from; null when nobody said.</summary>
    internal string? Environment => Options.Environment;

    /// <summary>The dataset before; null when there is none.</summary>
    internal DatasetProfile? Previous => Options.Previous;

    /// <summary>Whether messages show hashes of values, and no extremes.</summary>
    internal bool HideValues => Options.HideValues;

    /// <summary>A value in a message.</summary>
    internal string Show(string value) => HideValues ? Say.Hash(System.Text.Encoding.UTF8.GetBytes(value)) : Say.Quote(value);

    /// <summary>Whether the column is expected in the environment; where none is named all columns are.</summary>
    internal bool Expects(ColumnSchema column) => DatasetSchema.Expects(column, Environment);
}
