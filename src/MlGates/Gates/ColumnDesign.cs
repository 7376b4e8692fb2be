using MlGates.Comparison;

namespace MlGates.Gates;

/// <summary>How much the rows of both sides tell of a column, where they have weights or come in groups.</summary>
internal sealed class ColumnDesign
{
    /// <summary>Fewer groups say too little of how much rows depend on each other.</summary>
    public const int FewestGroups = 30;

    private readonly CellPlan _plan;
    private readonly CellSample _first;
    private readonly CellSample _second;
    private readonly bool _isGrouped;

    /// <summary>Creates it from what a <see cref="CellScan"/> counted.</summary>
    public ColumnDesign(CellPlan plan, CellSample first, CellSample second, bool isWeighted, bool isGrouped)
    {
        (_plan, _first, _second, _isGrouped, IsWeighted) = (plan, first, second, isGrouped, isWeighted);
        Groups = isGrouped ? (first.Groups(withMissing: true)?.Groups ?? 0, second.Groups(withMissing: true)?.Groups ?? 0) : null;
    }

    /// <summary>Whether rows have weights.</summary>
    public bool IsWeighted { get; }

    /// <summary>Groups on both sides; null where rows do not come in groups.</summary>
    public (int First, int Second)? Groups { get; }

    /// <summary>Weights as counts of both sides: the cells in order, then missing.</summary>
    public (long[] First, long[] Second) Counts() => (_first.Counts(), _second.Counts());

    /// <summary>Effective rows for a measure over present values.</summary>
    /// <param name="direction">The measure's own direction, from the shares of both sides.</param>
    /// <returns>Null when the rows of a side have no weight.</returns>
    public EffectiveSizes? OfPresent(Func<double[], double[], double[]> direction) => Sizes(withMissing: false, null, direction);

    /// <summary>Effective rows for a divergence, in which missing is a cell.</summary>
    /// <param name="starts">The first bin of each merged cell; null for the cells as they are.</param>
    /// <inheritdoc cref="OfPresent" path="/returns"/>
    public EffectiveSizes? OfAll(int[]? starts = null) => Sizes(withMissing: true, starts is null ? null : Targets(starts), null);

    /// <summary>Effective rows for the share of missing values.</summary>
    /// <inheritdoc cref="OfPresent" path="/returns"/>
    public EffectiveSizes? OfMissing()
    {
        var target = new int[_plan.GroupedCells];
        target[^1] = 1;
        return Sizes(withMissing: true, target, null);
    }

    /// <summary>The one cell whose share moved most.</summary>
    public static double[] LargestMove(double[] first, double[] second)
    {
        var direction = new double[first.Length];
        direction[Enumerable.Range(0, first.Length).MaxBy(i => Math.Abs(first[i] - second[i]))] = 1;
        return direction;
    }

    /// <summary>The cells below the largest difference of the distribution functions.</summary>
    public static double[] LargestStep(double[] first, double[] second)
    {
        var (running, largest, end) = (0.0, -1.0, 0);
        for (var i = 0; i < first.Length; i++)
        {
            running += first[i] - second[i];
            (largest, end) = Math.Abs(running) > largest ? (Math.Abs(running), i) : (largest, end);
        }

        return [.. first.Select((_, i) => i <= end ? 1.0 : 0)];
    }

    /// <summary>The influence on the area between the distribution functions: −∫ sign(F − G) up to the cell, bins without end taken as wide as the one beside them.</summary>
    public double[] Transport(double[] first, double[] second)
    {
        var edges = _plan.Edges!;
        var direction = new double[first.Length];
        var running = 0.0;
        for (var i = 0; i + 1 < first.Length; i++)
        {
            running += first[i] - second[i];
            var width = edges.Length < 2 ? 1 : i == 0 ? edges[1] - edges[0] : edges[Math.Min(i, edges.Length - 1)] - edges[Math.Min(i, edges.Length - 1) - 1];
            direction[i + 1] = direction[i] - (Math.Sign(running) * width);
        }

        return direction;
    }

    private int[] Targets(int[] starts)
    {
        var target = new int[_plan.GroupedCells];
        for (var (bin, cell) = (0, -1); bin < target.Length - 1; bin++)
        {
            cell += cell + 1 < starts.Length && starts[cell + 1] == bin ? 1 : 0;
            target[bin] = cell;
        }

        target[^1] = starts.Length;
        return target;
    }

    private EffectiveSizes? Sizes(bool withMissing, int[]? target, Func<double[], double[], double[]>? direction)
    {
        if (!_isGrouped)
        {
            return Known(_first.Kish(withMissing), _second.Kish(withMissing));
        }

        if (_first.Groups(withMissing) is not { } first || _second.Groups(withMissing) is not { } second)
        {
            return null;
        }

        if (target is not null)
        {
            (first, second) = (first.Merge(target, target[^1] + 1), second.Merge(target, target[^1] + 1));
        }

        var along = direction?.Invoke(first.Shares, second.Shares) ?? [];
        return Known(first.EffectiveRows(second.Shares, along), second.EffectiveRows(first.Shares, along));
    }

    private static EffectiveSizes? Known(double first, double second) => first > 0 && second > 0 ? new EffectiveSizes(first, second) : null;
}
