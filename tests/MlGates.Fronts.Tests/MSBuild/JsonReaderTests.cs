using System.Globalization;
using CsCheck;
using MlGates.Build;

namespace MlGates.Fronts.Tests.MSBuild;

public sealed class JsonReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1}{\"b\":2}")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("[1,]")]
    [InlineData("[1 2]")]
    [InlineData("[1}")]
    [InlineData("\"open")]
    [InlineData("\"line\nbreak\"")]
    [InlineData("\"tab\tinside\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\u12 4\"")]
    [InlineData("\"\\")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("0x1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("tru")]
    [InlineData("nul")]
    [InlineData("TRUE")]
    [InlineData("// c\n1")]
    [InlineData("{\"a\":1}\0")]
    [InlineData("<html>")]
    public void Text_that_is_not_one_document_is_refused(string text)
    {
        var act = () => JsonReader.Parse(text);

        act.Should().Throw<FormatException>().WithMessage("*at line *, column *");
    }

    [Fact]
    public void Deep_nesting_is_refused_before_the_stack_ends()
    {
        var act = () => JsonReader.Parse(new string('[', 1_000_000));

        act.Should().Throw<FormatException>().WithMessage("expected at most 64 levels*");
    }

    [Fact]
    public void Refusal_names_line_and_column()
    {
        var act = () => JsonReader.Parse("{\n  \"a\": 1\n  \"b\": 2\n}");

        act.Should().Throw<FormatException>().WithMessage("expected '}', found '\"' at line 3, column 3");
    }

    [Fact]
    public void Every_kind_of_value_is_read()
    {
        var read = (JsonMembers)JsonReader.Parse("\uFEFF { \"s\" : \"q\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\ud834\\udd1e\", \"t\":true, \"f\":false, \"n\":null, \"a\":[1,[],{}], \"\":0 } \n")!;

        read["s"].Should().Be("q\" \\ / \b\f\n\r\t é 𝄞");
        read["t"].Should().Be(true);
        read["f"].Should().Be(false);
        read["n"].Should().BeNull();
        read["a"].Should().BeEquivalentTo(new object[] { 1.0, new List<object>(), new JsonMembers() });
        read[""].Should().Be(0.0);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.5e-3", -0.0005)]
    [InlineData("1E+2", 100)]
    [InlineData("1e999", double.PositiveInfinity)]
    public void Number_is_read_in_any_culture(string text, double expected)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");

            JsonReader.Parse(text).Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Any_string_that_is_quoted_is_read_back() =>
        Gen.String[Gen.Char].Sample(text => (string?)JsonReader.Parse(JsonText.Quote(text)) == text, iter: 2000);

    [Fact]
    public void What_the_platform_writes_is_read_alike() =>
        Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 0, 8], Gen.Double[-1e300, 1e300])[0, 8].Sample(
            values =>
            {
                var text = System.Text.Json.JsonSerializer.Serialize(values);
                var read = (JsonMembers)JsonReader.Parse(text)!;
                return read.Count == values.Count && values.All(v => (double)read[v.Key]! == v.Value);
            },
            iter: 500);

    [Fact]
    public void Any_cut_of_a_document_is_refused()
    {
        const string Text = "{\"schemaVersion\":1,\"verdict\":\"passed\",\"checks\":[{\"id\":\"a\",\"n\":[1,2.5e3]}]}";
        for (var length = 0; length < Text.Length; length++)
        {
            var act = () => JsonReader.Parse(Text[..length]);
            act.Should().Throw<FormatException>("it was cut at {0}", length);
        }
    }
}
