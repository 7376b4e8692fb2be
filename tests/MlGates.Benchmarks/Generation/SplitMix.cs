namespace MlGates.Benchmarks.Generation;

/// <summary>SplitMix64 (Steele, Lea and Flood, 2014, "Fast splittable pseudorandom number generators"): the same numbers on every runtime and platform.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;
    private double _spare = double.NaN;

    internal ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>In [0, 1).</summary>
    internal double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>In [0, bound).</summary>
    internal long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Standard normal, by Box and Muller's transform.</summary>
    internal double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            var second = _spare;
            _spare = double.NaN;
            return second;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * Uniform());
        _spare = radius * sin;
        return radius * cos;
    }
}
