namespace MlGates.Training;

/// <summary>The logged values of one loss, in order.</summary>
public sealed class LossSeries
{
    private readonly double[] _values;
    private readonly int[] _rows;
    private readonly double[] _steps;

    internal LossSeries(double[] values, int[] rows, double[] steps)
    {
        _values = values;
        _rows = rows;
        _steps = steps;
    }

    /// <summary>Number of logged values.</summary>
    public int Count => _values.Length;

    /// <summary>The values; NaN and infinities as they were logged.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The row of the history in which each value stands, 0 for the first.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>The step at which each value was logged.</summary>
    public ReadOnlySpan<double> Steps => _steps;
}
