namespace MlGates.Training;

/// <summary>When a loss counts as converged. Changes are relative, over the last 30 % of the points.</summary>
public sealed record ConvergenceLimits
{
    /// <summary>δ: the largest rise allowed, above 0. Default 0.05.</summary>
    public double Delta { get; init; } = 0.05;

    /// <summary>ε: a fall by more than this means the run has not converged; in (0, 1). Default 0.05.</summary>
    public double Epsilon { get; init; } = 0.05;

    /// <summary>κ: how far the end may lie above the best level, above 0. Default 0.2.</summary>
    public double Kappa { get; init; } = 0.2;

    /// <summary>Whether a loss that still falls fails; else it is inconclusive. Default false.</summary>
    public bool RequireConverged { get; init; }

    /// <summary>Throws for a limit out of its range.</summary>
    /// <exception cref="ArgumentException">A limit is out of its range.</exception>
    public void Check()
    {
        if (!(Delta > 0 && double.IsFinite(Delta)) || !(Kappa > 0 && double.IsFinite(Kappa)) || Epsilon is not (> 0 and < 1))
        {
            throw new ArgumentException("Delta and kappa must be above 0 and epsilon between 0 and 1.");
        }
    }
}
