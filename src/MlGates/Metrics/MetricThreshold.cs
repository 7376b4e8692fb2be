namespace MlGates.Metrics;

/// <summary>What the tests of a metric against an absolute threshold share.</summary>
internal static class MetricThreshold
{
    /// <summary>Five points below the threshold: a model that far off should not pass unseen.</summary>
    public const double DefaultDetect = 0.05;

    public static void Check(double atLeast, double detect)
    {
        if (atLeast is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(atLeast), atLeast, "The smallest allowed value must lie in [0, 1].");
        }

        if (detect is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(detect), detect, "The distance to detect must lie in (0, 1).");
        }
    }

    public static void CheckAllowedLoss(double allowedLoss)
    {
        if (allowedLoss is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(allowedLoss), allowedLoss, "The allowed loss must lie in [0, 1].");
        }
    }
}
