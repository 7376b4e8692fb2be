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

    private sealed record Word(string? V);

    // By inversion of the continuous law.
    private static string Zipf(Random r, double exponent, int kinds)
    {
        var u = r.NextDouble();
        var x = exponent == 1 ? Math.Pow(kinds, u) : Math.Pow(1 - (u * (1 - Math.Pow(kinds, 1 - exponent))), 1 / (1 - exponent));
        return $"k{(long)x}";
    }

    // Without letters twice the same, so that there is no domain.
    private static string Text(Random r, int characters) => string.Create(Math.Max(1, characters), r, (span, random) =>
    {
        foreach (ref var c in span)
        {
            c = (char)('a' + random.Next(26));
        }
    });

    private static readonly Dictionary<string, Func<Random, string?>> Words = new(StringComparer.Ordinal)
    {
        ["eight alike"] = r => $"k{r.Next(8)}",
        ["zipf 1 of 50"] = r => Zipf(r, 1, 50),
        ["zipf 2 without end"] = r => Zipf(r, 2, 1_000_000),
        ["one in 1000"] = r => r.NextDouble() < 0.001 ? "rare" : "usual",
        ["missing 0.1 %"] = r => r.NextDouble() < 0.001 ? null : "a",
        ["missing 1 %"] = r => r.NextDouble() < 0.01 ? null : "a",
        ["missing 40 %"] = r => r.NextDouble() < 0.4 ? null : "a",
        ["names of 8 to 30"] = r => Text(r, 8 + r.Next(11) + r.Next(11)),
        ["texts of lognormal length"] = r => Text(r, (int)Math.Exp(3 + (0.5 * Normal(r)))),
    };

    private static bool HasStrangers(ColumnSchema column, Word[] next) => column.Domain is { } domain && next.Count(w => w.V is not null && !domain.Values.Contains(w.V)) > domain.MaxOutside * next.Length;

    // The last: an unseen value is taken to be wrong where hardly any was seen but once, whatever the risk.
    [Theory]
    [InlineData("eight alike", 300, 300, 0.001, 0.001)]
    [InlineData("zipf 1 of 50", 300, 300, 0.05, 0.09)]
    [InlineData("zipf 1 of 50", 300, 300, 0.001, 0.006)]
    [InlineData("zipf 1 of 50", 3000, 3000, 0.001, 0.002)]
    [InlineData("zipf 2 without end", 300, 300, 0.001, 0.003)]
    [InlineData("zipf 2 without end", 3000, 3000, 0.05, 0.06)]
    [InlineData("zipf 2 without end", 3000, 3000, 0.001, 0.005)]
    [InlineData("zipf 2 without end", 3000, 1000, 0.001, 0.01)]
    [InlineData("one in 1000", 700, 700, 0.001, 0.29)]
    public void Domain_OfValuesDrawnAlike_IsBrokenAboutAsOftenAsSaid(string name, int rows, int batch, double risk, double ceiling) =>
        Broken(rows > 1000 ? 60 : 300, rows, risk, r => new Word(Words[name](r)), (c, next) => HasStrangers(c, next[..batch]), $"{name}, {batch} at a time").Should().BeLessThanOrEqualTo(ceiling);

    [Theory]
    [InlineData("missing 0.1 %", 1000, 1000, 0.001, 0.003)]
    [InlineData("missing 1 %", 100, 100, 0.05, 0.06)]
    [InlineData("missing 1 %", 1000, 1000, 0.05, 0.06)]
    [InlineData("missing 40 %", 100, 100, 0.05, 0.06)]
    [InlineData("missing 40 %", 1000, 1000, 0.001, 0.003)]
    [InlineData("missing 40 %", 5000, 1000, 0.05, 0.08)]
    public void PresentShare_OfRowsDrawnAlike_IsBrokenAboutAsOftenAsSaid(string name, int rows, int batch, double risk, double ceiling) =>
        Broken(rows < 1000 ? 1000 : rows == 1000 ? 300 : 60, rows, risk, r => new Word(Words[name](r)), (c, next) => next.Take(batch).Count(w => w.V is not null) < c.MinPresent * batch, $"{name}, {batch} at a time").Should().BeLessThanOrEqualTo(ceiling);

    // Lengths take no risk: twice the longest is far for names, less so for texts of any length.
    [Theory]
    [InlineData("names of 8 to 30", 0)]
    [InlineData("texts of lognormal length", 0.06)]
    public void Length_OfTextsDrawnAlike_IsSeldomBroken(string name, double ceiling) =>
        Broken(200, 300, 0.001, r => new Word(Words[name](r)), (c, next) => next.Any(w => w.V!.Length < c.Length!.Min || w.V.Length > c.Length.Max), name).Should().BeLessThanOrEqualTo(ceiling);

    // One look, or one length, of all values is taken for a rule, whatever the risk. At worst another comes about 0.7 times in as many rows.
    [Fact]
    public void Pattern_OfWhichAnotherIsRare_IsBrokenInAtMostAQuarter() =>
        Broken(300, 100, 0.001, r => new Word(r.NextDouble() < 0.007 ? Text(r, 5) : $"{r.Next(100_000):00000}-{r.Next(10_000):0000}@x.org"), (c, next) => c.Patterns is ["email"] && next.Any(w => !w.V!.Contains('@', StringComparison.Ordinal)), "other look 0.7 times").Should().BeInRange(0.05, 0.3);
}
