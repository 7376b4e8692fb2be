namespace MlGates.Features;

/// <summary>A transform together with the rows it is tried on. Code of others runs only here.</summary>
public abstract class FeatureTrial
{
    /// <summary>Name of the transform in messages.</summary>
    public abstract string Name { get; }

    /// <summary>The features of all rows at once. Computed once.</summary>
    /// <exception cref="InputException">The transform does not take such rows.</exception>
    public abstract Attempt<FeatureMatrix> Together();

    /// <summary>The same, computed again.</summary>
    /// <exception cref="InputException">The transform does not take such rows.</exception>
    public abstract Attempt<FeatureMatrix> Again();

    /// <summary>The features of each row alone.</summary>
    /// <exception cref="InputException">The transform does not take such rows, or no single row.</exception>
    public abstract Attempt<FeatureMatrix> RowByRow();

    /// <summary>
    /// The features of the rows in another order, put back into theirs; in the order they came where the transform does not keep the number of rows.
    /// </summary>
    /// <param name="seed">The same seed gives the same order. Two or more rows never keep theirs.</param>
    /// <exception cref="InputException">The transform does not take such rows.</exception>
    public abstract Attempt<FeatureMatrix> Shuffled(ulong seed);

    /// <summary>A trial.</summary>
    public static FeatureTrial<TRows> Of<TRows>(IFeatureTransform<TRows> transform, TRows rows) => new(transform, rows);
}
