using System.Text;
using MlGates.Statistics;

namespace MlGates.Tests.Statistics;

public sealed class TextStateTests
{
    private static TextState State(params byte[][] texts)
    {
        var state = new TextState();
        foreach (var text in texts)
        {
            state.Add(text);
        }

        return state;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void Lengths_OfMixedText_AreInBytesAndCharacters()
    {
        var state = State(Utf8("abc"), Utf8("é€😀"), Utf8("x"));

        (state.Count, state.Bytes, state.MinBytes, state.MaxBytes).Should().Be((3, 3 + 9 + 1, 1, 9));
        (state.Characters, state.MinCharacters, state.MaxCharacters).Should().Be((7, 1, 3));
        (state.MeanBytes, state.MeanCharacters).Should().Be((13 / 3.0, 7 / 3.0));
        state.InvalidUtf8.Should().Be(0);
    }

    [Fact]
    public void InvalidUtf8_IsCounted_AndItsCharactersAreThoseOfTheReplacedText()
    {
        byte[][] texts = [[0xFC, 0xA1, 0xA1, 0xA1, 0xA1, 0xA1], [0xED, 0xA0, 0x80], [(byte)'a', 0xE2, 0x82], [0xC0, 0xAF], [0xFF]];

        foreach (var text in texts)
        {
            var state = State(text);
            state.InvalidUtf8.Should().Be(1);
            state.Characters.Should().Be(Encoding.UTF8.GetString(text).EnumerateRunes().Count(), "{0}", Convert.ToHexString(text));
        }
    }

    [Fact]
    public void Blanks_AreToldApart()
    {
        var state = State(Utf8(""), Utf8(" "), Utf8("\t\u00a0\u3000"), Utf8(" a"), Utf8("a\n"), Utf8("\u00a0a"), Utf8("a b"), Utf8("é"), [0x20, 0xFF]);

        (state.Empty, state.Blank, state.Padded).Should().Be((1, 2, 4));
    }

    [Fact]
    public void Add_Repeated_IsAddEachTime_AndZeroTimesIsNothing()
    {
        var state = new TextState();
        state.Add(Utf8(" né"), 3);
        state.Add(Utf8("a very long one"), 0);

        (state.Count, state.Bytes, state.Characters, state.Padded, state.MaxBytes).Should().Be((3, 12, 9, 3, 4));
        state.Clear();
        (state.Count, state.MaxBytes, state.Padded).Should().Be((0, 0, 0));
        state.MeanBytes.Should().Be(double.NaN);
    }

    [Fact]
    public void Add_Batch_LeavesMissingRowsOut()
    {
        var state = new TextState();
        state.Add("abcdef"u8, [0, 2, 3], [2, 1, 3], [false, true, false]);

        (state.Count, state.Bytes, state.MinBytes, state.MaxBytes).Should().Be((2, 5, 2, 3));
    }
}
