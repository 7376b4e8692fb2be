using System.Globalization;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>Reads the rows' weights from a column: finite numbers of at least 0, none missing.</summary>
/// <param name="source">The source, for messages.</param>
/// <param name="name">The column's name.</param>
/// <param name="place">The column's place in a batch.</param>
internal sealed class WeightReader(DataSource source, string name, int place)
{
    private const string Wanted = "a weight (a finite number of at least 0)";

    private double[] _weights = [];

    /// <summary>The weights of a batch's rows; valid until the next call.</summary>
    /// <exception cref="RowException">A row has no weight.</exception>
    internal ReadOnlyMemory<double> Read(RowBatch batch)
    {
        var column = batch.Columns[place];
        if (column.IsList)
        {
            throw new InputException(RuleIds.Usage, $"Column '{name}' of '{source.Name}' holds lists, so it has no weights.", source.Locate(0));
        }

        if (_weights.Length < batch.Count)
        {
            _weights = new double[batch.Capacity];
        }

        for (var row = 0; row < batch.Count; row++)
        {
            if (column.Missing[row])
            {
                var (line, at) = (batch.Line(row), batch.FirstRow + row + 1);
                throw new RowException(rowsBefore => new InputException(RuleIds.InputMalformed, string.Create(CultureInfo.InvariantCulture,
                    $"Column '{name}' of '{source.Name}' has no value in row {rowsBefore + at}, which needs {Wanted}."), source.Locate(line)));
            }

            if (!TryRead(column, row, out _weights[row]) || !(_weights[row] >= 0) || double.IsInfinity(_weights[row]))
            {
                throw new RowException(WrongValue.At(source, name, Wanted, batch, column, row, row));
            }
        }

        return _weights.AsMemory(0, batch.Count);
    }

    private bool TryRead(ColumnBatch column, int row, out double weight)
    {
        switch (column.Encoding)
        {
            case ColumnEncoding.Float64:
                weight = column.Numbers[row];
                return true;
            case ColumnEncoding.Int64:
                weight = column.Integers[row];
                return true;
            case ColumnEncoding.Boolean:
                weight = column.Booleans[row] ? 1 : 0;
                return true;
            default:
                return TextValue.TryNumber(column.Text(row), out weight, source.DecimalComma);
        }
    }
}
