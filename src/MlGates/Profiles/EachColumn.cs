namespace MlGates.Profiles;

/// <summary>Does something for each of many columns, several at the same time.</summary>
internal static class EachColumn
{
    /// <summary>Runs <paramref name="body"/> for each number below <paramref name="count"/>. When some fail, all others have run and the failure of the smallest number is thrown: the same in every run.</summary>
    /// <param name="count">How many.</param>
    /// <param name="threads">Threads to use at most, at least 1.</param>
    /// <param name="body">What to do; on any thread.</param>
    internal static void Do(int count, int threads, Action<int> body)
    {
        var failures = new SortedDictionary<int, Exception>();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            try
            {
                body(i);
            }
            catch (Exception e)
            {
                lock (failures)
                {
                    failures.Add(i, e);
                }
            }
        });
        if (failures.Count > 0)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failures.First().Value);
        }
    }
}
