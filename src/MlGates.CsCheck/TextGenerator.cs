using CsCheck;
using MlGates.Data;
using MlGates.Schemas;
using MlGates.Statistics;
using static System.FormattableString;

namespace MlGates.Generators;

/// <summary>Texts of the domain, or of the patterns and lengths.</summary>
internal sealed class TextGenerator : ColumnGenerator
{
    private const int Longest = 10_000;
    private const int Tries = 20;

    // Spell neither yes, nan and the like nor hexadecimal digits.
    private const string Letters = "ghjklmpqrsvwxz";

    private static readonly string[] Foreign =
        ["e\u0301", "\u0130stanbul", "\u65E5\u672C\u8A9E", "\U0001F469\u200D\U0001F4BB", "\u202Eabc", "\uFEFFabc", "a\0b", "\uD800", "\u00DF", "\uFB01"];

    private readonly ValueTarget _target;
    private readonly object[]? _domain;
    private readonly string[] _texts;
    private readonly Func<PCG, string> _any;

    public TextGenerator(ColumnSchema column, ValueTarget target)
    {
        _target = target;
        _domain = DomainValues.Of(column, target);
        _texts = _domain is null ? [] : [.. column.Domain!.Values];
        _any = Any(column);
        Plain = _domain?[0] ?? target.Parse(_any(new PCG(1, 1)))!;
    }

    public override object Plain { get; }

    public override IEnumerable<object> Simpler(object value)
    {
        var text = value.ToString()!;
        if (_domain is null || text.Length > 100)
        {
            for (var length = text.Length / 2; length > 0; length /= 2)
            {
                yield return _target.Parse(text[..length])!;
                yield return _target.Parse(text[^length..])!;
            }
        }
    }

    protected override object Present(PCG random) => _domain is not null ? _domain[random.Next((uint)_domain.Length)] : _target.Parse(_any(random))!;

    protected override IEnumerable<GeneratedCell> HostileValues()
    {
        var texts = new List<(HostileKinds Kind, string Text)>
        {
            (HostileKinds.Empty, ""), (HostileKinds.Blank, " "), (HostileKinds.Blank, "\t"), (HostileKinds.Blank, "\u00A0"),
            (HostileKinds.Separators, "a,b;c"), (HostileKinds.Separators, "\"a\""), (HostileKinds.Separators, "a\tb"), (HostileKinds.Separators, "a\r\nb"),
            (HostileKinds.Long, new string('a', Longest)),
        };
        texts.AddRange(Foreign.Select(t => (HostileKinds.Unicode, t)));
        if (_domain is not null)
        {
            texts.Add((HostileKinds.Unseen, "unseen"));
            texts.Add((HostileKinds.Unseen, "0"));
            foreach (var known in _texts.Where(t => t.Length > 0).Take(3))
            {
                texts.AddRange(new[] { known.ToUpperInvariant(), known.ToLowerInvariant(), " " + known, known + " " }.Select(t => (HostileKinds.Variant, t)));
            }
        }

        return texts.Where(t => !_texts.Contains(t.Text)).Distinct().Select(t => new GeneratedCell(_target.Parse(t.Text), t.Kind));
    }

    private static Func<PCG, string> Any(ColumnSchema column)
    {
        var min = (int)Math.Clamp(column.Length?.Min ?? 1, 0, Longest);
        var max = (int)Math.Clamp(column.Length?.Max ?? Math.Max(12, min), min, Longest);

        // Numbers and times as the text they have in a file.
        return column.Type switch
        {
            ColumnType.Integer or ColumnType.Float => Numbers(column),
            ColumnType.Boolean => random => random.Next(2) == 0 ? "false" : "true",
            ColumnType.Timestamp => Times(column),
            _ when column.Patterns is { Count: > 0 } patterns => random =>
            {
                var text = "";
                for (var i = 0; i < Tries; i++)
                {
                    text = Of(Enum.Parse<TextPattern>(patterns[(int)random.Next((uint)patterns.Count)], ignoreCase: true), random, min, max);
                    if (text.Length >= min && text.Length <= max)
                    {
                        break;
                    }
                }

                return text;
            },
            _ => random => Word(random, min, max),
        };

        static Func<PCG, string> Numbers(ColumnSchema column)
        {
            var numbers = new NumberGenerator(column, ValueTarget.Of(typeof(double), false)!);
            return random => Invariant($"{numbers.Ordinary(random).Value}");
        }

        static Func<PCG, string> Times(ColumnSchema column)
        {
            var times = new TimeGenerator(column, ValueTarget.Of(typeof(DateTime), false)!);
            return random => Invariant($"{times.Ordinary(random).Value:yyyy-MM-ddTHH:mm:ssZ}");
        }
    }

    // The text of each pattern is as long as it may be where its length is free.
    private static string Of(TextPattern pattern, PCG random, int min, int max) => pattern switch
    {
        TextPattern.Empty => "",
        TextPattern.Blank => new string(' ', Math.Max(1, min)),
        TextPattern.Integer => "123456789"[(int)random.Next(9)] + Digits(random, Math.Max(0, min - 1), Math.Max(0, Math.Min(max, 15) - 1)),
        TextPattern.LeadingZeros => "0" + Digits(random, Math.Max(1, min - 1), Math.Max(1, max - 1)),
        TextPattern.Decimal => Digits(random, 1, Math.Max(1, Math.Min(max - 2, 6))) + "." + Digits(random, Math.Clamp(min - 2, 1, 8), 8)[..Math.Clamp(min - 2, 1, 8)],
        TextPattern.DecimalComma => Invariant($"{random.Next(100)},{random.Next(10)}{random.Next(10)}"),
        TextPattern.GroupedNumber => Invariant($"{1 + random.Next(99)},{Digits(random, 3, 3)},{Digits(random, 3, 3)}"),
        TextPattern.Boolean => random.Next(2) == 0 ? "yes" : "no",
        TextPattern.IsoDate => Date(random),
        TextPattern.IsoDateTime => Invariant($"{Date(random)}T{random.Next(24):00}:{random.Next(60):00}:{random.Next(60):00}"),
        TextPattern.OtherDate => Invariant($"{1 + random.Next(28):00}.{1 + random.Next(12):00}.{2000 + random.Next(30)}"),
        TextPattern.Time => Invariant($"{random.Next(24):00}:{random.Next(60):00}{(min > 5 ? ":00" : "")}"),
        TextPattern.Email => Word(random, Math.Max(1, min - 12), Math.Max(1, Math.Min(max - 12, 12))) + "@example.com",
        TextPattern.Url => "https://example.com/" + Word(random, Math.Max(1, min - 20), Math.Max(1, Math.Min(max - 20, 12))),
        TextPattern.Uuid => string.Join('-', new[] { 8, 4, 4, 4, 12 }.Select(n => Hex(random, n, n))),
        TextPattern.Hex => "0x" + Hex(random, Math.Max(1, min - 2), Math.Max(1, Math.Min(max - 2, 16))),
        TextPattern.IpAddress => Invariant($"{1 + random.Next(254)}.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}"),
        TextPattern.Phone => Invariant($"+{1 + random.Next(9)} {Digits(random, 3, 3)} ") + Digits(random, Math.Clamp(min - 7, 3, 11), Math.Clamp(max - 7, 3, 11)),
        TextPattern.Json => Invariant($"{{\"a\":{random.Next(100)}}}"),
        TextPattern.Identifier => Word(random, Math.Max(1, min - 1), Math.Max(1, Math.Min(max - 1, 12))) + random.Next(10),
        TextPattern.Words => Words(random, min, max),
        TextPattern.Other => "!" + Word(random, Math.Max(0, min - 1), Math.Max(0, Math.Min(max - 1, 12))) + (min > 1 ? "" : "?"),
        _ => Word(random, Math.Max(1, min), Math.Max(1, Math.Min(max, 12))),
    };

    private static string Words(PCG random, int min, int max)
    {
        var first = Word(random, 1, Math.Max(1, Math.Min((max - 1) / 2, 8)));
        return first + " " + Word(random, Math.Max(1, min - first.Length - 1), Math.Max(1, Math.Min(max - first.Length - 1, 12)));
    }

    private static string Date(PCG random) => Invariant($"{2000 + random.Next(30)}-{1 + random.Next(12):00}-{1 + random.Next(28):00}");

    private static string Word(PCG random, int min, int max) => From(Letters, random, min, max);

    private static string Digits(PCG random, int min, int max) => From("0123456789", random, min, max);

    private static string Hex(PCG random, int min, int max) => From("0123456789abcdef", random, min, max);

    private static string From(string characters, PCG random, int min, int max)
    {
        var length = min >= max ? min : min + (int)random.Next((uint)(max - min + 1));
        return string.Create(length, random, (text, r) =>
        {
            foreach (ref var c in text)
            {
                c = characters[(int)r.Next((uint)characters.Length)];
            }
        });
    }
}
