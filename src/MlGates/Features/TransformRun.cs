namespace MlGates.Features;

/// <summary>Runs code of others on rows, so that what it throws becomes a finding about a row.</summary>
public static class TransformRun
{
    /// <summary>Runs a transform; it is not run without rows.</summary>
    /// <param name="name">Name of the transform in messages.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="access">How they are chosen and shown.</param>
    /// <param name="transform">The transform.</param>
    /// <param name="none">Its output without rows.</param>
    /// <param name="how">How it is run, as in "row by row".</param>
    /// <returns>The output; or the first row of the shortest run of rows from the first that it fails on, found by halving: O(log n) runs.</returns>
    /// <exception cref="InputException">The transform does not take rows of this kind: no matter of a single row.</exception>
    public static Attempt<T> Of<TRows, T>(string name, TRows rows, IFeatureRows<TRows> access, Func<TRows, T> transform, T none, string how = "")
        where T : class
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(transform);
        var held = access.Hold(rows);
        var attempt = new Attempt<T>(name, access.Count(held));
        return attempt.InputRows == 0 ? attempt with { Output = none }
            : Error(held, transform, out var output) is not { } error ? attempt with { Output = output }
            : attempt with { Failure = Find(new TransformFailure(how, error), held, attempt.InputRows, access, transform) };
    }

    private static TransformFailure Find<TRows, T>(TransformFailure failure, TRows rows, int count, IFeatureRows<TRows> access, Func<TRows, T> transform)
    {
        // What is in memory need not be read again each time.
        rows = access.Take(rows, [.. Enumerable.Range(0, count)]);
        if (ErrorOf(0, count) is null)
        {
            // It failed once and not again: no row is to blame.
            return failure;
        }

        var (good, bad) = (0, count);
        while (bad - good > 1)
        {
            var middle = (int)(((long)good + bad) / 2);
            if (ErrorOf(0, middle) is null)
            {
                good = middle;
            }
            else
            {
                bad = middle;
            }
        }

        var alone = ErrorOf(good, 1);
        return failure with { Row = good, Values = access.Show(rows, good), Alone = alone is not null, Error = alone ?? ErrorOf(0, bad) ?? failure.Error };

        string? ErrorOf(int first, int number) => Error(access.Take(rows, [.. Enumerable.Range(first, number)]), transform, out _);
    }

    private static string? Error<TRows, T>(TRows rows, Func<TRows, T> transform, out T? output)
    {
        try
        {
            output = transform(rows);
            return null;
        }
        catch (Exception cause) when (cause is not (InputException or OutOfMemoryException))
        {
            output = default;
            return Describe(cause);
        }
    }

    /// <summary>Type and first line of what code of others threw.</summary>
    internal static string Describe(Exception cause)
    {
        // Loops on several threads, as ML.NET's cursors are, wrap what was thrown.
        var inner = cause.GetBaseException();
        return inner is InputException input
            ? throw new InputException(input.Rule, input.Message, input.Location, cause)
            : $"{inner.GetType().Name}: {FirstLine.Of(inner)}";
    }
}
