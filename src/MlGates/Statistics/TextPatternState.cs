namespace MlGates.Statistics;

/// <summary>How many texts look like what. Exact and mergeable in any order. Not safe for concurrent use.</summary>
public sealed class TextPatternState
{
    private static readonly int Patterns = Enum.GetValues<TextPattern>().Length;

    private readonly long[] _counts = new long[Patterns];

    /// <summary>Number of texts.</summary>
    public long Count { get; private set; }

    /// <summary>The pattern of most texts, the first of several; null when there is no text.</summary>
    public TextPattern? Most
    {
        get
        {
            var most = 0;
            for (var i = 1; i < _counts.Length; i++)
            {
                most = _counts[i] > _counts[most] ? i : most;
            }

            return Count == 0 ? null : (TextPattern)most;
        }
    }

    /// <summary>How many texts have a pattern.</summary>
    public long CountOf(TextPattern pattern)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)pattern, (uint)_counts.Length, nameof(pattern));
        return _counts[(int)pattern];
    }

    /// <summary>Adds a text. O(length), at most a few hundred bytes of it.</summary>
    /// <param name="text">The text; need not be valid UTF-8.</param>
    /// <param name="count">How often it occurs, at least 0.</param>
    public void Add(ReadOnlySpan<byte> text, long count = 1) => Add(TextPatterns.Of(text), count);

    /// <summary>Adds a text whose pattern is known.</summary>
    public void Add(TextPattern pattern, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)pattern, (uint)_counts.Length, nameof(pattern));
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _counts[(int)pattern] += count;
        Count += count;
    }

    /// <summary>Adds what another state has seen.</summary>
    public void Merge(TextPatternState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
    }

    /// <summary>Makes the state new again.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }

    internal void Write(StateWriter writer)
    {
        writer.Count(_counts.Length);
        foreach (var count in _counts)
        {
            writer.Count(count);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        StateReader.Check(reader.Count() == _counts.Length, "it has other patterns");
        foreach (ref var count in _counts.AsSpan())
        {
            count = reader.Count();
            Count += count;
        }
    }
}
