namespace MlGates.Serving;

/// <summary>A model ready to answer one row at a time, as a service does, with its rows already in memory.</summary>
public interface IPredictor : IDisposable
{
    /// <summary>Name in messages.</summary>
    string Name { get; }

    /// <summary>Number of rows at hand.</summary>
    int RowCount { get; }

    /// <summary>Makes one full prediction for a row; the result is not kept.</summary>
    /// <param name="row">0 ≤ row &lt; <see cref="RowCount"/>; the same row may be asked again and costs as much again.</param>
    void Predict(int row);
}
