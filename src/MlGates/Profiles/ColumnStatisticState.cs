using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>
/// What a <see cref="ColumnStatistic"/> has seen so far. A new state is the identity of <see cref="Merge"/>, which is associative; blocks are merged in
/// the order of the rows, so it need not be commutative. Used by one thread at a time.
/// </summary>
public abstract class ColumnStatisticState
{
    /// <summary>Adds the rows of a batch. <see cref="ColumnBatch.Encoding"/> says where the values are; those of a CSV file are text.</summary>
    public abstract void Add(ColumnBatch column);

    /// <summary>Adds what another state of the same statistic and column has seen in later rows.</summary>
    public abstract void Merge(ColumnStatisticState later);

    /// <summary>The results by name; NaN where there is none.</summary>
    public abstract IReadOnlyDictionary<string, double> Results();
}
