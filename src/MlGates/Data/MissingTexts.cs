using System.Text;

namespace MlGates.Data;

/// <summary>Texts that count as missing.</summary>
internal sealed class MissingTexts(IReadOnlyList<string> texts)
{
    private readonly byte[][] _texts = [.. texts.Select(Encoding.UTF8.GetBytes)];

    internal bool IsEmpty => _texts.Length == 0;

    internal bool Contains(ReadOnlySpan<byte> text)
    {
        foreach (var missing in _texts)
        {
            if (text.Length == missing.Length && text.SequenceEqual(missing))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The codes of a dictionary that are missing; null when none is.</summary>
    internal int[]? Codes(TextDictionary dictionary)
    {
        List<int>? codes = null;
        for (var i = 0; i < dictionary.Count; i++)
        {
            if (Contains(dictionary.Text(i)))
            {
                (codes ??= []).Add(i);
            }
        }

        return codes?.ToArray();
    }
}
