using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlGates.MLNet;

/// <summary>Rows in memory, of which any can be chosen in any order. Immutable.</summary>
/// <param name="schema">The columns.</param>
/// <param name="columns">Their values; null for a column that is named but not there to be read.</param>
/// <param name="count">Number of rows.</param>
internal sealed class MemoryTable(DataViewSchema schema, MemoryColumn?[] columns, int count) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    /// <summary>Copies the visible columns of a view.</summary>
    public static MemoryTable Of(IDataView data)
    {
        if (data is MemoryTable table)
        {
            return table;
        }

        DataViewSchema.Column[] visible = [.. data.Schema.Where(c => !c.IsHidden)];
        var (count, columns) = MemoryRows.Columns(data, visible, int.MaxValue);
        var builder = new DataViewSchema.Builder();
        foreach (var column in visible)
        {
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        }

        return new MemoryTable(builder.ToSchema(), columns, count);
    }

    public long? GetRowCount() => count;

    public MemoryTable Take(IReadOnlyList<int> places) => new(schema, Array.ConvertAll(columns, c => c?.Take(places)), places.Count);

    /// <exception cref="InputException">The other's columns are not of the same names and types.</exception>
    public MemoryTable Join(MemoryTable next)
    {
        var joined = new MemoryColumn?[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            joined[i] = next.Schema.GetColumnOrNull(schema[i].Name) is not { } other
                ? throw new InputException(RuleIds.ColumnMissing, $"The second rows have no column '{schema[i].Name}', which the first have{NearestName.Hint(schema[i].Name, [.. next.Schema.Select(c => c.Name)])}")
                : !other.Type.Equals(schema[i].Type)
                    ? throw new InputException(RuleIds.InputMalformed, $"Column '{schema[i].Name}' is of type {schema[i].Type} in the first rows and {other.Type} in the second")
                : next.Values(other.Index) is { } values ? columns[i]?.Join([values]) : null;
        }

        return new MemoryTable(schema, joined, checked(count + (int)next.GetRowCount()!.Value));
    }

    /// <summary>A column.</summary>
    /// <exception cref="InputException">MLG0007: there is none of this name.</exception>
    public (int Place, MemoryColumn Values) Find(string name) => schema.GetColumnOrNull(name) is { } column && columns[column.Index] is { } values
        ? (column.Index, values)
        : throw new InputException(RuleIds.ColumnMissing, $"The rows have no column '{name}'{NearestName.Hint(name, [.. schema.Select(c => c.Name)])}");

    public MemoryTable With(int place, MemoryColumn values) => new(schema, [.. columns[..place], values, .. columns[(place + 1)..]], count);

    /// <summary>The columns that are there.</summary>
    public IEnumerable<(string Name, MemoryColumn Values)> Named() => schema.Where(c => columns[c.Index] is not null).Select(c => (c.Name, columns[c.Index]!));

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, [.. columnsNeeded.Select(c => c.Index)]);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private MemoryColumn? Values(int column) => columns[column];

    private int Rows => count;

    private sealed class Cursor(MemoryTable table, HashSet<int> active) : DataViewRowCursor
    {
        private int _row = -1;

        public override DataViewSchema Schema => table.Schema;

        public override long Position => _row;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            _row = _row + 1 < table.Rows ? _row + 1 : table.Rows;
            return _row < table.Rows;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            table.Values(column.Index)?.Getter(() => _row) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is not there as {typeof(TValue).Name}.");

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 0);
    }
}
