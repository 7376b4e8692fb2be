using MlGates.Statistics;

namespace MlGates.Profiles;

// The state as bytes.
internal sealed partial class SliceState
{
    internal void Write(StateWriter writer)
    {
        _keys.Write(writer);
        for (var i = 0; i < _keys.Count; i++)
        {
            foreach (var column in _states[i])
            {
                column.Write(writer);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state of the same grouping.</summary>
    internal void Read(ref StateReader reader)
    {
        _keys.Read(ref reader);
        for (var i = 0; i < _keys.Count; i++)
        {
            StateReader.Check(
                (long)(_keys.Count - i) * ColumnState.LeastBytes <= reader.Left && _key.Holds(_keys.TextAt(i)), "a slice has another name than its grouping gives");
            var columns = _newColumns();
            foreach (var column in columns)
            {
                column.Read(ref reader);
            }

            _states.Add(columns);
        }
    }
}
