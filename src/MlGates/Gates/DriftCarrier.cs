namespace MlGates.Gates;

/// <summary>A value or range of values that carries part of a distance between two columns.</summary>
/// <param name="Name">A category, a range of numbers, or <c>missing</c>.</param>
/// <param name="Baseline">Its share in the baseline.</param>
/// <param name="Candidate">Its share in the candidate.</param>
/// <param name="Part">What it adds to the distance, as a share of what all of them add.</param>
public sealed record DriftCarrier(string Name, double Baseline, double Candidate, double Part)
{
    /// <summary>The largest number of carriers a finding names.</summary>
    public const int Most = 10;

    /// <summary>The cells that add most, the largest part first, among equals the earlier; those that add nothing are left out. O(cells log cells).</summary>
    internal static DriftCarrier[] Of(Measure measure, string[] labels, long[] first, long[] second)
    {
        var (n, m, half) = ((double)first.Sum(), (double)second.Sum(), labels.Length / 2.0);
        var parts = new double[labels.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var (p, q) = (first[i] / n, second[i] / m);
            parts[i] = measure switch
            {
                Measure.JensenShannon or Measure.JensenShannonDistance or Measure.JensenShannonDistanceNats => Entropy(p, (p + q) / 2) + Entropy(q, (p + q) / 2),
                Measure.Hellinger => (Math.Sqrt(p) - Math.Sqrt(q)) * (Math.Sqrt(p) - Math.Sqrt(q)),
                Measure.PopulationStability => Index((first[i] + 0.5) / (n + half), (second[i] + 0.5) / (m + half)),
                _ => Math.Abs(p - q),
            };
        }

        var all = parts.Sum();
        return
        [
            .. Enumerable.Range(0, parts.Length).Where(i => parts[i] > 0 && first[i] * m != second[i] * n).OrderByDescending(i => parts[i]).ThenBy(i => i).Take(Most)
                .Select(i => new DriftCarrier(labels[i], first[i] / n, second[i] / m, parts[i] / all)),
        ];
    }

    private static double Entropy(double share, double middle) => share > 0 ? share * Math.Log(share / middle) : 0;

    private static double Index(double p, double q) => (p - q) * Math.Log(p / q);
}
