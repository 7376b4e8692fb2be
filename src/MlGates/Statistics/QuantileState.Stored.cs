namespace MlGates.Statistics;

// The state as bytes.
public sealed partial class QuantileState
{
    internal void Write(StateWriter writer)
    {
        writer.Count(Count);
        writer.Double(Min);
        writer.Double(Max);
        writer.Count(_start);
        writer.Word(_seed);
        writer.Flag(IsExact);
        if (IsExact)
        {
            writer.Doubles(_values.AsSpan(0, (int)Count));
        }
        else
        {
            _levels!.Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        Count = reader.Count();
        (Min, Max) = reader.Range(Count > 0);
        _start = (int)reader.Count(LargestStart);
        _seed = reader.Word();
        IsExact = reader.Flag();
        if (IsExact)
        {
            StateReader.Check(Count <= ExactLimit && Count <= reader.Left / sizeof(double), "it ends early");
            _values = new double[(int)Count];
            reader.Finite(_values);
            return;
        }

        _levels = new QuantileLevels();
        _levels.Read(ref reader);
        StateReader.Check(_levels.Count == Count, "a sketch contradicts its count");
    }
}
