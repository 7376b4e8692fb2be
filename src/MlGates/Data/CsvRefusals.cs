namespace MlGates.Data;

/// <summary>
/// Counts the malformed rows of a pass, whose blocks are read on several threads, and keeps the first ones. Which thread finds that there are too
/// many is a matter of chance; what it says is not, because the file is then read again from its start.
/// </summary>
/// <param name="most">How many may be left out.</param>
internal sealed class CsvRefusals(long most)
{
    internal const int Kept = 10;

    private readonly List<RefusedRow> _first = [];
    private long _count;

    /// <summary>The first malformed rows, in the order of the file. Complete when all blocks were read.</summary>
    internal IReadOnlyList<RefusedRow> First
    {
        get
        {
            lock (_first)
            {
                return [.. _first];
            }
        }
    }

    /// <summary>Takes a malformed row; false when it is one too many.</summary>
    internal bool TryAdd(SourceLocation location, string message)
    {
        lock (_first)
        {
            var place = _first.FindIndex(r => r.Location.Line > location.Line);
            _first.Insert(place < 0 ? _first.Count : place, new RefusedRow(location, message));
            if (_first.Count > Kept)
            {
                _first.RemoveAt(Kept);
            }

            return ++_count <= most;
        }
    }
}
