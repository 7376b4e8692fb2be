using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>
/// The first numbers of a column, kept as they came. In a table of many columns each state would be far from the processor every time a few values are
/// added; so they are added when they are many, or when the column is finished, all at once.
/// </summary>
internal sealed class HeldNumbers
{
    /// <summary>The largest number of values: 256 KiB.</summary>
    internal const int Most = 1 << 15;

    // Small enough not to be a large object.
    private const int Chunk = 4096;

    private readonly List<double[]> _chunks = [];
    private readonly IntegerState _integers = new();

    /// <summary>Number of values.</summary>
    internal int Count { get; private set; }

    /// <summary>Keeps values, of which <paramref name="integers"/> are whole; false when there are too many, or when one is no longer itself as a double.</summary>
    internal bool TryAdd(ReadOnlySpan<double> values, ReadOnlySpan<long> integers)
    {
        if (Count + values.Length > Most || !AreExact(integers))
        {
            return false;
        }

        _integers.Add(integers);
        Keep(values);
        return true;
    }

    /// <summary>The same for a value that occurs several times.</summary>
    internal bool TryAdd(double value, long count, ReadOnlySpan<long> integer)
    {
        if (count > Most - Count || !AreExact(integer))
        {
            return false;
        }

        foreach (var whole in integer)
        {
            _integers.Add(whole, count);
        }

        for (; count > 0; count--)
        {
            Keep([value]);
        }

        return true;
    }

    /// <summary>Adds the values to states.</summary>
    internal void AddTo(NumberColumnState numbers, DistinctState distinct)
    {
        var all = System.Buffers.ArrayPool<double>.Shared.Rent(Count);
        for (var i = 0; i < _chunks.Count; i++)
        {
            _chunks[i].AsSpan(0, Math.Min(Chunk, Count - (i * Chunk))).CopyTo(all.AsSpan(i * Chunk));
        }

        var values = all.AsSpan(0, Count);
        distinct.Add(values);
        numbers.AddFirst(values);
        numbers.Merge(_integers);
        System.Buffers.ArrayPool<double>.Shared.Return(all);
    }

    private void Keep(ReadOnlySpan<double> values)
    {
        while (!values.IsEmpty)
        {
            var at = Count % Chunk;
            if (at == 0)
            {
                _chunks.Add(GC.AllocateUninitializedArray<double>(Chunk));
            }

            var part = values[..Math.Min(values.Length, Chunk - at)];
            part.CopyTo(_chunks[^1].AsSpan(at));
            Count += part.Length;
            values = values[part.Length..];
        }
    }

    private static bool AreExact(ReadOnlySpan<long> integers)
    {
        const long Largest = (long)NumberColumnState.LargestExact;
        foreach (var value in integers)
        {
            if (value is <= -Largest or >= Largest)
            {
                return false;
            }
        }

        return true;
    }
}
