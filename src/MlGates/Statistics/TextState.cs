using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace MlGates.Statistics;

/// <summary>
/// Lengths of texts in bytes and characters, and what is wrong with them: bytes that are not UTF-8, nothing but blanks, blanks at an end.
/// Exact and mergeable in any order. A character is a Unicode scalar value; a run of bytes that can not be decoded counts as one, as where it is
/// replaced by U+FFFD. Not safe for concurrent use.
/// </summary>
public sealed class TextState
{
    /// <summary>Number of texts.</summary>
    public long Count { get; private set; }

    /// <summary>Total length in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The shortest length in bytes; 0 when there is no text.</summary>
    public int MinBytes { get; private set; }

    /// <summary>The longest length in bytes; 0 when there is no text.</summary>
    public int MaxBytes { get; private set; }

    /// <summary>Total length in characters.</summary>
    public long Characters { get; private set; }

    /// <summary>The shortest length in characters; 0 when there is no text.</summary>
    public int MinCharacters { get; private set; }

    /// <summary>The longest length in characters; 0 when there is no text.</summary>
    public int MaxCharacters { get; private set; }

    /// <summary>Number of texts that are not valid UTF-8.</summary>
    public long InvalidUtf8 { get; private set; }

    /// <summary>Number of texts without any byte.</summary>
    public long Empty { get; private set; }

    /// <summary>Number of texts that have characters, all of them white space.</summary>
    public long Blank { get; private set; }

    /// <summary>Number of texts that begin or end with white space and have something else as well.</summary>
    public long Padded { get; private set; }

    /// <summary>Mean length in bytes; NaN when there is no text.</summary>
    public double MeanBytes => Count == 0 ? double.NaN : (double)Bytes / Count;

    /// <summary>Mean length in characters; NaN when there is no text.</summary>
    public double MeanCharacters => Count == 0 ? double.NaN : (double)Characters / Count;

    /// <summary>Adds a text. O(length).</summary>
    /// <param name="text">The text; need not be valid UTF-8.</param>
    /// <param name="count">How often it occurs, at least 0.</param>
    public void Add(ReadOnlySpan<byte> text, long count = 1)
    {
        if (count <= 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            return;
        }

        var characters = text.Length;
        if (!Ascii.IsValid(text))
        {
            characters = CountCharacters(text, out var valid);
            InvalidUtf8 += valid ? 0 : count;
        }

        if (text.IsEmpty)
        {
            Empty += count;
        }
        else if (MayBeBlank(text[0]) || MayBeBlank(text[^1]))
        {
            AddBlanks(text, count);
        }

        Widen(text.Length, text.Length, characters, characters);
        Count += count;
        Bytes += count * text.Length;
        Characters += count * characters;
    }

    /// <summary>Adds the texts of a column's rows, each once.</summary>
    /// <param name="buffer">What the texts stand in.</param>
    /// <param name="starts">First byte of each row's text.</param>
    /// <param name="lengths">Length of each row's text in bytes.</param>
    /// <param name="missing">Which rows are missing and count for nothing; empty when none is.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A text is not inside the buffer.</exception>
    public void Add(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<bool> missing)
    {
        if (lengths.Length != starts.Length || (!missing.IsEmpty && missing.Length != starts.Length))
        {
            throw new ArgumentException("Starts, lengths and missing flags must be equally many.", nameof(lengths));
        }

        for (var i = 0; i < starts.Length; i++)
        {
            if (missing.IsEmpty || !missing[i])
            {
                Add(buffer.Slice(starts[i], lengths[i]));
            }
        }
    }

    /// <summary>Adds what another state has seen.</summary>
    public void Merge(TextState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
        {
            return;
        }

        Widen(other.MinBytes, other.MaxBytes, other.MinCharacters, other.MaxCharacters);
        Count += other.Count;
        Bytes += other.Bytes;
        Characters += other.Characters;
        InvalidUtf8 += other.InvalidUtf8;
        Empty += other.Empty;
        Blank += other.Blank;
        Padded += other.Padded;
    }

    /// <summary>Makes the state new again.</summary>
    public void Clear()
    {
        (Count, Bytes, Characters, InvalidUtf8, Empty, Blank, Padded) = (0, 0, 0, 0, 0, 0, 0);
        (MinBytes, MaxBytes, MinCharacters, MaxCharacters) = (0, 0, 0, 0);
    }

    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && MayBeBlank(text[0]) && Rune.DecodeFromUtf8(text, out var first, out var used) == 0 && Rune.IsWhiteSpace(first))
        {
            text = text[used..];
        }

        while (!text.IsEmpty && MayBeBlank(text[^1]) && Rune.DecodeLastFromUtf8(text, out var last, out var used) == 0 && Rune.IsWhiteSpace(last))
        {
            text = text[..^used];
        }

        return text;
    }

    // Letters, digits and signs of ASCII are the rule; the rest is looked at in full.
    private static bool MayBeBlank(byte b) => b is <= 0x20 or >= 0x80;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddBlanks(ReadOnlySpan<byte> text, long count)
    {
        var rest = Trim(text).Length;
        Blank += rest == 0 ? count : 0;
        Padded += rest > 0 && rest < text.Length ? count : 0;
    }

    private static int CountCharacters(ReadOnlySpan<byte> text, out bool valid)
    {
        var characters = 0;
        valid = Utf8.IsValid(text);
        if (valid)
        {
            // All bytes but those that continue a character.
            foreach (var b in text)
            {
                characters += (sbyte)b >= -64 ? 1 : 0;
            }

            return characters;
        }

        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out _, out var used);
            text = text[used..];
            characters++;
        }

        return characters;
    }

    private void Widen(int minBytes, int maxBytes, int minCharacters, int maxCharacters)
    {
        var first = Count == 0;
        MinBytes = first ? minBytes : Math.Min(MinBytes, minBytes);
        MaxBytes = Math.Max(MaxBytes, maxBytes);
        MinCharacters = first ? minCharacters : Math.Min(MinCharacters, minCharacters);
        MaxCharacters = Math.Max(MaxCharacters, maxCharacters);
    }

    internal void Write(StateWriter writer)
    {
        foreach (var count in (ReadOnlySpan<long>)[Count, Bytes, MinBytes, MaxBytes, Characters, MinCharacters, MaxCharacters, InvalidUtf8, Empty, Blank, Padded])
        {
            writer.Count(count);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        (Count, Bytes) = (reader.Count(), reader.Count());
        (MinBytes, MaxBytes) = ((int)reader.Count(int.MaxValue), (int)reader.Count(int.MaxValue));
        Characters = reader.Count();
        (MinCharacters, MaxCharacters) = ((int)reader.Count(int.MaxValue), (int)reader.Count(int.MaxValue));
        (InvalidUtf8, Empty, Blank, Padded) = (reader.Count(Count), reader.Count(Count), reader.Count(Count), reader.Count(Count));
    }
}
