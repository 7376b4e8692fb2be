using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlGates.Statistics;

/// <summary>
/// Number of distinct values from their 64-bit hashes, mergeable. Exact up to <see cref="ExactLimit"/> values (but for colliding hashes, about
/// one chance in 10^13), an estimate beyond. The state depends only on the set of hashes, so order and grouping never matter. At most 32 KiB,
/// little for few values. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// HyperLogLog (Flajolet, Fusy, Gandouet and Meunier 2007) with 2^14 registers and the improved estimator of Ertl, "New cardinality estimation
/// algorithms for HyperLogLog sketches" (2017, arXiv 1702.01284), algorithms 5 and 6. Relative standard error 0.8 %: 1.04/√2^14.
/// </remarks>
public sealed partial class DistinctState
{
    /// <summary>The largest number that is counted exactly.</summary>
    public const int ExactLimit = 2048;

    /// <summary>Standard error of an estimate, relative to the true number; 1.04/√2^14.</summary>
    public const double RelativeStandardError = 0.008125;

    private const int Bits = 14;
    private const int Registers = 1 << Bits;
    private const int Tail = 64 - Bits;
    private const int FirstTable = 16;

    // One array for both forms: an open-addressing table of hashes, 0 being free, or the registers, eight to a word.
    private ulong[] _words = [];
    private int _exact;
    private bool _hasZero;

    /// <summary>Whether <see cref="Estimate"/> is exact.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>Adds a hash, see <see cref="ValueHash"/>. Expected O(1).</summary>
    public void Add(ulong hash)
    {
        if (IsExact)
        {
            AddExact(hash);
        }
        else
        {
            Note(ref FirstRegister(), hash);
        }
    }

    /// <summary>Adds a batch of numbers by <see cref="ValueHash.Of(double)"/>: zeros of either sign are equal, and so are all NaN. O(n), no allocation once it is no longer exact.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        Span<ulong> hashes = stackalloc ulong[ValueHash.Batch];
        while (!values.IsEmpty)
        {
            var n = Math.Min(values.Length, hashes.Length);
            ValueHash.OfEach(values[..n], hashes);
            values = values[n..];
            AddHashes(hashes[..n]);
        }
    }

    /// <summary>Adds a batch of integers by <see cref="ValueHash.Of(long)"/>, which equals that of the same number as a double. O(n), no allocation once it is no longer exact.</summary>
    public void Add(ReadOnlySpan<long> values)
    {
        Span<ulong> hashes = stackalloc ulong[ValueHash.Batch];
        while (!values.IsEmpty)
        {
            var n = Math.Min(values.Length, hashes.Length);
            ValueHash.OfEach(values[..n], hashes);
            values = values[n..];
            AddHashes(hashes[..n]);
        }
    }

    /// <summary>Adds a batch of hashes. O(n), no allocation once it is no longer exact.</summary>
    public void AddHashes(ReadOnlySpan<ulong> hashes)
    {
        var i = 0;
        for (; i < hashes.Length && IsExact; i++)
        {
            if (!IsKnown(hashes[i]))
            {
                AddExact(hashes[i]);
            }
        }

        if (i == hashes.Length)
        {
            return;
        }

        ref var registers = ref FirstRegister();
        foreach (var hash in hashes[i..])
        {
            Note(ref registers, hash);
        }
    }

    /// <summary>Adds what another state has seen. O(what it holds).</summary>
    public void Merge(DistinctState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
        {
            return;
        }

        if (!other.IsExact)
        {
            if (IsExact)
            {
                Spill();
            }

            ref var mine = ref FirstRegister();
            ref var theirs = ref other.FirstRegister();
            for (nuint i = 0; i < Registers; i += (nuint)Vector256<byte>.Count)
            {
                Vector256.Max(Vector256.LoadUnsafe(ref mine, i), Vector256.LoadUnsafe(ref theirs, i)).StoreUnsafe(ref mine, i);
            }

            return;
        }

        if (other._hasZero)
        {
            Add(0);
        }

        foreach (var hash in other._words)
        {
            if (hash != 0)
            {
                Add(hash);
            }
        }
    }

    /// <summary>Forgets everything: the state is as new, but keeps its memory.</summary>
    public void Clear()
    {
        Array.Clear(_words);
        (_exact, _hasZero, IsExact) = (0, false, true);
    }

    /// <summary>
    /// Forgets everything, for values that will be merged into <paramref name="whole"/>: where that is an estimate already, this begins as one. The
    /// result of that merge is the same as from a new state, and comes sooner: hashes need not be told apart first.
    /// </summary>
    /// <param name="whole">What this will be merged into; read, so nobody may change it meanwhile.</param>
    public void Clear(DistinctState whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        Clear();
        if (!whole.IsExact)
        {
            Spill();
        }
    }

    /// <summary>The number of distinct values. O(registers) when not exact.</summary>
    public long Estimate()
    {
        if (IsExact)
        {
            return _exact;
        }

        Span<int> counts = stackalloc int[Tail + 2];
        counts.Clear();
        foreach (var register in MemoryMarshal.AsBytes<ulong>(_words)[..Registers])
        {
            counts[register]++;
        }

        var z = Registers * Tau(1 - (counts[Tail + 1] / (double)Registers));
        for (var k = Tail; k >= 1; k--)
        {
            z = (z + counts[k]) / 2;
        }

        z += Registers * Sigma(counts[0] / (double)Registers);
        return (long)Math.Round(Registers / (2 * Math.Log(2)) * Registers / z);
    }

    // The usual case while values are few, without the calls.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsKnown(ulong hash)
    {
        var words = _words;
        if (words.Length == 0)
        {
            return false;
        }

        var mask = words.Length - 1;
        for (var slot = (int)hash & mask; words[slot] != 0; slot = (slot + 1) & mask)
        {
            if (words[slot] == hash)
            {
                return true;
            }
        }

        return false;
    }

    private void AddExact(ulong hash)
    {
        if (hash == 0)
        {
            _exact += _hasZero ? 0 : 1;
            _hasZero = true;
        }
        else
        {
            if (2 * _exact >= _words.Length && _words.Length < 2 * ExactLimit)
            {
                Grow();
            }

            var slot = Find(_words, hash);
            if (_words[slot] == hash)
            {
                return;
            }

            _words[slot] = hash;
            _exact++;
        }

        if (_exact > ExactLimit)
        {
            Spill();
        }
    }

    private static int Find(ulong[] table, ulong hash)
    {
        var mask = table.Length - 1;
        var slot = (int)hash & mask;
        while (table[slot] != 0 && table[slot] != hash)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var table = new ulong[Math.Clamp(4 * _words.Length, FirstTable, 2 * ExactLimit)];
        foreach (var hash in _words)
        {
            if (hash != 0)
            {
                table[Find(table, hash)] = hash;
            }
        }

        _words = table;
    }

    private void Spill()
    {
        Span<ulong> hashes = stackalloc ulong[ExactLimit + 1];
        var n = 0;
        foreach (var hash in _words)
        {
            if (hash != 0)
            {
                hashes[n++] = hash;
            }
        }

        if (8 * _words.Length < Registers)
        {
            _words = new ulong[Registers / 8];
        }

        Array.Clear(_words);
        IsExact = false;
        ref var registers = ref FirstRegister();
        foreach (var hash in hashes[..n])
        {
            Note(ref registers, hash);
        }

        if (_hasZero)
        {
            Note(ref registers, 0);
        }
    }

    private ref byte FirstRegister() => ref Unsafe.As<ulong, byte>(ref MemoryMarshal.GetArrayDataReference(_words));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Note(ref byte registers, ulong hash)
    {
        ref var register = ref Unsafe.Add(ref registers, (nint)(hash >> Tail));
        // A guard bit below the tail bounds the rank by Tail + 1.
        var rank = BitOperations.LeadingZeroCount((hash << Bits) | (1UL << (Bits - 1))) + 1;
        // Always written: whether a register grows is hard to predict until there are many values.
        register = (byte)Math.Max(rank, register);
    }

    private static double Sigma(double x)
    {
        if (x == 1)
        {
            return double.PositiveInfinity;
        }

        double y = 1;
        var z = x;
        for (double last = double.NaN; z != last;)
        {
            x *= x;
            last = z;
            z += x * y;
            y += y;
        }

        return z;
    }

    private static double Tau(double x)
    {
        if (x is 0 or 1)
        {
            return 0;
        }

        double y = 1;
        var z = 1 - x;
        for (double last = double.NaN; z != last;)
        {
            x = Math.Sqrt(x);
            last = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }

        return z / 3;
    }
}
