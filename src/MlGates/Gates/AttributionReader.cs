using System.Globalization;
using MlGates.Comparison;
using MlGates.Data;

namespace MlGates.Gates;

/// <summary>Reads a table of attributions: a column of numbers for each feature, a row for each prediction.</summary>
internal static class AttributionReader
{
    /// <summary>The columns' names, in the order of the source.</summary>
    internal static string[] Names(DataSource source)
    {
        using var reader = source.Open();
        return [.. reader.Columns.Select(c => c.Name)];
    }

    /// <summary>Reads some columns in one pass.</summary>
    /// <exception cref="InputException">MLG2021: a cell is not a finite number, with its row.</exception>
    internal static AttributionShares Read(DataSource source, string[] features)
    {
        using var reader = source.Open(ColumnSelection.Named(features));
        var places = Schemas.RowScans.Places(reader.Columns, features);
        var cells = new TypedCells(source.DecimalComma);
        var shares = new AttributionShares(features.Length);
        var row = new double[features.Length];
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
            for (var r = 0; r < batch.Count; r++)
            {
                for (var i = 0; i < row.Length; i++)
                {
                    var column = batch.Columns[places[i]];
                    row[i] = column.Missing[r] || column.IsList ? double.NaN : cells.Number(column, r, ColumnType.Float);
                    if (!double.IsFinite(row[i]))
                    {
                        throw new InputException(RuleIds.AttributionUnusable, string.Create(CultureInfo.InvariantCulture,
                            $"Column '{features[i]}' of '{source.Name}' has no finite number in row {batch.FirstRow + r + 1}, which needs an attribution; leave the column out if it is none, or compute the attributions again."), source.Locate(batch.Line(r)));
                    }
                }

                shares.Add(row);
            }
        }

        return shares.Rows > 0 ? shares : throw new InputException(RuleIds.InputEmpty, $"'{source.Name}' holds no rows.", source.Locate(0));
    }
}
