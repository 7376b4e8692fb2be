using System.Globalization;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>
/// The rows of a source with one column more: the number of the window each is in, missing where it has no time. Windows of rows count rows as they are read, so
/// that their blocks must be read one after the other.
/// </summary>
internal sealed class WindowedSource(DataSource source, RowWindows windows, IReadOnlyCollection<string> columns) : DataSource
{
    internal const string Column = "(window)";

    public override string Name => source.Name;

    public override IReadOnlyList<string> MissingTokens => source.MissingTokens;

    public override bool DecimalComma => source.DecimalComma;

    // Always the same columns, whichever are asked for: the window is none of the source's.
    public override BlockReader OpenBlocks(ColumnSelection _) =>
        new Reader(this, source.OpenBlocks(ColumnSelection.Named([.. columns, .. windows.By is { } by && !columns.Contains(by) ? [by] : Array.Empty<string>()])));

    public override SourceLocation? Locate(int line) => source.Locate(line);

    private sealed class Reader : BlockReader
    {
        private readonly WindowedSource _owner;
        private readonly BlockReader _inner;
        private readonly int[] _order;
        private readonly int _by;
        private long _rows;

        internal Reader(WindowedSource owner, BlockReader inner)
        {
            (_owner, _inner) = (owner, inner);
            Columns = [.. inner.Columns, new ColumnHeader(Column, ColumnType.Integer)];
            _order = [.. Enumerable.Range(0, inner.Columns.Count)];
            _by = Array.FindIndex(_order, i => inner.Columns[i].Name == owner.Windows.By);
        }

        public override IReadOnlyList<ColumnHeader> Columns { get; }

        public override IReadOnlyList<InputFileRecord> Files => _inner.Files;

        public override RowBlock? Next() => _inner.Next() is { } block ? new Block(block, this) : null;

        internal bool Read(RowBlock block, RowBatch batch)
        {
            var all = batch.Arrange(_order);
            bool read;
            try
            {
                read = block.Read(batch);
            }
            finally
            {
                batch.Restore(_order, all);
            }

            var window = batch.Columns[^1];
            window.Reset(ColumnEncoding.Int64);
            for (var row = 0; row < batch.Count; row++)
            {
                if (_by < 0)
                {
                    window.Add(_rows++ / _owner.Windows.Rows!.Value);
                }
                else if (!batch.Columns[_by].Missing[row] && Seconds(batch, row) is var seconds && !double.IsNaN(seconds))
                {
                    window.Add(_owner.Windows.Every!.IndexOf(seconds));
                }
                else
                {
                    window.AddMissing();
                }
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private double Seconds(RowBatch batch, int row)
        {
            var column = batch.Columns[_by];
            if (column.IsList)
            {
                throw new InputException(RuleIds.Usage, $"Column '{_owner.Windows.By}' of '{_owner.Name}' holds lists, so it is no column of times.", _owner.Locate(0));
            }

            if (column.Encoding == ColumnEncoding.Text && Timestamp.TryParse(column.Text(row), out var time))
            {
                return time;
            }

            // Typed times are seconds, as the numbers of a file have to be.
            var seconds = SliceValue.Number(column, row, _owner.DecimalComma);
            return double.IsNaN(seconds) || _inner.Columns[_by].Type == ColumnType.Timestamp || seconds is >= 0 and <= LastSecond ? seconds : throw new InputException(
                RuleIds.InputMalformed,
                string.Create(CultureInfo.InvariantCulture, $"Column '{_owner.Windows.By}' of '{_owner.Name}' holds {seconds}, which is no time: windows need ISO 8601 times, such as 2016-05-01T06:00Z, or seconds since 1970-01-01 up to the year 2100 (not thousandths of them)."),
                (batch.Origin ?? _owner).Locate(batch.Line(row)));
        }
    }

    private RowWindows Windows => windows;

    // The year 2100.
    private const double LastSecond = 4_102_444_800;

    private sealed class Block(RowBlock inner, Reader reader) : RowBlock
    {
        public override long RowsRefused => inner.RowsRefused;

        public override bool Read(RowBatch batch) => reader.Read(inner, batch);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
