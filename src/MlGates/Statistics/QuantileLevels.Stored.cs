namespace MlGates.Statistics;

// The state as bytes.
internal sealed partial class QuantileLevels
{
    // No count has more bits, so no level is above.
    private const int MostBase = 48;

    internal void Write(StateWriter writer)
    {
        writer.Count(Base);
        writer.Count(Count);
        writer.Double(SquaredError);
        writer.Word(_seed);
        writer.Word(_draws);
        writer.Word(_bits);
        writer.Count(_bitsLeft);
        foreach (ref readonly var level in _levels.AsSpan())
        {
            writer.Count(level.Loose);
            writer.Doubles(level.LooseValues.AsSpan(0, level.Loose));
            writer.Count(level.Blocks);
            writer.Doubles(level.BlockValues.AsSpan(0, level.Blocks * Block));
            writer.Flag(level.HasBlock);
            writer.Doubles(level.Pending.AsSpan(0, level.HasBlock ? Block : 0));
            writer.Flag(level.HasWide);
            writer.Doubles(level.WideValues.AsSpan(0, level.HasWide ? Wide / 2 : 0));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into new levels.</summary>
    internal void Read(ref StateReader reader)
    {
        Base = (int)reader.Count(MostBase);
        Count = reader.Count();
        SquaredError = reader.Weight();
        (_seed, _draws, _bits) = (reader.Word(), reader.Word(), reader.Word());
        _bitsLeft = (int)reader.Count(64);
        StateReader.Check(_bitsLeft % LaneSort.Lanes == 0, "bits were not drawn by fours");
        long sum = 0;
        for (var h = 0; h < MaxLevels; h++)
        {
            var kept = Read(ref reader, ref _levels[h], h);
            // Compared by division, for the product may overflow.
            StateReader.Check(kept <= (Count - sum) >> h, "a sketch contradicts its count");
            sum += (long)kept << h;
        }

        StateReader.Check(sum == Count, "a sketch contradicts its count");
    }

    private int Read(ref StateReader reader, ref Level level, int h)
    {
        level.Loose = reader.Length(Block - 1, sizeof(double));
        Fill(ref reader, ref level.LooseValues, level.Loose, Block);
        level.Blocks = reader.Length((Wide / Block) - 1, Block * sizeof(double));
        Fill(ref reader, ref level.BlockValues, level.Blocks * Block, Wide);
        level.HasBlock = reader.Flag();
        Fill(ref reader, ref level.Pending, level.HasBlock ? Block : 0, Block);
        level.HasWide = reader.Flag();
        Fill(ref reader, ref level.WideValues, level.HasWide ? Wide / 2 : 0, Wide / 2);
        StateReader.Check((!level.HasBlock || h < Base) && (level.Blocks == 0 || h >= Base) && (!level.HasWide || h > Base), "a level holds what it can not");
        return level.Loose + (level.Blocks * Block) + (level.HasBlock ? Block : 0) + (level.HasWide ? Wide / 2 : 0);
    }

    private static void Fill(ref StateReader reader, ref double[]? values, int count, int capacity)
    {
        StateReader.Check(count <= reader.Left / sizeof(double), "it ends early");
        if (count > 0)
        {
            values = new double[capacity];
            reader.Finite(values.AsSpan(0, count));
        }
    }
}
