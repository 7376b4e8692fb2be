namespace MlGates.Features;

/// <summary>Feature engineering as it is served: rows in, numbers out. What a transform cannot do is null.</summary>
/// <typeparam name="TRows">What holds the rows, such as a list of objects or an <c>IDataView</c>.</typeparam>
public interface IFeatureTransform<TRows>
{
    /// <summary>Name in messages, such as the column's.</summary>
    string Name { get; }

    /// <summary>How rows of this kind are counted, chosen and shown.</summary>
    IFeatureRows<TRows> Rows { get; }

    /// <summary>Transforms all rows at once, as training does; one vector per row, in order.</summary>
    /// <exception cref="InputException">The rows lack what the transform needs.</exception>
    FeatureMatrix Transform(TRows rows);

    /// <summary>Transforms each row as if it were the only one, as a service does; one vector per row, in order.</summary>
    /// <exception cref="InputException">The rows lack what the transform needs, or it cannot transform a single row.</exception>
    FeatureMatrix TransformRowByRow(TRows rows);

    /// <summary>The same kind of transform fitted to other rows; null when it is not known how it was fitted.</summary>
    IFeatureTransform<TRows>? Refit(TRows rows) => null;

    /// <summary>The transform after saving and loading; null when it is not known how it is saved.</summary>
    /// <param name="rows">Rows of the kind it takes, for formats that store their shape.</param>
    IFeatureTransform<TRows>? Reload(TRows rows) => null;

    /// <summary>The transform applied to its own output; null when that is no input.</summary>
    FeatureMatrix? TransformTwice(TRows rows) => null;
}
