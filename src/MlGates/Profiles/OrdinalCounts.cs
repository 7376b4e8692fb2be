using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace MlGates.Profiles;

/// <summary>How often, or with which weight, each text occurs, in ordinal order. Two arrays, as there may be thousands of texts in each of many columns.</summary>
/// <param name="capacity">Number of texts to make room for.</param>
internal sealed class OrdinalCounts<T>(int capacity) : IReadOnlyDictionary<string, T>
    where T : struct, INumber<T>
{
    private string[] _texts = new string[capacity];
    private T[] _counts = new T[capacity];

    public int Count { get; private set; }

    public IEnumerable<string> Keys => _texts.Take(Count);

    public IEnumerable<T> Values => _counts.Take(Count);

    public T this[string key] => TryGetValue(key, out var count) ? count : throw new KeyNotFoundException($"'{key}' is not counted.");

    public bool ContainsKey(string key) => Find(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var place = Find(key);
        value = place < 0 ? default : _counts[place];
        return place >= 0;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return new KeyValuePair<string, T>(_texts[i], _counts[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds a text, wherever it belongs; then <see cref="Sorted"/> before anything is looked up.</summary>
    internal void Add(string text, T count)
    {
        if (Count == _texts.Length)
        {
            Array.Resize(ref _texts, Math.Max(16, 2 * Count));
            Array.Resize(ref _counts, _texts.Length);
        }

        _texts[Count] = text;
        _counts[Count++] = count;
    }

    /// <summary>This one, in order; counts of equal texts are added. O(n log n).</summary>
    internal OrdinalCounts<T> Sorted()
    {
        Array.Sort(_texts, _counts, 0, Count, StringComparer.Ordinal);
        var n = 0;
        for (var i = 0; i < Count; i++)
        {
            if (n > 0 && string.Equals(_texts[n - 1], _texts[i], StringComparison.Ordinal))
            {
                _counts[n - 1] += _counts[i];
                continue;
            }

            (_texts[n], _counts[n]) = (_texts[i], _counts[i]);
            n++;
        }

        _texts.AsSpan(n, Count - n).Clear();
        Count = n;
        return this;
    }

    private int Find(string key) => Array.BinarySearch(_texts, 0, Count, key, StringComparer.Ordinal);
}
