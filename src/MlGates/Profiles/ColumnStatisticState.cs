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

    /// <summary>
    /// The state as bytes for a file of sketches (<see cref="ProfileFile.WriteSketch"/>), the same for the same state; null, as by default, where it has no such form, and
    /// profiles with it are not stored as sketches. Who changes the form changes the statistic's name.
    /// </summary>
    public virtual byte[]? Store() => null;

    /// <summary>Makes a new state what another one was when it gave these bytes.</summary>
    /// <exception cref="InvalidDataException">No state of this kind gives them.</exception>
    public virtual void Restore(ReadOnlySpan<byte> stored) => throw new NotSupportedException("A state that gives bytes takes them too: override Restore where Store is overridden.");
}
