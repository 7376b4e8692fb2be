namespace MlGates.Skew;

/// <summary>How far two numbers may be apart and still match: by the larger of both.</summary>
/// <param name="Absolute">At least 0, in the column's unit.</param>
/// <param name="Relative">At least 0, as a share of the baseline's magnitude.</param>
internal readonly record struct CellTolerance(double Absolute, double Relative)
{
    /// <summary>Whether two cells match. Missing matches missing, NaN matches NaN.</summary>
    internal bool Matches(in Cell before, in Cell after)
    {
        if (before.Kind != after.Kind)
        {
            return false;
        }

        if (before.Bits == after.Bits)
        {
            return true;
        }

        return before.Kind == CellKind.Number && Math.Abs(after.Number - before.Number) <= Math.Max(Absolute, Relative * Math.Abs(before.Number));
    }
}
