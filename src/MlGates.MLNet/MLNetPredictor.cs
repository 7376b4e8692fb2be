using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Data;
using MlGates.Serving;

namespace MlGates.MLNet;

/// <summary>
/// An ML.NET model that predicts one row at a time, as a <c>PredictionEngine</c> does but without classes for rows and predictions: rows are in memory,
/// and each prediction computes the output columns anew. Not safe for use by several threads.
/// </summary>
public sealed class MLNetPredictor : IPredictor
{
    /// <summary>Rows that are kept of the data at most: the first ones.</summary>
    public const int MostRows = 4096;

    private static readonly string[] Answers = ["PredictedLabel", "Score", "Probability"];
    private static readonly MethodInfo OutputMethod = typeof(MLNetPredictor).GetMethod(nameof(Output), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly ITransformer? _owned;
    private readonly MemoryRow _input;
    private readonly DataViewRow _output;
    private readonly Action[] _getters;

    private MLNetPredictor(string name, ITransformer? owned, RowMapping mapping, (int Count, MemoryRow Row) rows)
    {
        Name = name;
        _owned = owned;
        RowCount = rows.Count;
        _input = rows.Row;
        _output = mapping.Mapper.GetRow(_input, mapping.Outputs);
        _getters = [.. mapping.Outputs.Select(c => (Action)OutputMethod.MakeGenericMethod(c.Type.RawType).Invoke(null, [_output, c])!)];
        OutputColumns = [.. mapping.Outputs.Select(c => c.Name)];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Rows kept: all, or the first <see cref="MostRows"/>.</summary>
    public int RowCount { get; }

    /// <summary>The columns computed for each prediction: PredictedLabel, Score and Probability as far as the model gives them, else all it adds.</summary>
    public IReadOnlyList<string> OutputColumns { get; }

    /// <summary>Opens a model file and reads the rows to predict, by the names and types of the model's own input schema. Labels are not needed.</summary>
    /// <param name="path">The model file.</param>
    /// <param name="rows">The rows; only the first <see cref="MostRows"/> are read.</param>
    /// <param name="columns">Names in the data of columns that the model calls otherwise, by the model's name; null when they agree.</param>
    /// <param name="name">Name in messages; the path when null.</param>
    /// <exception cref="InputException">The model does not open (MLG5004), a column it needs is not in the data (MLG0007) or not of its type (MLG0005).</exception>
    public static MLNetPredictor Load(string path, DataSource rows, IReadOnlyDictionary<string, string>? columns = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var model = MLNetModel.Open(path);
        var schema = model.InputSchema
            ?? throw new InputException(RuleIds.ArtifactNotLoadable, $"'{name ?? path}' does not say which columns it takes; save it with mlContext.Model.Save(model, data.Schema, path)");
        var mapping = RowMapping.Of(model.Transformer, schema, s => Outputs(s, schema));
        return new MLNetPredictor(name ?? path, model.Transformer, mapping, SourceRows.Copy(rows, schema, mapping.Needed, columns ?? new Dictionary<string, string>(), MostRows));
    }

    /// <summary>Opens a model file to predict rows of an <see cref="IDataView"/>.</summary>
    /// <param name="path">The model file.</param>
    /// <param name="rows">The rows; only the first <see cref="MostRows"/> are read.</param>
    /// <param name="name">Name in messages; the path when null.</param>
    /// <exception cref="InputException">The model does not open (MLG5004) or does not accept the rows.</exception>
    public static MLNetPredictor Load(string path, IDataView rows, string? name = null)
    {
        var model = MLNetModel.Open(path);
        return Create(name ?? path, model.Transformer, model.Transformer, rows);
    }

    /// <summary>A predictor of a model in memory, which it does not dispose.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">The rows; only the first <see cref="MostRows"/> are read.</param>
    /// <param name="name">Name in messages.</param>
    /// <exception cref="InputException">The model does not accept the rows, or cannot predict a single row.</exception>
    public static MLNetPredictor From(ITransformer model, IDataView rows, string name = "model")
    {
        ArgumentNullException.ThrowIfNull(model);
        return Create(name, null, model, rows);
    }

    /// <inheritdoc/>
    public void Predict(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        _input.MoveTo(row);
        foreach (var getter in _getters)
        {
            getter();
        }
    }

    /// <summary>Predicts a row and gives the value of one of its <see cref="OutputColumns"/>. Slower than <see cref="Predict"/>.</summary>
    /// <typeparam name="T">The column's type in ML.NET, such as <see cref="float"/> for a Score.</typeparam>
    /// <param name="row">0 ≤ row &lt; <see cref="RowCount"/>.</param>
    /// <param name="column">The column.</param>
    public T Value<T>(int row, string column)
    {
        Predict(row);
        var value = default(T)!;
        _output.GetGetter<T>(RowMapping.Find(_output.Schema, column))(ref value);
        return value;
    }

    /// <summary>Frees the model if it was opened here.</summary>
    public void Dispose()
    {
        _output.Dispose();
        (_owned as IDisposable)?.Dispose();
    }

    private static MLNetPredictor Create(string name, ITransformer? owned, ITransformer model, IDataView rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(rows);
        var mapping = RowMapping.Of(model, rows.Schema, s => Outputs(s, rows.Schema));
        return new MLNetPredictor(name, owned, mapping, MemoryRows.Copy(rows, mapping.Needed, MostRows));
    }

    private static DataViewSchema.Column[] Outputs(DataViewSchema output, DataViewSchema input)
    {
        // A model may add a column of the same name as an input's, which then hides it.
        var added = output.Where(c => !c.IsHidden && output.Count(o => o.Name == c.Name) > input.Count(i => i.Name == c.Name)).ToArray();
        var answers = added.Where(c => Answers.Contains(c.Name, StringComparer.Ordinal)).ToArray();
        return answers.Length > 0 ? answers : added;
    }

    private static Action Output<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T)!;
        return () => getter(ref value);
    }
}
