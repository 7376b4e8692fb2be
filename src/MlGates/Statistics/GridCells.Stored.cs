namespace MlGates.Statistics;

// The state as bytes.
internal sealed partial class GridCells<T>
{
    private static readonly ulong Lowest = OrderedBits.From(-double.MaxValue);
    private static readonly ulong Highest = OrderedBits.From(double.MaxValue);

    /// <summary>Writes the cells in ascending order, which says all: where in the table they are matters to nobody.</summary>
    internal void Write(StateWriter writer)
    {
        CopySorted(out var keys, out var amounts);
        writer.Count(Shift);
        writer.Count(keys.Length);
        ulong before = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            writer.Short(keys[i] - before);
            before = keys[i];
            if (typeof(T) == typeof(double))
            {
                writer.Double(double.CreateTruncating(amounts[i]));
            }
            else
            {
                writer.Count(long.CreateTruncating(amounts[i]));
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into new cells.</summary>
    /// <returns>The sum of the amounts.</returns>
    internal T Read(ref StateReader reader)
    {
        Shift = (int)reader.Count(MostShift);
        var cells = reader.Length(Max, 2);
        var sum = T.Zero;
        ulong key = 0;
        for (var i = 0; i < cells; i++)
        {
            var step = reader.Short();
            StateReader.Check(step > 0 && key + step > key, "cells do not ascend");
            key += step;
            StateReader.Check(key >= Lowest >> Shift && key <= Highest >> Shift, "a cell is off the line");
            var amount = T.CreateTruncating(typeof(T) == typeof(double) ? reader.Weight() : reader.Count());
            StateReader.Check(amount > T.Zero, "a cell is empty");
            Add(key << Shift, amount);
            sum += amount;
        }

        return sum;
    }
}
