using MlGates.Metrics;

namespace MlGates.Tests.Metrics;

/// <summary>False-fail rates where the truth lies exactly on the limit, at a nominal 5 %.</summary>
[Trait("Category", "Calibration")]
public class MetricCalibrationTests
{
    // Three standard errors of a rate near 5 % in 4000 runs, above what the normal approximation may exceed.
    private const double Ceiling = 0.065;

    [Theory]
    [InlineData(500, 0.10, 0.02)]
    [InlineData(1000, 0.04, 0.01)]
    [InlineData(2000, 0.02, 0.01)]
    public void Tango_LossExactlyAllowed_FailsAtMostAtItsLevel(int rows, double discordant, double allowedLoss)
    {
        var random = new Random(2024);
        var fails = 0;
        const int runs = 4000;
        for (var run = 0; run < runs; run++)
        {
            int candidateOnly = 0, baselineOnly = 0;
            for (var i = 0; i < rows; i++)
            {
                var u = random.NextDouble();
                candidateOnly += u < (discordant - allowedLoss) / 2 ? 1 : 0;
                baselineOnly += u >= 1 - ((discordant + allowedLoss) / 2) ? 1 : 0;
            }

            fails += new TangoTest(candidateOnly, baselineOnly, rows, allowedLoss).PFail <= 0.05 ? 1 : 0;
        }

        ((double)fails / runs).Should().BeInRange(0.03, Ceiling);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1000)]
    public void DeLong_AucExactlyAtTheLimit_FailsAtMostAtItsLevel(int rows)
    {
        // Normal scores a shift of √2 apart in the positive class have AUC = Φ(1).
        const double auc = 0.8413447460685429;
        Rate(rows, (labels, score, _) => new AucTest(RocArea.Compute(labels, score), auc).PFail).Should().BeInRange(0.02, Ceiling);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1000)]
    public void PairedDeLong_LossExactlyAllowed_FailsAtMostAtItsLevel(int rows)
    {
        // The candidate sees the score through noise of its own: AUC = Φ(√2 / √(2 (1 + 0.3²))).
        const double loss = 0.8413447460685429 - 0.8309248188104363;
        Rate(rows, (labels, score, noisy) => new PairedDeLongTest(RocArea.Compute(labels, noisy), RocArea.Compute(labels, score), loss).PFail)
            .Should().BeInRange(0.03, Ceiling);
    }

    private static double Rate(int rows, Func<bool[], double[], double[], double> pFail)
    {
        var random = new Random(77);
        var labels = Enumerable.Range(0, rows).Select(i => i % 2 == 0).ToArray();
        var score = new double[rows];
        var noisy = new double[rows];
        var fails = 0;
        const int runs = 3000;
        for (var run = 0; run < runs; run++)
        {
            for (var i = 0; i < rows; i++)
            {
                score[i] = Gaussian(random) + (labels[i] ? Math.Sqrt(2) : 0);
                noisy[i] = score[i] + (0.3 * Gaussian(random));
            }

            fails += pFail(labels, score, noisy) <= 0.05 ? 1 : 0;
        }

        return (double)fails / runs;
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
