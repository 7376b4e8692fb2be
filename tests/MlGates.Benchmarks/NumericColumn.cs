namespace MlGates.Benchmarks;

/// <summary>Columns of numbers of known shapes and orders, the same for the same seed.</summary>
internal static class NumericColumn
{
    /// <summary>Shapes that differ in their order or in how their values lie.</summary>
    internal static readonly string[] Shapes = ["normal", "lognormal", "whole", "decimals", "nan", "sorted", "reversed", "zipf", "constant", "zoom in", "saw", "outliers"];

    /// <summary>Makes a column.</summary>
    internal static double[] Make(string shape, int n, int seed)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var values = new double[n];
        for (var i = 0; i < n; i++)
        {
            values[i] = shape switch
            {
                "normal" => Normal(),
                "lognormal" => Math.Exp(Normal()),
                "whole" => random.Next(1000),
                "decimals" => Math.Round(random.NextDouble() * 100, 2),
                "nan" => random.Next(20) == 0 ? double.NaN : Normal(),
                "sorted" => i,
                "reversed" => n - i,
                "zipf" => Math.Floor(1 / (1 - random.NextDouble())),
                "constant" => 1.5,
                // Ever closer to the middle from both sides: hard for sketches that keep what lies outside.
                "zoom in" => (i % 2 == 0 ? 1.0 : -1.0) / (i + 1),
                "saw" => i % 1000,
                "outliers" => random.Next(1000) == 0 ? Math.Pow(10, random.Next(-300, 300)) : 1000 + Normal(),
                _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "No such shape."),
            };
        }

        return values;
    }
}
