using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Data;
using MlGates.Features;

namespace MlGates.MLNet;

/// <summary>A column of text or keys that an ML.NET pipeline computes.</summary>
internal sealed class TextColumnPipeline(FeaturePipeline pipeline, string column) : ITextTransform<IDataView>
{
    public string Name => column;

    public IFeatureRows<IDataView> Rows => DataViewRows.Instance;

    public IReadOnlyList<string?> Transform(IDataView rows)
    {
        var output = pipeline.Apply(rows);
        var found = RowMapping.Find(output.Schema, column);
        if (found.Type is not (TextDataViewType or KeyDataViewType))
        {
            throw new InputException(RuleIds.InputMalformed, $"Column '{column}' is of type {found.Type}; a vocabulary is of text or keys");
        }

        return output.GetRowCount() == 0 ? [] : Texts(output);
    }

    // Keys become the texts they stand for, key 0 and empty text missing.
    private IReadOnlyList<string?> Texts(IDataView output)
    {
        try
        {
            return ColumnValues.ReadTexts(new DataViewSource(output, column, [column]), column).Values;
        }
        catch (InputException none) when (none.Rule == RuleIds.InputEmpty)
        {
            return [];
        }
    }
}
