using System.Text;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Reads rows once more for the values that break rules: exact counts, and the first of them as examples.</summary>
internal static class OffendingValues
{
    /// <summary>The anomalies with counts and examples, of the rows in a slice or of all. Reads the columns concerned; nothing when there are none.</summary>
    internal static IReadOnlyList<Anomaly> Find(DataSource data, IReadOnlyList<Anomaly> anomalies, SchemaValidationOptions options, SliceCondition? where = null)
    {
        var tallies = anomalies.Where(a => a.Offends is not null && a.Column is not null).Select(a => new Tally(a)).ToArray();
        if (tallies.Length == 0)
        {
            return anomalies;
        }

        using var reader = data.OpenBlocks(ColumnSelection.Named([.. tallies.Select(t => t.Anomaly.Column!).Distinct(StringComparer.Ordinal)]).With(where?.Columns ?? []));
        var places = Array.ConvertAll(tallies, t => IndexOf(reader.Columns, t.Anomaly.Column!));
        var batch = new RowBatch(reader.Columns.Count);
        int[] sliced = [.. (where?.Columns ?? []).Select(c => IndexOf(reader.Columns, c))];
        var (found, isIn) = (new int[batch.Capacity], new bool[batch.Capacity]);
        isIn.AsSpan().Fill(where is null);
        long before = 0;
        while (reader.Next() is { } block)
        {
            using (block)
            {
                while (block.Read(batch))
                {
                    if (where is not null)
                    {
                        isIn.AsSpan().Clear();
                        foreach (var row in found.AsSpan(0, where.Find(batch, sliced, data.DecimalComma, found)))
                        {
                            isIn[row] = true;
                        }
                    }

                    for (var i = 0; i < tallies.Length; i++)
                    {
                        Count(batch.Columns[places[i]], isIn, before, tallies[i], data.DecimalComma, options.HideValues);
                    }

                    before += batch.Count;
                }
            }
        }

        return [.. anomalies.Select(a => Array.Find(tallies, t => ReferenceEquals(t.Anomaly, a)) is { } tally ? tally.Done() : a)];
    }

    private static int IndexOf(IReadOnlyList<ColumnHeader> columns, string name)
    {
        var place = 0;
        while (columns[place].Name != name)
        {
            place++;
        }

        return place;
    }

    private static void Count(ColumnBatch column, bool[] isIn, long before, Tally tally, bool decimalComma, bool hide)
    {
        var start = 0;
        for (var row = 0; row < column.Count; row++)
        {
            if (!isIn[row])
            {
                start = column.IsList ? column.RowEnds[row] : start;
                continue;
            }

            if (column.Missing[row])
            {
                tally.Add(before + row + 1, default, hide);
                start = column.IsList ? column.RowEnds[row] : start;
                continue;
            }

            var (first, end) = column.IsList ? (start, column.RowEnds[row]) : (row, row + 1);
            for (var value = first; value < end; value++)
            {
                tally.Add(before + row + 1, CellReader.Read(column, value, decimalComma), hide);
            }

            start = end;
        }
    }

    private sealed class Tally(Anomaly anomaly)
    {
        private readonly List<AnomalyExample> _examples = [];
        private long _count;

        internal Anomaly Anomaly => anomaly;

        internal void Add(long row, CellValue value, bool hide)
        {
            if (!anomaly.Offends!(value) || ++_count > SchemaValidationOptions.MostExamples)
            {
                return;
            }

            _examples.Add(new AnomalyExample(row, value.Kind == CellKind.Missing ? null : hide ? Say.Hash(value.Text.Span) : Encoding.UTF8.GetString(value.Text.Span)));
        }

        // A source that gives other rows when it is read again may have none.
        internal Anomaly Done() => anomaly with { Found = anomaly.Counted!(Math.Max(1, _count)), Count = Math.Max(1, _count), Examples = _examples };
    }
}
