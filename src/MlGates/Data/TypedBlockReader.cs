namespace MlGates.Data;

/// <summary>Applies what options say to the columns of a typed source: texts that count as missing, and other types.</summary>
internal sealed class TypedBlockReader : BlockReader
{
    private readonly BlockReader _inner;
    private readonly MissingTexts _missing;
    private readonly ColumnConversion?[] _conversions;

    private TypedBlockReader(BlockReader inner, MissingTexts missing, ColumnConversion?[] conversions)
    {
        (_inner, _missing, _conversions) = (inner, missing, conversions);
        Columns = [.. inner.Columns.Select((c, i) => conversions[i] is { } conversion ? c with { Type = conversion.Type } : c)];
    }

    public override IReadOnlyList<ColumnHeader> Columns { get; }

    public override IReadOnlyList<InputFileRecord> Files => _inner.Files;

    public override IReadOnlyList<string> Notes => _inner.Notes;

    public override long BytesRead => _inner.BytesRead;

    public override long? BytesTotal => _inner.BytesTotal;

    /// <summary>Wraps a reader; closes it when the options do not fit.</summary>
    /// <exception cref="InputException">MLG0007: a type is given for a column that is not there. MLG0005: a column cannot become of the type.</exception>
    internal static BlockReader Over(BlockReader inner, FileSource source, IReadOnlyList<string> missing, IReadOnlyDictionary<string, ColumnType> types)
    {
        try
        {
            var conversions = inner.Columns.Select(c => types.TryGetValue(c.Name, out var type) && type != c.Type ? new ColumnConversion(source, c, type) : null).ToArray();
            return new TypedBlockReader(inner, new MissingTexts(missing), conversions);
        }
        catch
        {
            inner.Dispose();
            throw;
        }
    }

    public override RowBlock? Next() => _inner.Next() is { } block ? new Block(block, this) : null;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Block(RowBlock inner, TypedBlockReader reader) : RowBlock
    {
        private readonly Dictionary<TextDictionary, int[]?> _missingCodes = [];

        public override long RowsRefused => inner.RowsRefused;

        public override bool Read(RowBatch batch)
        {
            if (!inner.Read(batch))
            {
                return false;
            }

            for (var i = 0; i < batch.Columns.Length; i++)
            {
                if (!reader._missing.IsEmpty && batch.Columns[i] is { Encoding: ColumnEncoding.Text, IsList: false })
                {
                    batch.Columns[i].Miss(reader._missing, _missingCodes);
                }

                if (reader._conversions[i] is { } conversion)
                {
                    batch.Columns[i] = conversion.Convert(batch, batch.Columns[i]);
                }
            }

            return true;
        }

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
