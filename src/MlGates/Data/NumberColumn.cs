namespace MlGates.Data;

/// <summary>A column of numbers in row order.</summary>
public sealed class NumberColumn
{
    /// <summary>Creates the column.</summary>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public NumberColumn(string name, double[] values, bool[] missing)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(missing);
        if (values.Length != missing.Length)
        {
            throw new ArgumentException($"{values.Length} values but {missing.Length} missing flags.", nameof(missing));
        }

        Name = name;
        Values = values;
        Missing = missing;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The values; NaN where the value is missing, and where the input says NaN.</summary>
    public double[] Values { get; }

    /// <summary>Which values are missing.</summary>
    public bool[] Missing { get; }
}
