namespace MlGates.Statistics;

// The state as bytes, and as that of rows of another dataset that come after.
public sealed partial class RowSampleState
{
    /// <summary>
    /// Adds what another state has seen of rows that come after all of this one's and whose blocks are numbered anew. Rows at the same place of both have the same
    /// hash, so that each dataset gives its share of the sample, in proportion to its rows: a uniform sample, stratified by dataset.
    /// </summary>
    /// <param name="later">The other state, of the same capacity and seed.</param>
    /// <param name="columns">The place there of each column.</param>
    internal void Append(RowSampleState later, ReadOnlySpan<int> columns)
    {
        var blocks = _blocks;
        Total += later.Total;
        _blocks += later._blocks;
        for (var i = 0; i < later._kept; i++)
        {
            var place = later._places[i];
            if (place.Hash > _limit)
            {
                continue;
            }

            var at = Columns * Take(place with { Block = blocks + place.Block });
            for (var c = 0; c < columns.Length; c++)
            {
                _values[at + c] = later._values[(Columns * i) + columns[c]];
            }
        }
    }

    internal void Write(StateWriter writer)
    {
        Trim();
        writer.Count(Total);
        writer.Count(_blocks);
        writer.Count(_kept);
        foreach (var i in Order(ByPlace))
        {
            writer.Word(_places[i].Hash);
            writer.Count(_places[i].Block);
            writer.Count(_places[i].Row);
            writer.Doubles(_values.AsSpan(Columns * i, Columns));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state of the same columns, capacity and seed.</summary>
    internal void Read(ref StateReader reader)
    {
        Total = reader.Count();
        _blocks = reader.Count();
        var kept = reader.Length(Capacity, sizeof(ulong) + 2 + (Columns * sizeof(double)));
        StateReader.Check(kept == Math.Min(Total, Capacity), "a sample has another number of rows");
        for (var i = 0; i < kept; i++)
        {
            var place = new Place(reader.Word(), reader.Count(), reader.Count());
            StateReader.Check(
                place.Block < _blocks && (i == 0 || place.Block > _places[i - 1].Block || (place.Block == _places[i - 1].Block && place.Row > _places[i - 1].Row)), "a sample's rows are not in their order");
            var at = Columns * Take(place);
            for (var c = 0; c < Columns; c++)
            {
                _values[at + c] = reader.Double();
            }
        }
    }

    private int ByPlace(int a, int b) =>
        _places[a].Block != _places[b].Block ? _places[a].Block.CompareTo(_places[b].Block) : _places[a].Row.CompareTo(_places[b].Row);
}
