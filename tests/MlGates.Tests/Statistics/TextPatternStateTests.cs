using System.Text;
using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class TextPatternStateTests
{
    [Theory]
    [InlineData(TextPattern.Empty, "")]
    [InlineData(TextPattern.Blank, " |\t\n|\u00a0")]
    [InlineData(TextPattern.Integer, "0|7|-12|+5| 42 |123456789012345678901234567890|-0")]
    [InlineData(TextPattern.LeadingZeros, "00|007|01234|-07")]
    [InlineData(TextPattern.Decimal, "1.5|-0.25|.5|5.|1e5|1.5E-7|+3.0|NaN|inf|-Infinity|00.5")]
    [InlineData(TextPattern.DecimalComma, "1,5|-0,25|1,234|3,14e2")]
    [InlineData(TextPattern.GroupedNumber, "1,234,567|1,234.5|1.234,56|-12,345,678.90|1.234.567")]
    [InlineData(TextPattern.Boolean, "true|FALSE|yes|No|on|Off|t|F|y|N")]
    [InlineData(TextPattern.IsoDate, "2024-01-31|1999-12-01")]
    [InlineData(TextPattern.IsoDateTime, "2024-01-31T12:34|2024-01-31 12:34:56.789|2024-01-31T12:34:56Z|2024-01-31t12:34:56+01:00|2024-01-31T12:34:56-0100")]
    [InlineData(TextPattern.OtherDate, "31.01.2024|1/31/24|2024/01/31|31-12-1999|31 Jan 2024|January 31, 2024|31-Dec-99|1/31/2024 7:05 PM")]
    [InlineData(TextPattern.Time, "7:05|07:05:59|07:05:59.5|7:05 PM|11:00am")]
    [InlineData(TextPattern.Email, "a@b.cc|first.last+tag@mail.example.org")]
    [InlineData(TextPattern.Url, "http://x.org|https://a.b/c?d=1&e=2|www.example.org|s3://bucket/key")]
    [InlineData(TextPattern.Uuid, "123e4567-e89b-12d3-a456-426614174000|12345678-1234-1234-1234-123456789012|{123E4567-E89B-12D3-A456-426614174000}|abcdefab-abcd-abcd-abcd-abcdefabcdef")]
    [InlineData(TextPattern.Hex, "0x1F|0xdeadbeef|deadbeef01|9F86D081884C7D65")]
    [InlineData(TextPattern.IpAddress, "127.0.0.1|255.255.255.255|::1|fe80::1|2001:db8:0:0:0:0:2:1|::")]
    [InlineData(TextPattern.Phone, "+491701234567|(555) 123-4567|555-123-4567|+1 555 123 4567|030/1234567")]
    [InlineData(TextPattern.Json, "{\"a\":1}|[1,2]|{}|[]")]
    [InlineData(TextPattern.Word, "Cash|Größe|deadbeef|x")]
    [InlineData(TextPattern.Identifier, "v10|K-12|a_b|us-east-1|AB12|1a|2.0.0-rc1|some/path|10:20:30:40:50")]
    [InlineData(TextPattern.Words, "Credit Card|a b|Taxi Affiliation Services 2|hello, world!|1 of 3")]
    [InlineData(TextPattern.Other, "?|<=50K|$5|!!!|-|+|a=b|1.2.3.4.5,|()|--")]
    public void Of_Examples(TextPattern expected, string examples)
    {
        foreach (var text in examples.Split('|'))
        {
            TextPatterns.Of(Encoding.UTF8.GetBytes(text)).Should().Be(expected, "of \"{0}\"", text);
        }
    }

    [Fact]
    public void Of_LongText_IsToldByItsBeginning()
    {
        TextPatterns.Of(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("some words ", 100)))).Should().Be(TextPattern.Words);
        TextPatterns.Of(Encoding.UTF8.GetBytes("https://x.org/" + new string('a', 1000))).Should().Be(TextPattern.Url);
        TextPatterns.Of(Encoding.UTF8.GetBytes(new string('7', 1000))).Should().Be(TextPattern.Integer);
        TextPatterns.Of(Encoding.UTF8.GetBytes("{" + new string(' ', 1000) + "}")).Should().Be(TextPattern.Json);
    }

    [Fact]
    public void Of_AnyBytes_GivesAPattern()
    {
        var random = new Random(3);
        var alphabet = "0123456789abefTz+-.,:/@ _()[]{}\"=éÿ\0"u8.ToArray();
        for (var i = 0; i < 200_000; i++)
        {
            var text = new byte[random.Next(0, 14)];
            for (var j = 0; j < text.Length; j++)
            {
                text[j] = random.Next(20) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            }

            Enum.IsDefined(TextPatterns.Of(text)).Should().BeTrue();
        }
    }

    [Fact]
    public void State_CountsAndMerges()
    {
        var state = new TextPatternState();
        state.Most.Should().BeNull();
        state.Add("1"u8, 5);
        state.Add("x"u8, 2);
        var other = new TextPatternState();
        other.Add("y z"u8, 9);
        state.Merge(other);

        (state.Count, state.CountOf(TextPattern.Integer), state.CountOf(TextPattern.Word), state.CountOf(TextPattern.Words)).Should().Be((16, 5, 2, 9));
        state.Most.Should().Be(TextPattern.Words);
        state.Clear();
        state.Count.Should().Be(0);
    }
}
