using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Data;

namespace MlGates.MLNet;

/// <summary>A model's mapping from one row to another and the columns that takes.</summary>
internal sealed record RowMapping(IRowToRowMapper Mapper, DataViewSchema.Column[] Outputs, DataViewSchema.Column[] Needed)
{
    /// <summary>Prepares a model to give some columns row by row.</summary>
    /// <param name="transformer">The model.</param>
    /// <param name="input">The schema of the rows.</param>
    /// <param name="outputs">Chooses the columns wanted from the model's output schema.</param>
    /// <exception cref="InputException">The model cannot work on single rows, or does not accept the schema.</exception>
    public static RowMapping Of(ITransformer transformer, DataViewSchema input, Func<DataViewSchema, DataViewSchema.Column[]> outputs)
    {
        if (!transformer.IsRowToRowMapper)
        {
            throw new InputException(RuleIds.FeatureRowByRow, "The model cannot work on a single row (it is not row-to-row): it holds a step that needs all rows, such as a filter or a sort");
        }

        try
        {
            var mapper = transformer.GetRowToRowMapper(input);
            var wanted = outputs(mapper.OutputSchema);
            return new RowMapping(mapper, wanted, [.. mapper.GetDependencies(wanted).OrderBy(c => c.Index)]);
        }
        catch (Exception cause) when (cause is InvalidOperationException or ArgumentException)
        {
            throw new InputException(RuleIds.InputMalformed, $"The model does not accept the rows: {FirstLine.Of(cause)}", inner: cause);
        }
    }

    /// <summary>The visible column of this name.</summary>
    /// <exception cref="InputException">MLG0007: there is none.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name) => schema.GetColumnOrNull(name)
        ?? throw new InputException(RuleIds.ColumnMissing, $"The model gives no column '{name}'{NearestName.Hint(name, [.. schema.Where(c => !c.IsHidden).Select(c => c.Name)])}");
}
