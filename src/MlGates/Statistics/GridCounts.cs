using System.Numerics;

namespace MlGates.Statistics;

/// <summary>Counts or weights between edges from those in cells.</summary>
internal static class GridCounts
{
    /// <summary>Adds up the cells between ascending edges; false when an edge falls inside a cell that holds values on both sides, as far as is known.</summary>
    internal static bool TryCount<T>(int shift, ReadOnlySpan<ulong> keys, ReadOnlySpan<T> amounts, double min, double max, ReadOnlySpan<double> edges, Span<T> bins)
        where T : struct, INumber<T>
    {
        if (bins.Length != edges.Length + 1)
        {
            throw new ArgumentException($"{edges.Length} edges make {edges.Length + 1} bins, not {bins.Length}.", nameof(bins));
        }

        bins.Clear();
        var bin = 0;
        var cell = 0;
        for (var i = 0; i < edges.Length; i++)
        {
            if (i > 0 && !(edges[i] > edges[i - 1]))
            {
                throw new ArgumentException("Edges must ascend.", nameof(edges));
            }

            var edge = OrderedBits.From(edges[i]);
            while (cell < keys.Length && keys[cell] < edge >> shift)
            {
                bins[bin] += amounts[cell++];
            }

            var holdsEdge = cell < keys.Length && keys[cell] == edge >> shift;
            if (holdsEdge && keys[cell] << shift != edge && edges[i] > min)
            {
                if (edges[i] <= max)
                {
                    return false;
                }

                bins[bin] += amounts[cell++];
            }

            bin++;
        }

        for (; cell < keys.Length; cell++)
        {
            bins[bin] += amounts[cell];
        }

        return true;
    }

    /// <summary>What lies below each of some ascending values, taking a cell that one cuts as evenly filled. O(cells + values).</summary>
    internal static void Below<T>(int shift, ReadOnlySpan<ulong> keys, ReadOnlySpan<T> amounts, double min, double max, ReadOnlySpan<double> values, Span<double> below)
        where T : struct, INumber<T>
    {
        var (cell, whole) = (0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var edge = OrderedBits.From(values[i]) >> shift;
            for (; cell < keys.Length && keys[cell] < edge; cell++)
            {
                whole += double.CreateChecked(amounts[cell]);
            }

            below[i] = whole;
            if (shift == 0 || cell == keys.Length || keys[cell] != edge)
            {
                continue;
            }

            // Only the part of the cell within the range can hold values.
            var low = Math.Max(min, OrderedBits.ToDouble(keys[cell] << shift));
            var high = Math.Min(max, OrderedBits.ToDouble(((keys[cell] + 1) << shift) - 1));
            var amount = double.CreateChecked(amounts[cell]);
            below[i] += !(values[i] > low) ? 0 : values[i] >= high ? amount : amount * ((values[i] - low) / (high - low));
        }
    }
}
