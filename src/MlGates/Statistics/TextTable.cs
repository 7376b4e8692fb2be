using System.Runtime.CompilerServices;

namespace MlGates.Statistics;

/// <summary>
/// Gives each distinct text a number in the order in which they first came, and counts them; mergeable. When <see cref="MaxEntries"/> or
/// <see cref="MaxBytes"/> is reached, texts that have no number yet are rejected and counted as such; those that have one are still counted.
/// As long as nothing was rejected, the texts and their counts depend only on what was added, never on order or grouping; their numbers do.
/// Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Open addressing with linear probing, at most half full; a text of up to 23 bytes is compared as three words. Memory: 56 to 72 bytes and the
/// text per entry at the next power of two.
/// </remarks>
public sealed partial class TextTable
{
    /// <summary>What takes the place of an entry for a text that was rejected.</summary>
    public const int Rejected = -1;

    /// <summary>What takes the place of an entry for a row that is missing.</summary>
    public const int Missing = -2;

    /// <summary>The default of <see cref="MaxEntries"/>.</summary>
    public const int DefaultMaxEntries = 10_000;

    /// <summary>The default of <see cref="MaxBytes"/>.</summary>
    public const int DefaultMaxBytes = 4 << 20;

    private const int FirstEntries = 16;

    // Slots hold the place of an entry plus one; 0 is free.
    private int[] _slots = new int[4 * FirstEntries];
    private Entry[] _entries = new Entry[FirstEntries];
    private byte[] _bytes = [];

    /// <summary>Creates an empty table.</summary>
    /// <param name="maxEntries">The largest number of distinct texts, at least 1.</param>
    /// <param name="maxBytes">The largest total length of the distinct texts in bytes, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is too small.</exception>
    public TextTable(int maxEntries = DefaultMaxEntries, int maxBytes = DefaultMaxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEntries, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        MaxEntries = maxEntries;
        MaxBytes = maxBytes;
    }

    /// <summary>The largest number of distinct texts.</summary>
    public int MaxEntries { get; }

    /// <summary>The largest total length of the distinct texts in bytes.</summary>
    public int MaxBytes { get; }

    /// <summary>Number of distinct texts that have a number, which is below this.</summary>
    public int Count { get; private set; }

    /// <summary>Total length of the distinct texts in bytes.</summary>
    public int Bytes { get; private set; }

    /// <summary>How often a text was rejected.</summary>
    public long RejectedCount { get; private set; }

    /// <summary>Whether no text was rejected, so that all are counted.</summary>
    public bool IsComplete => RejectedCount == 0;

    /// <summary>The text of an entry; valid until the next call that changes the table.</summary>
    public ReadOnlySpan<byte> TextAt(int entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)entry, (uint)Count, nameof(entry));
        return Text(entry);
    }

    /// <summary>How often an entry's text was added.</summary>
    public long CountAt(int entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)entry, (uint)Count, nameof(entry));
        return _entries[entry].Count;
    }

    /// <summary>The <see cref="TextHash"/> of an entry's text.</summary>
    public ulong HashAt(int entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)entry, (uint)Count, nameof(entry));
        return _entries[entry].Key.Hash;
    }

    /// <summary>Adds a text. Expected O(length).</summary>
    /// <param name="text">The text; need not be valid UTF-8.</param>
    /// <param name="count">How often, at least 0.</param>
    /// <returns>Its entry, or <see cref="Rejected"/>.</returns>
    public int Add(ReadOnlySpan<byte> text, long count = 1)
    {
        var key = TextKey.Of(text);
        return Add(key, key.Hash, text, count);
    }

    /// <summary>Adds the text and the count of another table's entry.</summary>
    /// <returns>The entry here, or <see cref="Rejected"/>.</returns>
    internal int Add(TextTable other, int entry)
    {
        ref readonly var found = ref other._entries[entry];
        return Add(found.Key, found.Key.Hash, other.Text(entry), found.Count);
    }

    /// <summary>
    /// Adds the texts of a column's rows, each once. Fastest when at least 24 bytes of any content follow each text. No allocation but for the
    /// growth of the table.
    /// </summary>
    /// <param name="buffer">What the texts stand in.</param>
    /// <param name="starts">First byte of each row's text.</param>
    /// <param name="lengths">Length of each row's text in bytes.</param>
    /// <param name="missing">Which rows are missing; empty when none is.</param>
    /// <param name="entries">Filled with each row's entry, <see cref="Rejected"/> or <see cref="Missing"/>.</param>
    /// <param name="hashes">Filled with the <see cref="TextHash"/> of each row that is not missing; empty when not wanted.</param>
    /// <returns>The number of rows rejected.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A text is not inside the buffer.</exception>
    public int Add(
        byte[] buffer,
        ReadOnlySpan<int> starts,
        ReadOnlySpan<int> lengths,
        ReadOnlySpan<bool> missing,
        Span<int> entries,
        Span<ulong> hashes = default)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (lengths.Length != starts.Length || entries.Length != starts.Length
            || (!missing.IsEmpty && missing.Length != starts.Length) || (!hashes.IsEmpty && hashes.Length != starts.Length))
        {
            throw new ArgumentException("Starts, lengths, missing flags, entries and hashes must be equally many.", nameof(lengths));
        }

        var before = RejectedCount;
        var (slots, table) = (_slots, _entries);
        for (var i = 0; i < starts.Length; i++)
        {
            if (!missing.IsEmpty && missing[i])
            {
                entries[i] = Missing;
                continue;
            }

            var key = TextKey.Of(buffer, starts[i], lengths[i]);
            var hash = key.Hash;
            if (!hashes.IsEmpty)
            {
                hashes[i] = hash;
            }

            var entry = slots[(int)hash & (slots.Length - 1)] - 1;
            if (entry >= 0 && !key.IsLong)
            {
                // Most texts are short, known and at home.
                ref var found = ref table[entry];
                if (found.Key.Equals(key))
                {
                    found.Count++;
                    entries[i] = entry;
                    continue;
                }
            }

            entries[i] = Add(key, hash, buffer.AsSpan(starts[i], lengths[i]), 1);
            (slots, table) = (_slots, _entries);
        }

        return (int)(RejectedCount - before);
    }

    /// <summary>Adds to the count of an entry, as when its text came again.</summary>
    public void AddCount(int entry, long count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)entry, (uint)Count, nameof(entry));
        _entries[entry].Count += count;
    }

    /// <summary>The entry of a text, or <see cref="Rejected"/> when it has none.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        var key = TextKey.Of(text);
        return Find(key, key.Hash, text, out _);
    }

    /// <summary>Adds what another table has counted, in the order of its entries, and what it has rejected.</summary>
    public void Merge(TextTable other) => Merge(other, default);

    /// <summary>Adds what another table has counted, in the order of its entries, and what it has rejected.</summary>
    /// <param name="other">The other table; may be this one.</param>
    /// <param name="entries">Filled with the entry here, or <see cref="Rejected"/>, of each entry there; empty when not wanted.</param>
    public void Merge(TextTable other, Span<int> entries)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < other.Count; i++)
        {
            var entry = Add(other, i);
            if (!entries.IsEmpty)
            {
                entries[i] = entry;
            }
        }

        RejectedCount += other.RejectedCount;
    }

    /// <summary>Makes the table new again; keeps its memory. O(entries).</summary>
    public void Clear()
    {
        if (8 * Count > _slots.Length)
        {
            Array.Clear(_slots);
        }
        else
        {
            for (var i = 0; i < Count; i++)
            {
                _slots[_entries[i].Slot] = 0;
            }
        }

        Count = 0;
        Bytes = 0;
        RejectedCount = 0;
    }

    private ReadOnlySpan<byte> Text(int entry) => _bytes.AsSpan(_entries[entry].Start, _entries[entry].Length);

    private int Add(TextKey key, ulong hash, ReadOnlySpan<byte> text, long count)
    {
        var entry = Find(key, hash, text, out var slot);
        if (entry < 0)
        {
            return Insert(key, hash, text, count, slot);
        }

        _entries[entry].Count += count;
        return entry;
    }

    private int Find(TextKey key, ulong hash, ReadOnlySpan<byte> text, out int slot)
    {
        var slots = _slots;
        var at = (int)hash & (slots.Length - 1);
        for (int entry; (entry = slots[at] - 1) >= 0; at = (at + 1) & (slots.Length - 1))
        {
            ref var found = ref _entries[entry];
            if (found.Key.Equals(key) && (!key.IsLong || Text(entry).SequenceEqual(text)))
            {
                slot = at;
                return entry;
            }
        }

        slot = at;
        return Rejected;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Insert(TextKey key, ulong hash, ReadOnlySpan<byte> text, long count, int slot)
    {
        if (Count == MaxEntries || text.Length > MaxBytes - Bytes)
        {
            RejectedCount += count;
            return Rejected;
        }

        if (Count == _entries.Length)
        {
            Grow();
            Find(key, hash, text, out slot);
        }

        var end = Bytes + text.Length;
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Max(end, Math.Min(Math.Max(256, 2L * _bytes.Length), MaxBytes)));
        }

        text.CopyTo(_bytes.AsSpan(Bytes));
        _entries[Count] = new Entry { Key = key, Count = count, Start = Bytes, Slot = slot };
        Bytes = end;
        _slots[slot] = ++Count;
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, 2 * _entries.Length);
        _slots = new int[4 * _entries.Length];
        var mask = _slots.Length - 1;
        for (var entry = 0; entry < Count; entry++)
        {
            var slot = (int)_entries[entry].Key.Hash & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = entry + 1;
            _entries[entry].Slot = slot;
        }
    }

    // The length is in the key.
    private struct Entry
    {
        internal TextKey Key;
        internal long Count;
        internal int Start;
        internal int Slot;

        internal readonly int Length => Key.Length;
    }
}
