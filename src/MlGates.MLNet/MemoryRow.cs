using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlGates.MLNet;

/// <summary>A row that stands on one row of a table in memory after the other: what a prediction engine feeds a model with, for columns known only at run time.</summary>
internal sealed class MemoryRow(DataViewSchema schema) : DataViewRow
{
    private readonly Delegate?[] _getters = new Delegate?[schema.Count];
    private long _position = -1;

    public override DataViewSchema Schema => schema;

    // Models keep what they computed for a position, so every prediction needs one of its own, for the same row too.
    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>The row of the table.</summary>
    public int Row { get; private set; }

    public void MoveTo(int row)
    {
        Row = row;
        _position++;
    }

    /// <summary>Gives a column its values, one per row.</summary>
    public void Set<T>(int column, T[] values) => _getters[column] = new ValueGetter<T>((ref T value) => value = values[Row]);

    /// <summary>Gives a vector column its values, one per row.</summary>
    public void SetVectors<T>(int column, VBuffer<T>[] values) => _getters[column] = new ValueGetter<VBuffer<T>>((ref VBuffer<T> value) => values[Row].CopyTo(ref value));

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters[column.Index] switch
    {
        ValueGetter<TValue> getter => getter,
        null => throw new InvalidOperationException($"Column '{column.Name}' is not active."),
        _ => throw new InvalidOperationException($"Column '{column.Name}' does not hold {typeof(TValue).Name}."),
    };

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);
}
