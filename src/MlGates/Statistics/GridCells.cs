using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlGates.Statistics;

/// <summary>
/// Counts or weights in cells of the number line: open addressing over prefixes of <see cref="OrderedBits"/>. It starts at all 64 bits, which
/// keeps every value apart, and drops as many as it takes whenever there are too many cells. The final width is the finest that fits, which a
/// set of values has only one of.
/// </summary>
internal sealed partial class GridCells<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>The largest number of cells.</summary>
    internal const int Max = 4096;

    // Sign and exponent are told apart in any case: they have fewer values than there are cells.
    private const int MostShift = 52;

    // Twice the cells at most, so that probes stay short; few values take little memory.
    private const int Slots = 2 * Max;
    private const int FirstSlots = 64;
    private Cell[] _slots = [];
    private int _down;

    /// <summary>Bits that are dropped.</summary>
    internal int Shift { get; private set; }

    /// <summary>Number of cells that hold a value.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds to the cell of a finite value, given by its ordered bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(ulong ordered, T amount)
    {
        var key = ordered >> Shift;
        var slots = _slots;
        if (slots.Length != 0)
        {
            ref var cell = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slots), Home(key, _down));
            if (cell.Key == key)
            {
                cell.Amount += amount;
                return;
            }
        }

        Probe(ordered, amount);
    }

    /// <summary>Adds one to the cell of each finite value.</summary>
    internal void AddEach(ReadOnlySpan<double> values)
    {
        Span<ulong> ordered = stackalloc ulong[ValueHash.Batch];
        while (!values.IsEmpty)
        {
            var part = ordered[..Math.Min(values.Length, ordered.Length)];
            OrderedBits.FromEach(values[..part.Length], part);
            values = values[part.Length..];
            for (var i = 0; i < part.Length; i++)
            {
                i = AddWhileKnown(part, i);
                if (i < part.Length)
                {
                    Probe(part[i], T.One);
                }
            }
        }
    }

    /// <summary>Adds what another has, cell by cell.</summary>
    internal void Merge(GridCells<T> other)
    {
        Coarsen(other.Shift);
        if (typeof(T) == typeof(double))
        {
            // Sums of weights depend on their order, and where a cell is in the table on what the table held before.
            other.CopySorted(out var keys, out var amounts);
            for (var i = 0; i < keys.Length; i++)
            {
                Add(keys[i] << other.Shift, amounts[i]);
            }

            return;
        }

        var slots = other._slots;
        foreach (ref readonly var cell in slots.AsSpan())
        {
            if (cell.Key != 0)
            {
                Add(cell.Key << other.Shift, cell.Amount);
            }
        }
    }

    /// <summary>Drops bits until at most those of <paramref name="shift"/> are left.</summary>
    internal void Coarsen(int shift)
    {
        if (shift > Shift)
        {
            Rebuild(shift, _slots.Length);
        }
    }

    /// <summary>Keys ascending and their amounts.</summary>
    internal void CopySorted(out ulong[] keys, out T[] amounts)
    {
        keys = new ulong[Count];
        amounts = new T[Count];
        var n = 0;
        foreach (ref readonly var cell in _slots.AsSpan())
        {
            if (cell.Key != 0)
            {
                keys[n] = cell.Key;
                amounts[n++] = cell.Amount;
            }
        }

        KeySort.Sort<T>(keys, amounts);
    }

    /// <summary>Starts new cells at the width that some values will need, if they are so many that it pays.</summary>
    internal void Begin(ReadOnlySpan<double> values)
    {
        if (Count == 0 && values.Length > 2 * Max)
        {
            Shift = Math.Max(Shift, GridWidth.Finest(values, Max));
        }
    }

    /// <summary>Empties the cells and starts at a width.</summary>
    internal void Clear(int shift)
    {
        if (Count > 0)
        {
            Array.Clear(_slots);
        }

        (Count, Shift) = (0, shift);
    }

    // Multiples of the golden ratio spread evenly (Knuth, The Art of Computer Programming 3, section 6.4): neighbouring keys, the usual case on a coarse grid, hardly collide.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Home(ulong key, int down) => (int)((key * 0x9E3779B97F4A7C15) >> down);

    // Until a value needs a new cell.
    private int AddWhileKnown(ReadOnlySpan<ulong> values, int i)
    {
        var slots = _slots;
        if (slots.Length == 0)
        {
            return i;
        }

        var (shift, down, mask) = (Shift, _down, slots.Length - 1);
        ref var first = ref MemoryMarshal.GetArrayDataReference(slots);
        for (; i < values.Length; i++)
        {
            var key = values[i] >> shift;
            var slot = Home(key, down);
            ref var cell = ref Unsafe.Add(ref first, slot);
            while (cell.Key != key)
            {
                if (cell.Key == 0)
                {
                    return i;
                }

                slot = (slot + 1) & mask;
                cell = ref Unsafe.Add(ref first, slot);
            }

            cell.Amount += T.One;
        }

        return i;
    }

    private void Probe(ulong ordered, T amount)
    {
        while (true)
        {
            var key = ordered >> Shift;
            if (_slots.Length == 0)
            {
                Allocate(FirstSlots);
            }

            var slot = Find(key);
            if (_slots[slot].Key == key)
            {
                _slots[slot].Amount += amount;
                return;
            }

            if (Count < Max)
            {
                if (2 * Count >= _slots.Length && _slots.Length < Slots)
                {
                    Rebuild(Shift, Math.Min(4 * _slots.Length, Slots));
                    slot = Find(key);
                }

                _slots[slot] = new Cell { Key = key, Amount = amount };
                Count++;
                return;
            }

            Rebuild(FinestThatFits(key), _slots.Length);
        }
    }

    // Later steps are of a bit or two, and trying is cheaper.
    private int FinestThatFits(ulong extra)
    {
        if (Shift > 0)
        {
            return Shift + 1;
        }

        Span<ulong> keys = stackalloc ulong[Max + 1];
        var n = 0;
        foreach (ref readonly var cell in _slots.AsSpan())
        {
            if (cell.Key != 0)
            {
                keys[n++] = cell.Key;
            }
        }

        keys[n++] = extra;
        return GridWidth.Finest(keys[..n], Max);
    }

    private void Rebuild(int shift, int size)
    {
        // On the stack, for new tables of this size would be large objects.
        Span<Cell> old = stackalloc Cell[Count + 1];
        var n = 0;
        foreach (ref readonly var cell in _slots.AsSpan())
        {
            // Always written, so that there is no branch to mispredict.
            old[n] = cell;
            n += cell.Key != 0 ? 1 : 0;
        }

        if (size > _slots.Length)
        {
            Allocate(size);
        }
        else
        {
            Array.Clear(_slots);
        }

        if (typeof(T) == typeof(double) && shift > Shift)
        {
            old[..n].Sort((a, b) => a.Key.CompareTo(b.Key));
        }

        var drop = shift - Shift;
        (Shift, Count) = (shift, 0);
        foreach (ref readonly var cell in old[..n])
        {
            var key = cell.Key >> drop;
            ref var place = ref _slots[Find(key)];
            if (place.Key == 0)
            {
                place.Key = key;
                Count++;
            }

            place.Amount += cell.Amount;
        }
    }

    // A key of a finite value is never 0, so 0 marks a free slot.
    private int Find(ulong key)
    {
        var slots = _slots;
        var slot = Home(key, _down);
        while (slots[slot].Key != 0 && slots[slot].Key != key)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    private void Allocate(int size)
    {
        _slots = new Cell[size];
        _down = 64 - BitOperations.Log2((uint)size);
    }

    private struct Cell
    {
        internal ulong Key;
        internal T Amount;
    }
}
