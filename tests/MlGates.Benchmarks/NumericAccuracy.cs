using System.Globalization;
using MlGates.Statistics;

namespace MlGates.Benchmarks;

/// <summary>Measured errors of the sketches of numbers beside their stated bounds, on columns of several shapes and sizes.</summary>
internal static class NumericAccuracy
{
    /// <summary>Prints a row for each shape and size.</summary>
    internal static int Run(TextWriter output, int largest)
    {
        output.WriteLine("         n  shape      rank error: worst    rms  stated   largest cell   distinct: true   estimate    error");
        for (var n = 10_000; n <= largest; n *= 10)
        {
            foreach (var shape in NumericColumn.Shapes)
            {
                output.WriteLine(Row(shape, n));
            }
        }

        return 0;
    }

    private static string Row(string shape, int n)
    {
        var values = NumericColumn.Make(shape, n, 1);
        var state = new NumberState();
        state.Add(values);
        var sorted = values.Where(double.IsFinite).ToArray();
        Array.Sort(sorted);
        double worst = 0, squares = 0;
        const int levels = 999;
        for (var i = 1; i <= levels; i++)
        {
            var error = RankError(sorted, i / (levels + 1.0), state.Quantiles.Quantile(i / (levels + 1.0)));
            worst = Math.Max(worst, error);
            squares += error * error;
        }

        long distinct = sorted.Length < values.Length ? 2 : 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        }

        var estimate = state.Distinct.Estimate();
        return string.Create(CultureInfo.InvariantCulture,
            $"{n,10}  {shape,-9} {100 * worst,18:0.000}% {100 * Math.Sqrt(squares / levels),5:0.000}% {100 * state.Quantiles.RankError,6:0.000}% {100 * state.Histogram.ToHistogram().LargestCell,13:0.000}% {distinct,16} {estimate,10} {100.0 * (estimate - distinct) / distinct,7:0.00}%");
    }

    // How far the wanted rank lies from the ranks that the answer has.
    private static double RankError(double[] sorted, double p, double answer)
    {
        var rank = p * (sorted.Length - 1);
        return Math.Max(0, Math.Max(Below(sorted, answer) - rank, rank - (Below(sorted, Math.BitIncrement(answer)) - 1))) / sorted.Length;
    }

    private static int Below(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
