using Microsoft.ML;
using MlGates.Artifacts;
using MlGates.Data;
using MlGates.Features;
using MlGates.Serving;

namespace MlGates.MLNet;

/// <summary>Opens models that ML.NET saved (<c>.zip</c>, or <c>.mlnet</c> as its Model Builder names them).</summary>
public sealed class MLNetModelLoader : IModelLoader, IPredictorLoader, IFeatureLoader
{
    /// <inheritdoc/>
    public string Format => "ML.NET model (.zip)";

    /// <inheritdoc/>
    public bool CanLoad(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.GetExtension(path) is { } extension && (extension.Equals(".zip", StringComparison.OrdinalIgnoreCase) || extension.Equals(".mlnet", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        using var stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[4];
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("PK\x03\x04"u8);
    }

    /// <inheritdoc/>
    public ModelDescription Load(string path)
    {
        var model = MLNetModel.Read(path);
        var inputs = model.InputSchema is null ? [] : Columns(model.InputSchema.Where(c => !c.IsHidden));
        return new ModelDescription(Format, inputs, Outputs(model));
    }

    /// <inheritdoc/>
    public IPredictor Load(string path, DataSource rows, string name) => MLNetPredictor.Load(path, rows, name: name);

    /// <inheritdoc/>
    public FeatureTrial LoadFeatures(string path, DataSource rows, string column)
    {
        var (model, table) = Rows(path, rows, column);
        return FeatureTrial.Of(new FeaturePipeline(model, column), table);
    }

    /// <inheritdoc/>
    public Attempt<IReadOnlyList<string?>> LoadTexts(string path, DataSource rows, string column)
    {
        var (model, table) = Rows(path, rows, column);
        var text = new FeaturePipeline(model).Text(column);
        return TransformRun.Of<IDataView, IReadOnlyList<string?>>(column, table, text.Rows, text.Transform, []);
    }

    // Only what the column is made of must be in the data: a label, for one, need not.
    private static (ITransformer Model, IDataView Rows) Rows(string path, DataSource rows, string column)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var model = MLNetModel.Open(path);
        var schema = model.InputSchema
            ?? throw new InputException(RuleIds.ArtifactNotLoadable, $"'{Path.GetFileName(path)}' does not say which columns it takes; save it with mlContext.Model.Save(model, data.Schema, path)");
        DataViewSchema.Column[] needed = model.Transformer.IsRowToRowMapper
            ? RowMapping.Of(model.Transformer, schema, s => [RowMapping.Find(s, column)]).Needed
            : [.. schema.Where(c => !c.IsHidden)];
        return (model.Transformer, SourceRows.Table(rows, schema, needed, new Dictionary<string, string>()));
    }

    private static ModelColumn[] Outputs(MLNetModel model)
    {
        if (model.InputSchema is null)
        {
            return [];
        }

        try
        {
            var given = model.InputSchema.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
            return Columns(model.Transformer.GetOutputSchema(model.InputSchema).Where(c => !c.IsHidden && !given.Contains(c.Name)));
        }
        catch (Exception cause) when (cause is InvalidOperationException or ArgumentException)
        {
            // Part of a model, such as a calibrator alone: it opens, and needs columns that its own input schema does not name.
            return [];
        }
    }

    private static ModelColumn[] Columns(IEnumerable<DataViewSchema.Column> columns) => [.. columns.Select(c => new ModelColumn(c.Name, c.Type.ToString()!))];
}
