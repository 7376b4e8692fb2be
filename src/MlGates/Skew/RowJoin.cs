using MlGates.Data;
using MlGates.Schemas;

namespace MlGates.Skew;

/// <summary>
/// Rows of two datasets that have the same key, compared cell by cell. The baseline is kept in memory, about 50 bytes and 16 for each column a row; the candidate is read twice, once for its
/// keys, and not kept. Keys are told apart by 128-bit hashes: among a thousand million two share one with a chance of 10^-21.
/// </summary>
internal sealed class RowJoin
{
    private const int MostExamples = 5;

    private readonly Dictionary<UInt128, int> _places = [];
    private readonly List<long> _rows = [];
    private readonly List<Cell>[] _cells;
    private readonly string[] _keys;
    private byte[] _seen = [];

    private RowJoin(string[] keys, IReadOnlyList<ColumnSkew> columns, IReadOnlyList<int[]> steps)
    {
        (_keys, Columns) = (keys, columns);
        _cells = [.. columns.Select(_ => new List<Cell>())];
        Steps = steps;
    }

    /// <summary>The columns.</summary>
    internal IReadOnlyList<ColumnSkew> Columns { get; }

    /// <summary>Chains of columns by place, each computed from the one before.</summary>
    internal IReadOnlyList<int[]> Steps { get; }

    /// <summary>Rows of the baseline.</summary>
    internal long Before { get; private set; }

    /// <summary>Rows of the candidate.</summary>
    internal long After { get; private set; }

    /// <summary>Rows that were compared.</summary>
    internal long Matched { get; private set; }

    /// <summary>Rows of the baseline whose key the candidate does not have.</summary>
    internal long OnlyBefore { get; private set; }

    /// <summary>Rows of the candidate whose key the baseline does not have.</summary>
    internal long OnlyAfter { get; private set; }

    /// <summary>Rows without a key, and rows whose key others of their side have too, of the baseline and the candidate.</summary>
    internal (long Before, long After) Keyless { get; private set; }

    /// <inheritdoc cref="Keyless"/>
    internal (long Before, long After) Repeated { get; private set; }

    /// <summary>Rows with a mismatch.</summary>
    internal long Skewed { get; private set; }

    /// <summary>Numbers of the first rows whose key is repeated or missing, by side.</summary>
    internal (SortedSet<long> Before, SortedSet<long> After) Wrong { get; } = ([], []);

    /// <summary>The number in the baseline of a row's place.</summary>
    internal long RowOf(int place) => _rows[place];

    /// <summary>Joins and compares. O(rows · columns).</summary>
    /// <param name="baseline">The one side.</param>
    /// <param name="candidate">The other.</param>
    /// <param name="keys">The columns that make the key.</param>
    /// <param name="columns">The columns to compare.</param>
    /// <param name="steps">Chains of their places.</param>
    internal static RowJoin Of(DataSource baseline, DataSource candidate, string[] keys, IReadOnlyList<ColumnSkew> columns, IReadOnlyList<int[]> steps)
    {
        var join = new RowJoin(keys, columns, steps);
        join.ReadBaseline(baseline);
        join.ReadKeys(candidate);
        join.Compare(candidate);
        return join;
    }

    // A key that comes again has the place -1 from then on; its first row is taken back.
    private void ReadBaseline(DataSource source)
    {
        var counts = new Dictionary<UInt128, long>();
        Read(source, [.. Columns.Select(c => c.Name)], (batch, row, places, hash, number) =>
        {
            Before++;
            if (hash is not { } key)
            {
                Keyless = Keyless with { Before = Keyless.Before + 1 };
                Note(Wrong.Before, number);
            }
            else if (_places.TryGetValue(key, out var place))
            {
                if (counts.TryAdd(key, 2))
                {
                    Note(Wrong.Before, _rows[place]);
                    Repeated = Repeated with { Before = Repeated.Before + 1 };
                }

                Repeated = Repeated with { Before = Repeated.Before + 1 };
                Note(Wrong.Before, number);
            }
            else
            {
                _places[key] = _rows.Count;
                _rows.Add(number);
                for (var i = 0; i < places.Length; i++)
                {
                    _cells[i].Add(Cell.Read(batch.Columns[places[i]], row, source.DecimalComma));
                }
            }
        });
        _seen = new byte[_rows.Count];
        foreach (var key in counts.Keys)
        {
            _seen[_places[key]] = byte.MaxValue;
        }
    }

    private void ReadKeys(DataSource source)
    {
        var first = new Dictionary<UInt128, long>();
        Read(source, [], (_, _, _, hash, number) =>
        {
            After++;
            if (hash is not { } key)
            {
                Keyless = Keyless with { After = Keyless.After + 1 };
                Note(Wrong.After, number);
            }
            else if (!_places.TryGetValue(key, out var place))
            {
                OnlyAfter++;
            }
            else if (_seen[place] is 0)
            {
                _seen[place] = 1;
                first[key] = number;
            }
            else if (_seen[place] < byte.MaxValue)
            {
                Repeated = Repeated with { After = Repeated.After + (_seen[place] == 1 ? 2 : 1) };
                _seen[place] = 2;
                Note(Wrong.After, number);
                Note(Wrong.After, first[key]);
            }
        });
        OnlyBefore = _seen.LongCount(s => s == 0);
    }

    private void Compare(DataSource source)
    {
        var matches = new bool[Columns.Count];
        Read(source, [.. Columns.Select(c => c.Name)], (batch, row, places, hash, number) =>
        {
            if (hash is not { } key || !_places.TryGetValue(key, out var place) || _seen[place] != 1)
            {
                return;
            }

            Matched++;
            var skewed = false;
            for (var i = 0; i < places.Length; i++)
            {
                matches[i] = Columns[i].Add(key, place, number, _cells[i][place], Cell.Read(batch.Columns[places[i]], row, source.DecimalComma));
                skewed |= !matches[i];
            }

            Skewed += skewed ? 1 : 0;
            foreach (var chain in Steps)
            {
                var faulty = false;
                foreach (var step in chain)
                {
                    Columns[step].Follows += faulty && !matches[step] ? 1 : 0;
                    faulty |= !matches[step];
                }
            }
        });
    }

    private void Read(DataSource source, string[] columns, Action<RowBatch, int, int[], UInt128?, long> add)
    {
        using var reader = source.Open(ColumnSelection.Named([.. _keys.Concat(columns).Distinct(StringComparer.Ordinal)]));
        var keys = RowScans.Places(reader.Columns, _keys);
        var places = RowScans.Places(reader.Columns, columns);
        var key = new RowKey(source.DecimalComma);
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                add(batch, row, places, Key(key, batch, row, keys), batch.FirstRow + row + 1);
            }
        }
    }

    private static UInt128? Key(RowKey key, RowBatch batch, int row, int[] places)
    {
        key.Clear();
        foreach (var place in places)
        {
            var column = batch.Columns[place];
            if (column.Missing[row])
            {
                return null;
            }

            // A number matches however it is stored; a code with leading zeros is a text.
            var isCode = column.Encoding == ColumnEncoding.Text && !column.IsList && LeadingZero.Count(column.Text(row)) > 0;
            key.AddRow(column, row, isCode ? ColumnType.Category : ColumnType.Float);
        }

        return key.Hash;
    }

    private static void Note(SortedSet<long> rows, long row)
    {
        rows.Add(row);
        if (rows.Count > MostExamples)
        {
            rows.Remove(rows.Max);
        }
    }
}
