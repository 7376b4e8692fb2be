using MlGates.Data;

namespace MlGates.Sensitivity;

/// <summary>A column in memory: numbers (truth values are 0 and 1, timestamps seconds), or places in a dictionary of texts.</summary>
internal sealed record HeldColumn
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are; the same for whatever is drawn from it.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>The values of a column that is not text.</summary>
    public double[] Numbers { get; init; } = [];

    /// <summary>The values of a column of text: places in <see cref="Texts"/>, -1 where missing.</summary>
    public int[] Codes { get; init; } = [];

    /// <summary>The distinct texts.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary><see cref="Texts"/> as batches take them.</summary>
    public TextDictionary? Dictionary { get; init; }

    /// <summary>Which rows have no value.</summary>
    public required bool[] Missing { get; init; }

    /// <summary>Number of rows.</summary>
    public int Count => Missing.Length;

    /// <summary>Whether the values are text.</summary>
    public bool IsText => Type == ColumnType.Category;

    /// <summary>The rows at some places, in their order.</summary>
    public HeldColumn Take(ReadOnlySpan<int> places)
    {
        var missing = new bool[places.Length];
        var numbers = IsText ? [] : new double[places.Length];
        var codes = IsText ? new int[places.Length] : [];
        for (var i = 0; i < places.Length; i++)
        {
            missing[i] = Missing[places[i]];
            if (IsText)
            {
                codes[i] = Codes[places[i]];
            }
            else
            {
                numbers[i] = Numbers[places[i]];
            }
        }

        return this with { Missing = missing, Numbers = numbers, Codes = codes };
    }
}
