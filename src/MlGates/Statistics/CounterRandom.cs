namespace MlGates.Statistics;

/// <summary>
/// Random numbers by place: the i-th is a function of key and i alone, so that threads and order do not matter. SplitMix64 (G. L. Steele, D. Lea and C. H. Flood 2014)
/// over the places, from a key that is mixed of a seed and names.
/// </summary>
internal readonly struct CounterRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private readonly ulong _key;

    private CounterRandom(ulong key) => _key = key;

    /// <summary>The generator of a seed.</summary>
    public static CounterRandom Of(ulong seed) => new(Mix(seed + Step));

    /// <summary>The generator of this one's key and a name.</summary>
    public CounterRandom With(string name)
    {
        var key = Mix(_key ^ (ulong)name.Length);
        foreach (var letter in name)
        {
            key = Mix(key + Step + letter);
        }

        return new CounterRandom(key);
    }

    /// <summary>The generator of this one's key and a number.</summary>
    public CounterRandom With(long number) => new(Mix(Mix(_key + Step) ^ Mix((ulong)number)));

    /// <summary>64 bits.</summary>
    public ulong At(long place) => Mix(_key + (((ulong)place + 1) * Step));

    /// <summary>From 0 to below 1, in steps of 2⁻⁵³.</summary>
    public double Uniform(long place) => (At(place) >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below <paramref name="count"/>; uneven by less than count · 2⁻⁶⁴.</summary>
    public int Below(long place, int count) => (int)Math.BigMul(At(place), (ulong)count, out _);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
