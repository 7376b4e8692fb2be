namespace MlGates.Statistics;

// The state as bytes.
public sealed partial class PairMomentState
{
    internal void Write(StateWriter writer)
    {
        writer.Count(Count);
        writer.Count(Skipped);
        writer.Doubles([MeanX, MeanY, M2X, M2Y, C2]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="rows">The most pairs there can be.</param>
    internal void Read(ref StateReader reader, long rows)
    {
        (Count, Skipped) = (reader.Count(rows), reader.Count(rows));
        StateReader.Check(Count + Skipped <= rows, "there are more pairs than rows");
        (MeanX, MeanY, M2X, M2Y, C2) = (reader.Double(), reader.Double(), reader.Double(), reader.Double(), reader.Double());
        StateReader.Check(Count > 0 || (double.IsNaN(MeanX) && double.IsNaN(MeanY) && M2X == 0 && M2Y == 0 && C2 == 0), "pairs that are not there have moments");
    }
}
