namespace MlGates.Schemas;

/// <summary>A set of 128-bit hashes with the row that each was first seen in: open addressing with linear probing, 24 bytes a slot, at most two thirds full.</summary>
internal sealed class RowSet
{
    private const int SlotBytes = 24;

    private const long MostSlots = 1 << 28;

    private Slot[] _slots;
    private int _used;

    /// <summary>An empty set with room for a number of hashes; it grows for more.</summary>
    internal RowSet(long hashes) => _slots = new Slot[Slots(hashes)];

    /// <summary>Memory for a number of hashes, in bytes.</summary>
    internal static long BytesFor(long hashes) => SlotBytes * Slots(hashes, long.MaxValue / 4);

    /// <summary>Adds a hash.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="row">Its row, at least 1.</param>
    /// <param name="again">Whether it is the first time that this hash comes again.</param>
    /// <returns>The row in which it was seen first; 0 when it is new.</returns>
    internal long Add(UInt128 hash, long row, out bool again)
    {
        ref var slot = ref Find(hash);
        if (slot.Row == 0)
        {
            slot = new Slot { High = (ulong)(hash >> 64), Low = (ulong)hash, Row = row };
            again = false;
            if (3L * ++_used > 2L * _slots.Length)
            {
                Grow();
            }

            return 0;
        }

        again = slot.Row > 0;
        var first = Math.Abs(slot.Row);
        slot.Row = -first;
        return first;
    }

    /// <summary>The row in which a hash was seen first; 0 when it was not.</summary>
    internal long RowOf(UInt128 hash) => Math.Abs(Find(hash).Row);

    private ref Slot Find(UInt128 hash)
    {
        return ref Find((ulong)(hash >> 64), (ulong)hash);
    }

    private static long Slots(long hashes, long most = MostSlots)
    {
        var size = 32L;
        while (2 * size < 3 * hashes && size < most)
        {
            size *= 2;
        }

        return size;
    }

    private ref Slot Find(ulong high, ulong low)
    {
        var mask = (uint)_slots.Length - 1;
        var at = (uint)low & mask;
        while (_slots[at].Row != 0 && (_slots[at].Low != low || _slots[at].High != high))
        {
            at = (at + 1) & mask;
        }

        return ref _slots[at];
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[checked(2 * old.Length)];
        foreach (var slot in old)
        {
            if (slot.Row != 0)
            {
                Find(slot.High, slot.Low) = slot;
            }
        }
    }

    private struct Slot
    {
        internal ulong High;
        internal ulong Low;

        // Negative once the hash came again.
        internal long Row;
    }
}
