namespace MlGates.Serving;

/// <summary>Makes predictors of any function.</summary>
public static class Predictor
{
    /// <summary>A predictor that calls a function for a row. Disposing it disposes nothing.</summary>
    /// <param name="rows">The rows; not copied.</param>
    /// <param name="predict">The model.</param>
    /// <param name="name">Name in messages.</param>
    public static IPredictor From<TRow, TResult>(IReadOnlyList<TRow> rows, Func<TRow, TResult> predict, string name = "predictor")
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new FunctionPredictor<TRow, TResult>(rows, predict, name);
    }

    private sealed class FunctionPredictor<TRow, TResult>(IReadOnlyList<TRow> rows, Func<TRow, TResult> predict, string name) : IPredictor
    {
        public string Name => name;

        public int RowCount => rows.Count;

        public void Predict(int row) => predict(rows[row]);

        public void Dispose()
        {
        }
    }
}
