using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Features;

namespace MlGates.MLNet;

/// <summary>The features that an ML.NET pipeline computes, as a transform that can be held to rules.</summary>
public sealed class FeaturePipeline : IFeatureTransform<IDataView>
{
    private readonly ITransformer _transformer;
    private readonly Func<IDataView, ITransformer>? _fit;

    /// <summary>The features of a fitted pipeline, or of a whole model.</summary>
    /// <param name="transformer">The pipeline.</param>
    /// <param name="column">The column to judge: Single or Double, one or a vector.</param>
    public FeaturePipeline(ITransformer transformer, string column = "Features")
        : this(transformer, column, null)
    {
    }

    private FeaturePipeline(ITransformer transformer, string column, Func<IDataView, ITransformer>? fit)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentException.ThrowIfNullOrEmpty(column);
        _transformer = transformer;
        _fit = fit;
        Name = column;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public IFeatureRows<IDataView> Rows => DataViewRows.Instance;

    /// <summary>Fits a pipeline to rows first; it can be fitted to others for <see cref="Refit"/>.</summary>
    /// <param name="estimator">The pipeline.</param>
    /// <param name="rows">The rows to fit to.</param>
    /// <param name="column">The column to judge.</param>
    public static FeaturePipeline Fit<TTransformer>(IEstimator<TTransformer> estimator, IDataView rows, string column = "Features")
        where TTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return new FeaturePipeline(estimator.Fit(rows), column, estimator.Fit);
    }

    /// <summary>A column of text or keys that the pipeline computes, to be held to a vocabulary.</summary>
    public ITextTransform<IDataView> Text(string column)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        return new TextColumnPipeline(this, column);
    }

    /// <inheritdoc/>
    public FeatureMatrix Transform(IDataView rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Read(Apply(rows));
    }

    /// <inheritdoc/>
    public IFeatureTransform<IDataView>? Refit(IDataView rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return _fit is null ? null : new FeaturePipeline(_fit(rows), Name, _fit);
    }

    /// <summary>The pipeline as ML.NET saves and loads it.</summary>
    public IFeatureTransform<IDataView>? Reload(IDataView rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var ml = new MLContext();
        using var stream = new MemoryStream();
        ml.Model.Save(_transformer, rows.Schema, stream);
        stream.Position = 0;
        return new FeaturePipeline(ml.Model.Load(stream, out _), Name, _fit);
    }

    /// <inheritdoc/>
    public FeatureMatrix? TransformTwice(IDataView rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Read(Apply(Apply(rows)));
    }

    private FeatureMatrix Read(IDataView output)
    {
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

    internal IDataView Apply(IDataView rows)
    {
        try
        {
            return _transformer.Transform(rows);
        }
        catch (Exception cause) when (cause is ArgumentException or InvalidOperationException)
        {
            throw new InputException(RuleIds.InputMalformed, $"The pipeline does not accept the rows: {FirstLine.Of(cause)}", inner: cause);
        }
    }
}
