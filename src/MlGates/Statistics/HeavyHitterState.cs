using System.Numerics;

namespace MlGates.Statistics;

/// <summary>
/// The most frequent texts of a column that may have any number of them, mergeable, with guaranteed bounds: a text occurred at least
/// <see cref="TextCount.Lower"/> and at most <see cref="TextCount.Upper"/> times, and one that is not kept at most <see cref="Error"/> times.
/// Exact, whatever the order, as long as there were no more than <see cref="MaxEntries"/> texts and <see cref="MaxBytes"/>; beyond, counts
/// depend on the order of adding, the bounds never. Not safe for concurrent use.
/// </summary>
/// <remarks>
/// Misra and Gries, "Finding repeated elements" (1982), with the merge of Agarwal et al., "Mergeable summaries" (2012): when the table is full,
/// the count of rank k + 1, k being half of its capacity, is taken off every count and what is left with none is dropped. At least k + 1 counts
/// pay that each time, so the error is at most n/(k + 1); the error kept is the sum of what was really taken off. Once that has happened, rows
/// of a batch whose text comes only once there are left out at the price of one, when more than k pay it: the same bargain for a few
/// nanoseconds a row. Texts that are longer than the
/// byte limit, or a table that is full of long texts, void that bound of n/(k + 1), not the error kept.
/// </remarks>
public sealed partial class HeavyHitterState
{
    private const int Chunk = 256;
    private const int SmallCounts = 256;

    private const int BitmapBits = 18;
    private const int Pause = 8;

    private TextTable _table;
    private TextTable? _spare;
    private ulong[] _hashes = [];
    private ulong[] _once = [];
    private ulong[] _again = [];
    private int _wait;

    /// <summary>Creates an empty state.</summary>
    /// <param name="maxEntries">The largest number of texts kept, at least 2.</param>
    /// <param name="maxBytes">The largest total length of the texts kept in bytes.</param>
    public HeavyHitterState(int maxEntries = TextTable.DefaultMaxEntries, int maxBytes = TextTable.DefaultMaxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEntries, 2);
        _table = new TextTable(maxEntries, maxBytes);
    }

    /// <summary>The largest number of texts kept; after the first loss half of them stay for certain.</summary>
    public int MaxEntries => _table.MaxEntries;

    /// <summary>The largest total length of the texts kept in bytes.</summary>
    public int MaxBytes => _table.MaxBytes;

    /// <summary>How many texts were added, each as often as it occurred.</summary>
    public long Total { get; private set; }

    /// <summary>The most by which a count can be too small; 0 when all counts are exact.</summary>
    public long Error { get; private set; }

    /// <summary>Whether the counts are those of all texts.</summary>
    public bool IsExact => Error == 0;

    /// <summary>The texts kept and the lower bounds of their counts; valid until the next call that changes the state.</summary>
    public TextTable Kept => _table;

    /// <summary>Adds a text. Expected O(length), amortised.</summary>
    /// <param name="text">The text; need not be valid UTF-8.</param>
    /// <param name="count">How often, at least 0.</param>
    public void Add(ReadOnlySpan<byte> text, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > 0)
        {
            Total += count;
            Keep(text, count);
        }
    }

    /// <summary>Adds the texts of a column's rows, each once. Fastest when at least 16 bytes of any content follow each text.</summary>
    /// <param name="buffer">What the texts stand in.</param>
    /// <param name="starts">First byte of each row's text.</param>
    /// <param name="lengths">Length of each row's text in bytes.</param>
    /// <param name="missing">Which rows are missing; empty when none is.</param>
    /// <param name="hashes">Filled with the <see cref="TextHash"/> of each row that is not missing; empty when not wanted.</param>
    /// <inheritdoc cref="TextTable.Add(byte[], ReadOnlySpan{int}, ReadOnlySpan{int}, ReadOnlySpan{bool}, Span{int}, Span{ulong})" path="/exception"/>
    public void Add(byte[] buffer, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<bool> missing, Span<ulong> hashes = default)
    {
        if (!IsExact && starts.Length > MaxEntries / 2 && lengths.Length == starts.Length && --_wait < 0
            && TryLeaveOutSingles(buffer, starts, lengths, missing, hashes))
        {
            return;
        }

        Span<int> entries = stackalloc int[Chunk];
        for (var from = 0; from < starts.Length; from += Chunk)
        {
            var n = Math.Min(Chunk, starts.Length - from);
            var rejected = _table.Add(
                buffer,
                starts.Slice(from, n),
                lengths.Slice(from, n),
                missing.IsEmpty ? [] : missing.Slice(from, n),
                entries[..n],
                hashes.IsEmpty ? [] : hashes.Slice(from, n));
            Total += n;
            for (var i = 0; i < n; i++)
            {
                if (entries[i] == TextTable.Missing)
                {
                    Total--;
                }
                else if (rejected > 0 && entries[i] == TextTable.Rejected)
                {
                    Keep(buffer.AsSpan(starts[from + i], lengths[from + i]), 1);
                }
            }
        }
    }

    /// <summary>Adds what a table has counted.</summary>
    /// <exception cref="ArgumentException">The table has rejected texts, so its counts are not all.</exception>
    public void Merge(TextTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.RejectedCount > 0)
        {
            throw new ArgumentException("A table that rejected texts does not hold all counts.", nameof(table));
        }

        KeepAll(table, counted: true);
    }

    /// <summary>Adds what another state has seen. The errors add up, so a merge of states of one capacity keeps the bound n/(k + 1).</summary>
    public void Merge(HeavyHitterState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (error, total) = (other.Error, other.Total);
        KeepAll(other._table, counted: false);
        Error += error;
        Total += total;
    }

    /// <summary>
    /// The most frequent texts, most frequent first; among equal counts the larger text in byte order first. Only texts that certainly occurred
    /// more often than any text that was not kept, so the list is shorter, and often empty, where no text stands out.
    /// </summary>
    /// <param name="most">The largest number of texts, at least 0.</param>
    public IReadOnlyList<TextCount> Top(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var order = TextRanking.ByCount(_table);
        var result = new List<TextCount>();
        for (var i = 0; i < order.Length && i < most && _table.CountAt(order[i]) > Error; i++)
        {
            var lower = _table.CountAt(order[i]);
            result.Add(new TextCount(_table.TextAt(order[i]).ToArray(), lower, lower + Error));
        }

        return result;
    }

    /// <summary>Makes the state new again; keeps its memory. O(entries).</summary>
    public void Clear()
    {
        _table.Clear();
        Total = 0;
        Error = 0;
        _wait = 0;
    }

    // Rows whose hash has no twin in the batch lose one count; at least k + 1 rows must, else nothing is done.
    private bool TryLeaveOutSingles(byte[] buffer, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<bool> missing, Span<ulong> hashes)
    {
        if (hashes.IsEmpty)
        {
            if (_hashes.Length < starts.Length)
            {
                _hashes = new ulong[starts.Length];
            }

            hashes = _hashes.AsSpan(0, starts.Length);
        }

        if (_once.Length == 0)
        {
            _once = new ulong[1 << (BitmapBits - 6)];
            _again = new ulong[1 << (BitmapBits - 6)];
        }

        Array.Clear(_once);
        Array.Clear(_again);
        var (once, again) = (_once, _again);
        long present = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            if (missing.IsEmpty || !missing[i])
            {
                var hash = TextKey.Of(buffer, starts[i], lengths[i]).Hash;
                hashes[i] = hash;
                var bit = 1UL << (int)(hash >> (64 - BitmapBits));
                ref var seen = ref once[(int)(hash >> (64 - BitmapBits + 6))];
                again[(int)(hash >> (64 - BitmapBits + 6))] |= seen & bit;
                seen |= bit;
                present++;
            }
        }

        var singles = 0;
        for (var i = 0; i < once.Length; i++)
        {
            singles += BitOperations.PopCount(once[i] & ~again[i]);
        }

        if (singles <= MaxEntries / 2)
        {
            _wait = Pause;
            return false;
        }

        Total += present;
        Error++;
        for (var i = 0; i < starts.Length; i++)
        {
            if ((missing.IsEmpty || !missing[i]) && (again[(int)(hashes[i] >> (64 - BitmapBits + 6))] >> (int)(hashes[i] >> (64 - BitmapBits)) & 1) != 0)
            {
                Keep(buffer.AsSpan(starts[i], lengths[i]), 1);
            }
        }

        return true;
    }

    private void KeepAll(TextTable table, bool counted)
    {
        for (var i = 0; i < table.Count; i++)
        {
            var count = table.CountAt(i);
            Total += counted ? count : 0;
            Keep(table.TextAt(i), count);
        }
    }

    private void Keep(ReadOnlySpan<byte> text, long count)
    {
        while (_table.Add(text, count) == TextTable.Rejected)
        {
            if (text.Length > MaxBytes)
            {
                Error += count;
                return;
            }

            Drop();
        }
    }

    // Takes the count of rank k + 1 off all counts. Ends: at least one entry goes.
    private void Drop()
    {
        var keep = _table.Count == MaxEntries ? MaxEntries / 2 : _table.Count / 2;
        var least = LeastCount(keep);
        _spare ??= new TextTable(MaxEntries, MaxBytes);
        _spare.Clear();
        for (var i = 0; i < _table.Count; i++)
        {
            if (_table.CountAt(i) > least)
            {
                _spare.Add(_table.TextAt(i), _table.CountAt(i) - least);
            }
        }

        (_table, _spare) = (_spare, _table);
        Error += least;
    }

    /// <summary>The smallest number that at most so many counts exceed, which is the count of the next rank. O(entries) when counts are small.</summary>
    private long LeastCount(int keep)
    {
        Span<int> small = stackalloc int[SmallCounts];
        small.Clear();
        var above = 0;
        for (var i = 0; i < _table.Count; i++)
        {
            var count = _table.CountAt(i);
            if (count < SmallCounts)
            {
                small[(int)count]++;
            }
            else
            {
                above++;
            }
        }

        if (above <= keep)
        {
            var least = SmallCounts - 1;
            while (above + small[least] <= keep)
            {
                above += small[least--];
            }

            return least;
        }

        var counts = new long[_table.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = _table.CountAt(i);
        }

        Array.Sort(counts);
        return counts[counts.Length - 1 - keep];
    }
}
