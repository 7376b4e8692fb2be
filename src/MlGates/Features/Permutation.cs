namespace MlGates.Features;

/// <summary>Orders of rows from a seed.</summary>
internal static class Permutation
{
    /// <summary>A random order (Durstenfeld 1964), never the one there is when there are two or more.</summary>
    public static int[] Of(int count, ulong seed)
    {
        int[] places = [.. Enumerable.Range(0, count)];
        var state = seed;
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)(Next(ref state) % (ulong)(i + 1));
            (places[i], places[j]) = (places[j], places[i]);
        }

        if (places.AsSpan().SequenceEqual([.. Enumerable.Range(0, count)]))
        {
            Array.Reverse(places);
        }

        return places;
    }

    /// <summary>Where each place went.</summary>
    public static int[] Inverse(int[] places)
    {
        var inverse = new int[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            inverse[places[i]] = i;
        }

        return inverse;
    }

    // SplitMix64 (Steele, Lea, Flood 2014); the bias of the remainder is of no matter here.
    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
