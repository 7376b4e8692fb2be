namespace MlGates.Features;

/// <summary>One text or key that a transform computes for each row, such as a category.</summary>
/// <typeparam name="TRows">What holds the rows.</typeparam>
public interface ITextTransform<TRows>
{
    /// <summary>Name in messages, such as the column's.</summary>
    string Name { get; }

    /// <summary>How rows of this kind are counted, chosen and shown.</summary>
    IFeatureRows<TRows> Rows { get; }

    /// <summary>The text of each row, in order; null for missing.</summary>
    /// <exception cref="InputException">The rows lack what the transform needs.</exception>
    IReadOnlyList<string?> Transform(TRows rows);
}
