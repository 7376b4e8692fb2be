using MlGates.Comparison;
using MlGates.Statistics;

namespace MlGates.Gates;

/// <summary>A column's cells in one dataset, whose rows have weights or come in groups.</summary>
internal sealed class CellSample(CellPlan plan)
{
    // Weights become counts of so many parts of the whole, so fine that nothing is lost and products still fit.
    private const double Parts = 1L << 50;

    private readonly CompensatedSum[] _weights = new CompensatedSum[plan.Cells];
    private readonly CompensatedSum[] _squares = new CompensatedSum[plan.Cells];
    private double[] _table = [];

    /// <summary>Adds a value.</summary>
    internal void Add(int cell, double weight, int group)
    {
        _weights[cell].Add(weight);
        _squares[cell].Add(weight * weight);
        if (group < 0)
        {
            return;
        }

        var width = plan.GroupedCells;
        if ((group + 1) * width > _table.Length)
        {
            Array.Resize(ref _table, Math.Max((group + 1) * width, 2 * _table.Length));
        }

        _table[(group * width) + plan.Grouped[cell]] += weight;
    }

    /// <summary>Gives the groups other places, of which several may be the same.</summary>
    internal void Fold(ReadOnlySpan<int> target, int groups)
    {
        var width = plan.GroupedCells;
        var folded = new double[groups * width];
        for (var i = 0; i < _table.Length / width && i < target.Length; i++)
        {
            for (var cell = 0; cell < width; cell++)
            {
                folded[(target[i] * width) + cell] += _table[(i * width) + cell];
            }
        }

        _table = folded;
    }

    /// <summary>Weights of the cells as counts, for what works on shares.</summary>
    internal long[] Counts()
    {
        var all = Total(_weights, plan.Cells);
        return Array.ConvertAll(_weights, w => all > 0 ? (long)Math.Round(w.Value / all * Parts) : 0);
    }

    /// <summary>Effective rows by weights, of all rows or of those that are not missing; 0 when they have no weight.</summary>
    internal double Kish(bool withMissing)
    {
        var cells = withMissing ? plan.Cells : plan.Cells - 1;
        var (sum, squares) = (Total(_weights, cells), Total(_squares, cells));
        return squares > 0 ? sum * sum / squares : 0;
    }

    /// <summary>How the shares vary from group to group; null when the rows have no weight.</summary>
    internal ShareCovariance? Groups(bool withMissing)
    {
        var width = plan.GroupedCells;
        return ShareCovariance.Of(_table.AsSpan(0, _table.Length / width * width), width, withMissing ? width : width - 1, Kish(withMissing));
    }

    private static double Total(CompensatedSum[] sums, int cells)
    {
        var total = default(CompensatedSum);
        for (var i = 0; i < cells; i++)
        {
            total.Add(sums[i].Value);
        }

        return total.Value;
    }
}
