using System.Numerics;

namespace MlGates.Statistics;

/// <summary>
/// The sketch inside <see cref="QuantileState"/>: numbers on levels, one on level h standing for 2^h values. Where two sorted blocks of a level
/// meet, every other of their numbers goes up a level. Below <see cref="Base"/> blocks have 8 rows of four lanes; from there on 256 rows, after
/// blocks of 8 have been collected.
/// </summary>
internal sealed partial class QuantileLevels
{
    /// <summary>More levels than any count has bits.</summary>
    internal const int MaxLevels = 63;

    private const int Block = LaneSort.Block;
    private const int WideRows = 512;
    private const int Wide = WideRows * LaneSort.Lanes;

    // The base is such that the small blocks' share of the error stays below that of the wide ones.
    private const int BaseBits = 15;

    private readonly Level[] _levels = new Level[MaxLevels];
    private readonly double[] _carry = new double[2 * Block];
    private double[] _wide = [];
    private ulong _seed;
    private ulong _draws;
    private ulong _bits;
    private int _bitsLeft;

    /// <summary>The level from which blocks are wide.</summary>
    internal int Base { get; private set; }

    /// <summary>Number of values that the numbers stand for.</summary>
    internal long Count { get; private set; }

    /// <summary>Sum over all halvings of a column of the squared weight of its numbers: what the rank error's variance is at most.</summary>
    internal double SquaredError { get; private set; }

    /// <summary>Empties all levels.</summary>
    internal void Clear(int start, ulong seed)
    {
        for (var i = 0; i < MaxLevels; i++)
        {
            _levels[i].Loose = _levels[i].Blocks = 0;
            _levels[i].HasBlock = _levels[i].HasWide = false;
        }

        (Base, Count, SquaredError) = (start, 0, 0);
        (_seed, _draws, _bits, _bitsLeft) = (seed, 0, 0, 0);
    }

    /// <summary>Adds finite values.</summary>
    internal void Add(ReadOnlySpan<double> values)
    {
        while (!values.IsEmpty && _levels[0].Loose > 0)
        {
            AddLoose(0, values[0]);
            values = values[1..];
        }

        for (; values.Length >= Block; values = values[Block..])
        {
            Grow(Block);
            var sorted = _carry.AsSpan(0, Block);
            LaneSort.SortBlock(values, sorted);
            AddBlock(0, sorted);
        }

        foreach (var value in values)
        {
            AddLoose(0, value);
        }
    }

    /// <summary>Adds a finite value that occurs several times.</summary>
    internal void Add(double value, long count)
    {
        for (var rest = (ulong)count; rest != 0; rest &= rest - 1)
        {
            AddLoose(BitOperations.TrailingZeroCount(rest), value);
        }
    }

    /// <summary>Adds what another has.</summary>
    internal void Merge(QuantileLevels other)
    {
        RaiseTo(other.Base);
        // Parts that drew the same bits may err the same way: then deviations add up, not variances.
        SquaredError += other.SquaredError + (_seed == other._seed ? 2 * Math.Sqrt(SquaredError * other.SquaredError) : 0);
        Span<double> copy = stackalloc double[Block];
        for (var h = 0; h < MaxLevels; h++)
        {
            ref var theirs = ref other._levels[h];
            foreach (var value in theirs.LooseValues.AsSpan(0, theirs.Loose))
            {
                AddLoose(h, value);
            }

            for (var i = 0; i < theirs.Blocks; i++)
            {
                AddCopy(h, theirs.BlockValues.AsSpan(i * Block, Block), copy);
            }

            if (theirs.HasBlock)
            {
                AddCopy(h, theirs.Pending.AsSpan(0, Block), copy);
            }

            if (theirs.HasWide)
            {
                Grow((long)(Wide / 2) << h);
                AddWide(h, theirs.WideValues.AsSpan(0, Wide / 2));
            }
        }
    }

    /// <summary>Number of numbers that are kept.</summary>
    internal int Kept()
    {
        var kept = 0;
        foreach (ref readonly var level in _levels.AsSpan())
        {
            kept += level.Loose + (level.Blocks * Block) + (level.HasBlock ? Block : 0) + (level.HasWide ? Wide / 2 : 0);
        }

        return kept;
    }

    /// <summary>Copies the kept numbers with their weights.</summary>
    internal void CopyTo(Span<double> values, Span<long> weights)
    {
        var n = 0;
        for (var h = 0; h < MaxLevels; h++)
        {
            ref readonly var level = ref _levels[h];
            n = Copy(level.LooseValues.AsSpan(0, level.Loose), values, weights, n, h);
            n = Copy(level.BlockValues.AsSpan(0, level.Blocks * Block), values, weights, n, h);
            n = Copy(level.Pending.AsSpan(0, level.HasBlock ? Block : 0), values, weights, n, h);
            n = Copy(level.WideValues.AsSpan(0, level.HasWide ? Wide / 2 : 0), values, weights, n, h);
        }
    }

    private static int Copy(ReadOnlySpan<double> from, Span<double> values, Span<long> weights, int n, int h)
    {
        from.CopyTo(values[n..]);
        weights.Slice(n, from.Length).Fill(1L << h);
        return n + from.Length;
    }

    private void AddLoose(int h, double value)
    {
        Grow(1L << h);
        ref var level = ref _levels[h];
        level.LooseValues ??= new double[Block];
        level.LooseValues[level.Loose++] = value;
        if (level.Loose == Block)
        {
            level.Loose = 0;
            var sorted = _carry.AsSpan(0, Block);
            LaneSort.SortBlock(level.LooseValues, sorted);
            AddBlock(h, sorted);
        }
    }

    private void AddCopy(int h, ReadOnlySpan<double> block, Span<double> copy)
    {
        Grow((long)Block << h);
        block.CopyTo(copy);
        AddBlock(h, copy);
    }

    private void Grow(long by)
    {
        Count += by;
        if (Count >> (BaseBits + 1) >> Base != 0)
        {
            RaiseTo(BitOperations.Log2((ulong)Count) - BaseBits);
        }
    }

    // The block may be overwritten.
    private void AddBlock(int h, Span<double> block)
    {
        for (; h < Base; h++)
        {
            ref var level = ref _levels[h];
            level.Pending ??= new double[Block];
            if (!level.HasBlock)
            {
                block.CopyTo(level.Pending);
                level.HasBlock = true;
                return;
            }

            level.HasBlock = false;
            LaneSort.MergeAndHalve(level.Pending, block, block, Draw(h));
        }

        ref var wide = ref _levels[h];
        wide.BlockValues ??= new double[Wide];
        block.CopyTo(wide.BlockValues.AsSpan(wide.Blocks * Block));
        if (++wide.Blocks * Block == Wide)
        {
            wide.Blocks = 0;
            LaneSort.MergeBlocks(wide.BlockValues);
            LaneSort.Halve(wide.BlockValues, wide.BlockValues, Draw(h));
            AddWide(h + 1, wide.BlockValues.AsSpan(0, Wide / 2));
        }
    }

    private void AddWide(int h, ReadOnlySpan<double> rows)
    {
        if (h <= Base)
        {
            Span<double> copy = stackalloc double[Block];
            for (var i = 0; i < rows.Length; i += Block)
            {
                rows.Slice(i, Block).CopyTo(copy);
                AddBlock(h, copy);
            }

            return;
        }

        if (_levels[h].HasWide && _wide.Length == 0)
        {
            _wide = new double[Wide];
        }

        for (; _levels[h].HasWide; h++)
        {
            _levels[h].HasWide = false;
            rows.CopyTo(_wide.AsSpan(Wide / 2));
            _levels[h].WideValues!.CopyTo(_wide, 0);
            LaneSort.MergeHalves(_wide);
            LaneSort.Halve(_wide, _wide, Draw(h));
            rows = _wide.AsSpan(0, Wide / 2);
        }

        ref var level = ref _levels[h];
        level.WideValues ??= new double[Wide / 2];
        rows.CopyTo(level.WideValues);
        level.HasWide = true;
    }

    private void RaiseTo(int start)
    {
        Span<double> copy = stackalloc double[Block];
        while (Base < start)
        {
            var h = Base++;
            ref var level = ref _levels[h];
            var blocks = level.Blocks;
            level.Blocks = 0;
            for (var i = 0; i < blocks; i++)
            {
                level.BlockValues.AsSpan(i * Block, Block).CopyTo(copy);
                AddBlock(h, copy);
            }

            if (_levels[h + 1].HasWide)
            {
                _levels[h + 1].HasWide = false;
                AddWide(h + 1, _levels[h + 1].WideValues);
            }
        }
    }

    // Four fair bits: which rows each lane keeps, and the error that this may make.
    private int Draw(int h)
    {
        SquaredError += LaneSort.Lanes * BitConverter.Int64BitsToDouble((1023L + (2 * h)) << 52);
        if (_bitsLeft == 0)
        {
            _bits = ValueHash.Mix(_seed + (0xD1342543DE82EF95 * ++_draws));
            _bitsLeft = 64;
        }

        var bits = (int)_bits & 15;
        _bits >>= LaneSort.Lanes;
        _bitsLeft -= LaneSort.Lanes;
        return bits;
    }

    private struct Level
    {
        // Fewer than a block of them, not sorted.
        internal double[]? LooseValues;
        internal int Loose;

        // Below the base: a sorted block that waits for another one.
        internal double[]? Pending;
        internal bool HasBlock;

        // From the base on: sorted blocks until they make a wide one.
        internal double[]? BlockValues;
        internal int Blocks;

        // Above the base: a sorted wide block that waits for another one.
        internal double[]? WideValues;
        internal bool HasWide;
    }
}
