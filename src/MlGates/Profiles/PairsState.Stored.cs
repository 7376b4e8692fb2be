using MlGates.Statistics;

namespace MlGates.Profiles;

// The state as bytes, and as that of rows of another dataset that come after.
internal sealed partial class PairsState
{
    /// <summary>The state of a pair has at least so many bytes.</summary>
    internal const int LeastBytes = 46;

    /// <summary>Adds what the state of another dataset has seen, of the same pairs with columns at other places and blocks that are numbered anew.</summary>
    internal void Append(PairsState later)
    {
        var columns = Array.ConvertAll(_plan.Places, p => Array.FindIndex(later._plan.Places, l => later._plan.Headers[l].Name == _plan.Headers[p].Name));
        var sampled = new int[_sampled.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            _lists[i] |= later._lists[columns[i]];
            if (_numbersAt[i] >= 0)
            {
                sampled[_numbersAt[i]] = later._numbersAt[columns[i]];
            }

            if (_codesAt[i] >= 0)
            {
                sampled[_codesAt[i]] = later._codesAt[columns[i]];
            }
        }

        _sample.Append(later._sample, sampled);
        MergePairs(later);
    }

    internal void Write(StateWriter writer)
    {
        foreach (var isList in _lists)
        {
            writer.Flag(isList);
        }

        for (var i = 0; i < _tables.Length; i++)
        {
            writer.Count(_rows[i]);
            _moments[i].Write(writer);
            _tables[i].Write(writer);
        }

        _sample.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state of the same plan.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="rows">Number of rows of the dataset.</param>
    internal void Read(ref StateReader reader, long rows)
    {
        foreach (ref var isList in _lists.AsSpan())
        {
            isList = reader.Flag();
        }

        for (var i = 0; i < _tables.Length; i++)
        {
            _rows[i] = reader.Count(rows);
            _moments[i].Read(ref reader, rows);
            _tables[i].Read(ref reader, rows);
        }

        _sample.Read(ref reader);
        StateReader.Check(_sample.Total == rows, "a sample is of another number of rows");
    }
}
