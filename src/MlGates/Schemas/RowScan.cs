using MlGates.Data;

namespace MlGates.Schemas;

/// <summary>Decides from the rows what a profile does not tell. Used for one validation, by one thread.</summary>
internal abstract class RowScan
{
    /// <summary>The columns it reads, distinct.</summary>
    internal abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Memory it would like for all in one pass, in bytes.</summary>
    internal virtual long Bytes => 0;

    /// <summary>Whether no further row matters.</summary>
    internal virtual bool IsDone => false;

    /// <summary>What is looked at first, because it takes much less: where all is distinct, nothing broke the rule. Null where there is no such thing.</summary>
    internal DistinctScan? First { get; init; }

    /// <summary>Starts a pass.</summary>
    /// <param name="places">The places of <see cref="Columns"/> in the batches.</param>
    /// <param name="part">Which part of the hash space this pass is about.</param>
    /// <param name="parts">The number of parts, a power of two.</param>
    internal abstract void Begin(int[] places, int part, int parts);

    /// <summary>Adds rows.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="before">Number of rows before them.</param>
    internal abstract void Add(RowBatch batch, long before);

    /// <summary>Says what came out.</summary>
    /// <param name="asked">What asked for it.</param>
    /// <returns>The anomaly; null when the rule is kept.</returns>
    internal abstract Anomaly? Decide(Anomaly asked);
}
