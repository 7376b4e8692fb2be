namespace MlGates.Statistics;

/// <summary>Finds where a monotone function changes sign, by false position with bisection as its safeguard. Deterministic.</summary>
internal static class MonotoneRoot
{
    /// <summary>
    /// The point between <paramref name="low"/> and <paramref name="high"/> where <paramref name="function"/> changes sign, to about
    /// <paramref name="precision"/> relative to its size. If the sign is the same at both ends, the end with the value nearer zero.
    /// </summary>
    public static double Find(Func<double, double> function, double low, double high, double precision = 1e-13)
    {
        var atLow = function(low);
        var atHigh = function(high);
        if (atLow == 0)
        {
            return low;
        }

        if (atHigh == 0)
        {
            return high;
        }

        if (double.IsNegative(atLow) == double.IsNegative(atHigh))
        {
            return Math.Abs(atLow) < Math.Abs(atHigh) ? low : high;
        }

        var side = 0;
        for (var step = 0; step < 200 && high - low > precision * Math.Max(Math.Abs(low), Math.Abs(high)); step++)
        {
            // Every third step halves, so that a badly curved (or infinite) function costs at most three times bisection.
            var secant = low + ((high - low) * (atLow / (atLow - atHigh)));
            var at = step % 3 == 2 || !(secant > low && secant < high) ? low + ((high - low) / 2) : secant;
            if (at <= low || at >= high)
            {
                break;
            }

            var value = function(at);
            if (value == 0)
            {
                return at;
            }

            // The Illinois rule: an end that stays twice gets half its weight, or it would stay for ever.
            if (double.IsNegative(value) == double.IsNegative(atLow))
            {
                (low, atLow) = (at, value);
                atHigh = side == -1 ? atHigh / 2 : atHigh;
                side = -1;
            }
            else
            {
                (high, atHigh) = (at, value);
                atLow = side == 1 ? atLow / 2 : atLow;
                side = 1;
            }
        }

        return low + ((high - low) / 2);
    }
}
