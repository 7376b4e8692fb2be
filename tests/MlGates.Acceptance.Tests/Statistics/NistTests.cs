using System.Globalization;
using System.Numerics;
using System.Text.Json;
using MlGates.Statistics;
using Xunit.Abstractions;

namespace MlGates.Acceptance.Statistics;

/// <summary>
/// NIST's univariate datasets: correct digits (LRE) of mean, sample deviation and lag-1 autocorrelation, beside the most that exact arithmetic on the parsed doubles can
/// have, since a decimal number is seldom a double.
/// </summary>
public sealed class NistTests(ITestOutputHelper output)
{
    // Rounding of the result and of a few hundred products; of 15 digits, which is all that is certified.
    private const double Slack = 1.1;

    private static double Lre(double actual, double certified) =>
        actual == certified ? 15 : Math.Min(15, -Math.Log10(Math.Abs(actual - certified) / Math.Abs(certified)));

    [SharedFact]
    public void EveryDataset_HasTheDigitsThatCanBeHad()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Shared.Path("reference", "nist_strd.json")));
        output.WriteLine("dataset    mean (max)   deviation (max)   autocorrelation (max)");
        foreach (var data in document.RootElement.GetProperty("datasets").EnumerateArray())
        {
            var name = data.GetProperty("name").GetString();
            var values = data.TryGetProperty("values", out var list)
                ? list.EnumerateArray().Select(v => double.Parse(v.GetString()!, CultureInfo.InvariantCulture)).ToArray()
                : data.GetProperty("values_string").GetString()!.Select(c => (double)(c - '0')).ToArray();
            double Certified(string of) => double.Parse(data.GetProperty("certified").GetProperty(of).GetString()!, CultureInfo.InvariantCulture);
            var (mean, deviation, lag) = (Certified("mean"), Certified("std_sample"), Certified("autocorrelation_lag1"));
            var most = Exact(values);
            (double Mean, double Deviation, double Lag) worst = (15, 15, 15);
            foreach (var size in new[] { values.Length, 100, 7 })
            {
                var (moments, lags) = (new MomentState(), new LagState());
                foreach (var part in values.Chunk(size))
                {
                    moments.Add(part);
                    lags.Add(part);
                }

                worst = (Math.Min(worst.Mean, Lre(moments.Mean, mean)), Math.Min(worst.Deviation, Lre(moments.StandardDeviation, deviation)), Math.Min(worst.Lag, Lre(lags.Autocorrelation, lag)));
            }

            var limit = (Mean: Lre(most.Mean, mean), Deviation: Lre(most.Deviation, deviation), Lag: Lre(most.Lag, lag));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-10} {worst.Mean,4:0.0} ({limit.Mean:0.0})  {worst.Deviation,6:0.0} ({limit.Deviation:0.0})  {worst.Lag,8:0.0} ({limit.Lag:0.0})"));
            worst.Mean.Should().BeGreaterThanOrEqualTo(limit.Mean - Slack, "mean of {0}", name);
            worst.Deviation.Should().BeGreaterThanOrEqualTo(limit.Deviation - Slack, "deviation of {0}", name);
            worst.Lag.Should().BeGreaterThanOrEqualTo(limit.Lag - Slack, "autocorrelation of {0}", name);
        }
    }

    // Every double is a whole number of 2^-60 here; the sums of its powers are exact.
    private static (double Mean, double Deviation, double Lag) Exact(double[] values)
    {
        const int bits = 60;
        var x = Array.ConvertAll(values, v => new BigInteger(Math.ScaleB(v, bits)));
        Array.ConvertAll(x, v => Math.ScaleB((double)v, -bits)).Should().Equal(values);
        BigInteger n = x.Length;
        var sum = x.Aggregate(BigInteger.Zero, (s, v) => s + v);
        // Deviations times n.
        var d = Array.ConvertAll(x, v => (v * n) - sum);
        var squares = d.Aggregate(BigInteger.Zero, (s, v) => s + (v * v));
        var products = d.Zip(d.Skip(1)).Aggregate(BigInteger.Zero, (s, p) => s + (p.First * p.Second));
        return (Ratio(sum, n << bits), Math.Sqrt(Ratio(squares, n * n * (n - 1) << (2 * bits))), Ratio(products, squares));
    }

    // 80 bits of quotient, then one rounding.
    private static double Ratio(BigInteger numerator, BigInteger denominator)
    {
        var shift = (int)Math.Max(0, 80 - (long)numerator.GetBitLength() + (long)denominator.GetBitLength());
        return Math.ScaleB((double)((numerator << shift) / denominator), -shift);
    }
}
