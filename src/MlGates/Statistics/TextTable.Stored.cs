namespace MlGates.Statistics;

// The state as bytes.
public sealed partial class TextTable
{
    /// <summary>Writes the texts in the order of their numbers.</summary>
    internal void Write(StateWriter writer)
    {
        writer.Count(MaxEntries);
        writer.Count(MaxBytes);
        writer.Count(RejectedCount);
        writer.Count(Count);
        for (var i = 0; i < Count; i++)
        {
            writer.Text(Text(i));
            writer.Count(_entries[i].Count);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new table of the same limits.</summary>
    internal void Read(ref StateReader reader)
    {
        StateReader.Check(reader.Count() == MaxEntries && reader.Count() == MaxBytes, "a table has other limits");
        var rejected = reader.Count();
        var count = reader.Length(MaxEntries, 2);
        for (var i = 0; i < count; i++)
        {
            var text = reader.Text(MaxBytes - Bytes);
            StateReader.Check(Add(text, reader.Count()) == i, "a table holds a text twice");
        }

        RejectedCount = rejected;
    }
}
