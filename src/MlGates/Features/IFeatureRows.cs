namespace MlGates.Features;

/// <summary>What has to be done with rows to try a transform on them. Places count from 0. Nothing changes the rows it is given.</summary>
/// <typeparam name="TRows">What holds the rows.</typeparam>
public interface IFeatureRows<TRows>
{
    /// <summary>The same rows, so that they can be read many times and give the same each time.</summary>
    TRows Hold(TRows rows);

    /// <summary>Number of rows.</summary>
    int Count(TRows rows);

    /// <summary>The rows at some places, in the order of the places; a place may occur more than once.</summary>
    TRows Take(TRows rows, IReadOnlyList<int> places);

    /// <summary>The rows of the first, then those of the second.</summary>
    /// <exception cref="InputException">They are not of one shape.</exception>
    TRows Join(TRows first, TRows second);

    /// <summary>Each row once with each value in a column and all else as it is: row 0 with the first value, row 0 with the second, …</summary>
    /// <exception cref="InputException">There is no such column (MLG0007), or it holds no numbers (MLG0005).</exception>
    TRows Vary(TRows rows, string column, IReadOnlyList<double> values);

    /// <summary>The values of a column of numbers; NaN for missing.</summary>
    /// <exception cref="InputException">There is no such column (MLG0007), or it holds no numbers (MLG0005).</exception>
    double[] Numbers(TRows rows, string column);

    /// <summary>A row for a message, as in <c>Payment = Cash, Miles = 3.5</c>.</summary>
    string Show(TRows rows, int place);
}
