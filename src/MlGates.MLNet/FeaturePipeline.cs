using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Features;

namespace MlGates.MLNet;

/// <summary>The features that an ML.NET pipeline computes, as a transform that can be held to rules.</summary>
public sealed class FeaturePipeline : IFeatureTransform<IDataView>
{
    private readonly ITransformer _transformer;

    /// <summary>The features of a fitted pipeline, or of a whole model.</summary>
    /// <param name="transformer">The pipeline.</param>
    /// <param name="column">The column to judge: Single or Double, one or a vector.</param>
    public FeaturePipeline(ITransformer transformer, string column = "Features")
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentException.ThrowIfNullOrEmpty(column);
        _transformer = transformer;
        Name = column;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Fits a pipeline to rows first.</summary>
    /// <param name="estimator">The pipeline.</param>
    /// <param name="rows">The rows to fit to.</param>
    /// <param name="column">The column to judge.</param>
    public static FeaturePipeline Fit<TTransformer>(IEstimator<TTransformer> estimator, IDataView rows, string column = "Features")
        where TTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return new FeaturePipeline(estimator.Fit(rows), column);
    }

    /// <inheritdoc/>
    public FeatureMatrix Transform(IDataView rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var output = Apply(rows);
        var column = RowMapping.Find(output.Schema, Name);
        var matrix = new FeatureMatrixBuilder(Name, FeatureReader.SlotNames(column));
        using var cursor = output.GetRowCursor([column]);
        var read = FeatureReader.Of(cursor, column);
        while (cursor.MoveNext())
        {
            matrix.Add(read());
        }

        return matrix.Build();
    }

    /// <summary>Transforms each row with a mapping of its own, so that nothing can be carried over from another row.</summary>
    public FeatureMatrix TransformRowByRow(IDataView rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var mapping = RowMapping.Of(_transformer, rows.Schema, s => [RowMapping.Find(s, Name)]);
        var matrix = new FeatureMatrixBuilder(Name, FeatureReader.SlotNames(mapping.Outputs[0]));
        var (count, input) = MemoryRows.Copy(rows, mapping.Needed, int.MaxValue);
        for (var i = 0; i < count; i++)
        {
            input.MoveTo(i);
            using var output = mapping.Mapper.GetRow(input, mapping.Outputs);
            matrix.Add(FeatureReader.Of(output, mapping.Outputs[0])());
        }

        return matrix.Build();
    }

    private IDataView Apply(IDataView rows)
    {
        try
        {
            return _transformer.Transform(rows);
        }
        catch (ArgumentException cause)
        {
            throw new InputException(RuleIds.InputMalformed, $"The pipeline does not accept the rows: {FirstLine.Of(cause)}", inner: cause);
        }
    }
}
