using System.Globalization;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;
using Xunit.Abstractions;

namespace MlGates.Tests.Schemas;

/// <summary>
/// How often data drawn alike, as many rows as the schema was inferred from, breaks an inferred rule. Fixed seeds; ceilings are three standard errors above the nominal risk, or
/// above what was measured where the risk is not kept, which docs/schema.md says.
/// </summary>
[Trait("Category", "Calibration")]
public sealed class SchemaCalibrationTests(ITestOutputHelper output)
{
    // Datasets that are held to each schema.
    private const int Next = 5;

    private sealed record Number(double V);

    private static readonly Dictionary<string, Func<Random, double>> Numbers = new(StringComparer.Ordinal)
    {
        ["normal"] = Normal,
        ["exponential"] = r => -Math.Log(1 - r.NextDouble()),
        ["uniform"] = r => r.NextDouble() - 0.5,
        ["lognormal"] = r => Math.Exp(Normal(r)),
        ["student 3"] = r => Normal(r) / Math.Sqrt((Square(Normal(r)) + Square(Normal(r)) + Square(Normal(r))) / 3),
        ["pareto 2"] = r => Math.Pow(1 - r.NextDouble(), -0.5),
        ["pareto 1"] = r => 1 / (1 - r.NextDouble()),
        ["geometric"] = r => Math.Floor(Math.Log(1 - r.NextDouble()) / Math.Log(0.8)) / 2,
        ["edge"] = r => 0.5 + Math.Floor(Square(r.NextDouble()) * 80),
        ["heaped"] = r => (r.Next(3) == 0 ? 10 * Math.Round(Normal(r) * 3) : Math.Round(Normal(r) * 30)) / 2,
    };

    private static double Normal(Random r) => Math.Sqrt(-2 * Math.Log(1 - r.NextDouble())) * Math.Cos(2 * Math.PI * r.NextDouble());

    private static double Square(double x) => x * x;

    private double Broken<T>(int runs, int rows, double risk, Func<Random, T> draw, Func<ColumnSchema, T[], bool> breaks, string said)
    {
        var random = new Random(2024);
        var broken = 0;
        for (var run = 0; run < runs; run++)
        {
            var profile = ProfileBuilder.Build(new ObjectSource<T>([.. Enumerable.Range(0, rows).Select(_ => draw(random))]), new ProfileOptions { Threads = 1 });
            var column = SchemaInference.Infer(profile, new SchemaInferenceOptions { Risk = risk }).Columns[0];
            var next = new T[rows];
            for (var i = 0; i < Next; i++)
            {
                for (var row = 0; row < rows; row++)
                {
                    next[row] = draw(random);
                }

                broken += breaks(column, next) ? 1 : 0;
            }
        }

        var share = broken / (double)(runs * Next);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{said}, {rows} rows, risk {risk}: {share:0.0000}"));
        return share;
    }

    [Theory]
    [InlineData("normal", 50, 0.05, 0.05)]
    [InlineData("normal", 500, 0.001, 0.002)]
    [InlineData("exponential", 50, 0.05, 0.06)]
    [InlineData("exponential", 50, 0.001, 0.003)]
    [InlineData("exponential", 500, 0.05, 0.06)]
    [InlineData("exponential", 500, 0.001, 0.003)]
    [InlineData("uniform", 50, 0.05, 0.05)]
    [InlineData("uniform", 500, 0.001, 0.002)]
    [InlineData("geometric", 500, 0.05, 0.06)]
    [InlineData("geometric", 500, 0.001, 0.003)]
    [InlineData("edge", 500, 0.001, 0.002)]
    [InlineData("heaped", 500, 0.001, 0.002)]
    [InlineData("lognormal", 50, 0.001, 0.05)]
    [InlineData("lognormal", 500, 0.001, 0.04)]
    [InlineData("student 3", 500, 0.001, 0.1)]
    [InlineData("pareto 2", 500, 0.001, 0.1)]
    [InlineData("pareto 1", 500, 0.001, 0.3)]
    public void Range_OfNumbersDrawnAlike_IsBrokenAboutAsOftenAsSaid(string name, int rows, double risk, double ceiling) =>
        Broken(rows == 50 ? 1000 : 400, rows, risk, r => new Number(Numbers[name](r)), (c, next) => next.Any(n => n.V < c.Range!.Min || n.V > c.Range.Max), name).Should().BeLessThanOrEqualTo(ceiling);
}
