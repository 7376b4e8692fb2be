using MlGates.Statistics;

namespace MlGates.Profiles;

// The state as bytes.
internal sealed partial class DatasetState
{
    internal void Write(StateWriter writer)
    {
        writer.Count(Rows);
        writer.Count(RowsRefused);
        _weight.Write(writer);
        _squaredWeight.Write(writer);
        Missing.Write(writer);
        foreach (var column in columns)
        {
            column.Write(writer);
        }

        foreach (var slice in slices)
        {
            slice.Write(writer);
        }

        pairs?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state of the same layout.</summary>
    internal void Read(ref StateReader reader)
    {
        Rows = reader.Count();
        RowsRefused = reader.Count();
        _weight.Read(ref reader);
        _squaredWeight.Read(ref reader);
        Missing.Read(ref reader, columns.Length);
        StateReader.Check(Rows > 0 && Missing.Rows == Rows, "it has no rows, or their numbers differ");
        foreach (var column in columns)
        {
            column.Read(ref reader);
            StateReader.Check(column.Rows == Rows, "a column has another number of rows");
        }

        foreach (var slice in slices)
        {
            slice.Read(ref reader);
        }

        pairs?.Read(ref reader, Rows);
    }
}
