namespace MlGates.Statistics;

// The state as bytes.
public sealed partial class HeavyHitterState
{
    internal void Write(StateWriter writer)
    {
        writer.Count(Total);
        writer.Count(Error);
        writer.Count(Math.Max(0, _wait));
        _table.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state of the same limits.</summary>
    internal void Read(ref StateReader reader)
    {
        Total = reader.Count();
        Error = reader.Count(Total);
        _wait = (int)reader.Count(Pause);
        _table.Read(ref reader);
        StateReader.Check(Kept.RejectedCount <= Total, "a count is out of range");
    }

    /// <summary>Changes all texts in place, none of them to that of another.</summary>
    internal void Rename(SpanAction rename)
    {
        var table = new TextTable(MaxEntries, MaxBytes);
        for (var i = 0; i < _table.Count; i++)
        {
            var text = _table.TextAt(i).ToArray();
            rename(text);
            table.Add(text, _table.CountAt(i));
        }

        _table = table;
    }

    internal delegate void SpanAction(Span<byte> text);
}
