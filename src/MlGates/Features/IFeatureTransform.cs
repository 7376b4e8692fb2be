namespace MlGates.Features;

/// <summary>Feature engineering as it is served: rows in, numbers out.</summary>
/// <typeparam name="TRows">What holds the rows, such as a list of objects or an <c>IDataView</c>.</typeparam>
public interface IFeatureTransform<in TRows>
{
    /// <summary>Name in messages, such as the column's.</summary>
    string Name { get; }

    /// <summary>Transforms all rows at once, as training does; one vector per row, in order.</summary>
    /// <exception cref="InputException">The rows lack what the transform needs.</exception>
    FeatureMatrix Transform(TRows rows);

    /// <summary>Transforms each row as if it were the only one, as a service does; one vector per row, in order.</summary>
    /// <exception cref="InputException">The rows lack what the transform needs, or it cannot transform a single row.</exception>
    FeatureMatrix TransformRowByRow(TRows rows);
}
