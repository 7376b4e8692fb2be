using System.Globalization;
using System.Text;

namespace MlGates.Benchmarks.Generation;

/// <summary>
/// The table that whole jobs are measured on: an id, 12 numeric columns of the shapes that feature tables have, 6 categories whose frequencies
/// fall as Zipf's law, a truth value. More columns than 20 repeat the same ones under names with a number.
/// </summary>
internal static class GeneratedTable
{
    internal const int BaseColumns = 20;

    private static readonly string[] Syllables = ["ka", "lo", "mi", "ren", "tus", "vor", "bel", "dan", "fis", "gor", "hal", "jun"];

    internal static IReadOnlyList<GeneratedColumn> Columns(int count)
    {
        var kinds = Kinds();
        return [.. Enumerable.Range(0, count).Select(i => i < kinds.Length ? kinds[i] : kinds[i % kinds.Length] with { Name = string.Create(CultureInfo.InvariantCulture, $"{kinds[i % kinds.Length].Name}_{1 + (i / kinds.Length)}") })];
    }

    private static GeneratedColumn[] Kinds() =>
    [
        new("id", "BIGINT", (ref _, row, t) => Whole(row + 1, t)),
        new("normal", "DOUBLE", (ref r, _, t) => Missing(ref r, 0.02) ? 0 : Shortest(100 + (15 * r.Normal()), t)),
        new("lognormal", "DOUBLE", (ref r, _, t) => Missing(ref r, 0.05) ? 0 : Format(Math.Exp(r.Normal()), "G6", t)),
        new("uniform", "DOUBLE", (ref r, _, t) => Shortest(r.Uniform(), t)),
        new("small_int", "BIGINT", (ref r, _, t) => Missing(ref r, 0.01) ? 0 : Whole((long)(4 + (2.5 * Math.Abs(r.Normal()))), t)),
        new("large_int", "BIGINT", (ref r, _, t) => Whole(r.Below(1L << 40), t)),
        new("signed_int", "BIGINT", (ref r, _, t) => Whole(r.Below(2001) - 1000, t)),
        new("price", "DOUBLE", (ref r, _, t) => Missing(ref r, 0.1) ? 0 : Format(12 * Math.Exp(0.8 * r.Normal()), "F2", t)),
        new("mostly_zero", "DOUBLE", (ref r, _, t) => r.Uniform() < 0.9 ? Whole(0, t) : Format(-20 * Math.Log(1 - r.Uniform()), "F3", t)),
        new("with_nan", "DOUBLE", WithNaN),
        new("heavy_tail", "DOUBLE", (ref r, _, t) => Format(Math.Tan(Math.PI * (r.Uniform() - 0.5)), "G9", t)),
        new("epoch", "BIGINT", (ref r, row, t) => Whole(1_700_000_000 + (row / 2) + r.Below(60), t)),
        new("rating", "DOUBLE", (ref r, _, t) => Missing(ref r, 0.2) ? 0 : Format(1 + (0.5 * r.Below(9)), "F1", t)),
        Category("kind", 5, 0),
        Category("payment", 20, 0.3),
        Category("region", 100, 0.01),
        Category("category", 1_000, 0),
        Category("shop", 5_000, 0.05),
        Category("city", 10_000, 0),
        new("flag", "BOOLEAN", (ref r, _, t) => Copy(r.Uniform() < 0.3 ? "true"u8 : "false"u8, t)),
    ];

    private static int WithNaN(ref SplitMix random, long row, Span<byte> target) => random.Uniform() switch
    {
        < 0.03 => Copy("NaN"u8, target),
        < 0.0301 => Copy("inf"u8, target),
        < 0.0302 => Copy("-inf"u8, target),
        < 0.05 => 0,
        _ => Format(random.Normal(), "F6", target),
    };

    private static GeneratedColumn Category(string name, int values, double missing)
    {
        var zipf = new Zipf(values);
        var texts = new byte[values][];
        for (var i = 0; i < values; i++)
        {
            // One to four syllables and the rank: 4 to 17 characters, as shop and street names have.
            var text = new StringBuilder();
            for (var rest = (i * 7919) % 20736 + 1; rest > 0; rest /= 12)
            {
                text.Append(Syllables[rest % 12]);
            }

            texts[i] = Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $" {i}").ToString());
        }

        return new GeneratedColumn(name, "VARCHAR", (ref r, _, t) => Missing(ref r, missing) ? 0 : Copy(texts[zipf.Draw(ref r)], t));
    }

    private static bool Missing(ref SplitMix random, double share) => share > 0 && random.Uniform() < share;

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> target)
    {
        text.CopyTo(target);
        return text.Length;
    }

    private static int Whole(long value, Span<byte> target)
    {
        value.TryFormat(target, out var length, default, CultureInfo.InvariantCulture);
        return length;
    }

    private static int Shortest(double value, Span<byte> target) => Format(value, "R", target);

    private static int Format(double value, string format, Span<byte> target)
    {
        value.TryFormat(target, out var length, format, CultureInfo.InvariantCulture);
        return length;
    }
}
