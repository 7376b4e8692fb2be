namespace MlGates.Statistics;

/// <summary>The binomial distribution: successes in <c>trials</c> independent trials. Both tails keep their relative precision.</summary>
public static class BinomialDistribution
{
    /// <summary>P(X ≥ successes), in [0, 1]. O(√trials).</summary>
    /// <param name="successes">Any count; at or below 0 the tail is 1, above the trials it is 0.</param>
    /// <param name="trials">Number of trials, at least 0.</param>
    /// <param name="probability">Chance of success, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1], or trials is negative.</exception>
    public static double UpperTail(long successes, long trials, double probability)
    {
        Check(trials, probability);
        return successes <= 0 ? 1
            : successes > trials ? 0
            : RegularizedBeta.Lower(successes, trials - successes + 1.0, probability, 1 - probability);
    }

    /// <summary>P(X ≤ successes), in [0, 1]. O(√trials).</summary>
    /// <inheritdoc cref="UpperTail"/>
    public static double LowerTail(long successes, long trials, double probability)
    {
        Check(trials, probability);
        return successes < 0 ? 0
            : successes >= trials ? 1
            : RegularizedBeta.Lower(trials - successes, successes + 1.0, 1 - probability, probability);
    }

    private static void Check(long trials, double probability)
    {
        Probability.Check(probability);
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
    }
}
