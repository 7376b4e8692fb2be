using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CsCheck;
using FluentAssertions;
using MlGates.Data;

namespace MlGates.Tests.Laws;

/// <summary>Numbers are read as the framework reads them, to the bit, whatever way they take. More of them with MLGATES_FUZZ=1.</summary>
public sealed class NumberLaws
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly int Texts = Environment.GetEnvironmentVariable("MLGATES_FUZZ") is null ? 40_000 : 3_000_000;

    private static readonly Gen<string> Digits = Gen.OneOf(
        Gen.Int[1, 9].SelectMany(n => Gen.Char['0', '9'].Array[n].Select(c => new string(c))),
        Gen.Int[10, 26].SelectMany(n => Gen.Char['0', '9'].Array[n].Select(c => new string(c))),
        Gen.Int[1, 30].Select(n => new string('0', n)),
        Gen.Const(""));

    private static readonly Gen<string> Sign = OneOf("", "", "", "-", "+");

    private static readonly Gen<string> Exponent = Gen.OneOf(
        Gen.Const(""),
        Gen.Const(""),
        Gen.Select(OneOf("e", "E"), Sign, Gen.Int[0, 30]).Select((e, s, n) => string.Create(CultureInfo.InvariantCulture, $"{e}{s}{n}")),
        Gen.Select(OneOf("e", "E"), Sign, Gen.Int[0, 400]).Select((e, s, n) => string.Create(CultureInfo.InvariantCulture, $"{e}{s}{n:000}")),
        OneOf("e", "e+", "E99999999999", "e-99999999999", "x"));

    private static readonly Gen<string> Written = Gen.OneOf(
        Gen.Select(Sign, Digits, OneOf(".", ".", ""), Digits, Exponent).Select((s, i, p, f, e) => s + i + p + f + e),
        Gen.Double.Select(v => v.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Double[-1e6, 1e6].Select(v => v.ToString("F4", CultureInfo.InvariantCulture)),
        Gen.Double[-1, 1].Select(v => v.ToString("E18", CultureInfo.InvariantCulture)),
        // Half way between two doubles, and next to it: where a product of too few bits rounds wrongly.
        Gen.Select(Gen.ULong[1UL << 53, 1UL << 60], Gen.Int[-1, 1]).Select((v, d) => string.Create(CultureInfo.InvariantCulture, $"{(v | 0x1FF) + 1 + (ulong)d}.0")),
        Gen.Long.Select(v => v.ToString(CultureInfo.InvariantCulture)),
        OneOf("9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551616", "9007199254740993.0", "2.2250738585072011e-308", "4.9e-324", "1.7976931348623159e308"));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public void Number_IsThatOfTheFramework() => Written.Sample(text =>
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var isNumber = text.Length > 0 && (char.IsAsciiDigit(text[^1]) || text[^1] == '.') & double.TryParse(text, Style, CultureInfo.InvariantCulture, out var expected);
        var isInteger = Utf8Parser.TryParse(bytes, out long whole, out var used) && used == bytes.Length;
        var kind = TextValue.Classify(bytes, decimalComma: false, out var number, out var integer);
        return kind == (isInteger ? NumberKind.Integer : isNumber ? NumberKind.Float : NumberKind.None)
            && BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits(isNumber ? double.Parse(text, Style, CultureInfo.InvariantCulture) : 0)
            && integer == (isInteger ? whole : 0)
            && TextValue.TryNumber(bytes, out var again) == isNumber && again.Equals(number)
            && TextValue.TryInteger(bytes, out var wholeAgain) == isInteger && wholeAgain == integer;
    }, iter: Texts);

    [Fact]
    public void PlainNumber_IsThatOfTheTextOrLeftToIt() => Gen.Select(
        Gen.OneOf(Written, Gen.Select(OneOf("", "-"), Gen.Char["0123456789"].Array[0, 9], OneOf(".", ""), Gen.Char["0123456789"].Array[0, 18]).Select((s, i, p, f) => s + new string(i) + p + new string(f))),
        Gen.Char["0123456789.,-e x"].Array[0, 40],
        Gen.Char["0123456789.,-e x"].Array[0, 3],
        Gen.Bool).Sample((text, before, after, comma) =>
    {
        text = comma ? text.Replace('.', ',') : text;
        var bytes = Encoding.ASCII.GetBytes(text);
        var expected = TextValue.Classify(bytes, comma, out var number, out var integer);
        var kind = PlainNumber.Read([.. Encoding.ASCII.GetBytes(before), .. bytes, .. Encoding.ASCII.GetBytes(after)], before.Length, bytes.Length, (byte)(comma ? ',' : '.'), out var found, out var whole);
        return kind == NumberKind.None
            ? found == 0 && whole == 0
            : kind == expected && whole == integer && BitConverter.DoubleToInt64Bits(found) == BitConverter.DoubleToInt64Bits(number);
    }, iter: Texts);

    [Theory]
    [InlineData("0", "Integer")]
    [InlineData("-0", "Integer")]
    [InlineData("-1234567890123456", "Integer")]
    [InlineData("12.5", "Float")]
    [InlineData(".5", "Float")]
    [InlineData("5.", "Float")]
    [InlineData("-95.22433837560648", "Float")]
    [InlineData("0.4749305792624766", "Float")]
    [InlineData("-123.4749305792624766", "Float")]
    [InlineData("-", "None")]
    [InlineData(".", "None")]
    [InlineData("-.", "None")]
    [InlineData("", "None")]
    [InlineData("1.2.3", "None")]
    [InlineData("1:30", "None")]
    [InlineData("1/3", "None")]
    public void PlainNumber_TakesWhatIsUsual(string text, string expected)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var kind = PlainNumber.Read([.. new byte[64], .. bytes], 64, bytes.Length, (byte)'.', out var number, out _);
        kind.ToString().Should().Be(expected);
        if (kind != NumberKind.None)
        {
            BitConverter.DoubleToInt64Bits(number).Should().Be(BitConverter.DoubleToInt64Bits(double.Parse(text, Style, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void DecimalComma_IsAPointElsewhere() => Written.Sample(text =>
    {
        var kind = TextValue.Classify(Encoding.ASCII.GetBytes(text), decimalComma: false, out var number, out var integer);
        var withComma = TextValue.Classify(Encoding.ASCII.GetBytes(text.Replace('.', ',')), decimalComma: true, out var sameNumber, out var sameInteger);
        return kind == withComma && number.Equals(sameNumber) && integer == sameInteger;
    }, iter: Texts / 4);

    [Fact]
    public void BlanksAround_ChangeNothing() => Gen.Select(OneOf("", " ", "\t ", "  \t"), Written, OneOf("", " ", "\t ")).Sample((before, text, after) =>
        TextValue.Classify(Encoding.ASCII.GetBytes(before + text + after), decimalComma: false, out var number, out _)
            == TextValue.Classify(Encoding.ASCII.GetBytes(text), decimalComma: false, out var same, out _)
        && number.Equals(same), iter: Texts / 4);

    [Theory]
    [InlineData("1.5", (int)NumberKind.None)]
    [InlineData("1.000,5", (int)NumberKind.None)]
    [InlineData("1,000,5", (int)NumberKind.None)]
    [InlineData("1,5", (int)NumberKind.Float)]
    [InlineData("-,5e3", (int)NumberKind.Float)]
    [InlineData("15", (int)NumberKind.Integer)]
    [InlineData("NaN", (int)NumberKind.Float)]
    [InlineData(",", (int)NumberKind.None)]
    public void DecimalComma_Form_IsKnown(string text, int kind) =>
        TextValue.Classify(Encoding.ASCII.GetBytes(text), decimalComma: true, out _, out _).Should().Be((NumberKind)kind);
}
