namespace MlGates.Data;

/// <summary>A property that is a column.</summary>
/// <param name="Header">Name and type; of a list the type of its values.</param>
/// <param name="Encoding">How a batch stores it.</param>
/// <param name="IsList">Whether a row holds a list of values.</param>
/// <param name="Fill">Adds a value, or a list, for each row to a batch that was reset for it.</param>
internal sealed record ObjectColumn<T>(ColumnHeader Header, ColumnEncoding Encoding, bool IsList, ObjectColumn<T>.Filler Fill)
{
    internal delegate void Filler(ReadOnlySpan<T> rows, ColumnBatch column);
}
