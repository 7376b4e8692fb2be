namespace MlGates.Statistics;

/// <summary>Confidence limits of a proportion from successes among trials.</summary>
public static class ProportionInterval
{
    /// <summary>
    /// Both limits of E. B. Wilson's score interval (Probable inference, the law of succession, and statistical inference, 1927) at normal
    /// quantile <paramref name="z"/>. In [0, 1]; (0, 1) without trials.
    /// </summary>
    /// <param name="successes">Between 0 and <paramref name="trials"/>.</param>
    /// <param name="trials">Number of trials, at least 0.</param>
    /// <param name="z">At least 0; 1.96 for a two-sided 95 % interval.</param>
    public static (double Lower, double Upper) Wilson(long successes, long trials, double z)
    {
        Check(successes, trials);
        return Wilson((double)successes, trials, z);
    }

    /// <summary>The same of effective numbers, which need not be whole.</summary>
    internal static (double Lower, double Upper) Wilson(double successes, double trials, double z)
    {
        if (!(z >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(z), z, "A normal quantile of an interval must be at least 0.");
        }

        if (trials == 0 || double.IsInfinity(z))
        {
            return (0, 1);
        }

        var n = trials;
        var square = z * z;
        var centre = successes + (square / 2);
        var reach = z * Math.Sqrt((successes * ((trials - successes) / n)) + (square / 4));

        // At no successes (or no failures) the limit is exact; rounding would leave a residue.
        return (
            successes == 0 ? 0 : Math.Max(0, (centre - reach) / (n + square)),
            successes == trials ? 1 : Math.Min(1, (centre + reach) / (n + square)));
    }

    /// <summary>
    /// The one-sided exact lower limit: the p with P(X ≥ successes) = <paramref name="level"/> (C. J. Clopper and E. S. Pearson, 1934); 0 without successes.
    /// </summary>
    /// <param name="successes">Between 0 and <paramref name="trials"/>.</param>
    /// <param name="trials">Number of trials, at least 0.</param>
    /// <param name="level">Chance to miss, in (0, 1).</param>
    public static double ClopperPearsonLower(long successes, long trials, double level)
    {
        Check(successes, trials);
        Probability.Check(level);
        if (successes == 0)
        {
            return 0;
        }

        var target = Math.Log(level);
        return MonotoneRoot.Find(p => Math.Log(BinomialDistribution.UpperTail(successes, trials, p)) - target, 0, 1);
    }

    /// <summary>
    /// The one-sided exact upper limit: the p with P(X ≤ successes) = <paramref name="level"/> (C. J. Clopper and E. S. Pearson, 1934); 1 without failures.
    /// </summary>
    /// <inheritdoc cref="ClopperPearsonLower"/>
    public static double ClopperPearsonUpper(long successes, long trials, double level) =>
        1 - ClopperPearsonLower(trials - successes, trials, level);

    private static void Check(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        if (successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, "Successes must lie between 0 and the trials.");
        }
    }
}
