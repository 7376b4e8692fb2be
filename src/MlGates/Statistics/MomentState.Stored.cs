namespace MlGates.Statistics;

// The state as bytes.
public sealed partial class MomentState
{
    internal void Write(StateWriter writer)
    {
        writer.Count(Count);
        writer.Count(NaN);
        writer.Count(PositiveInfinity);
        writer.Count(NegativeInfinity);
        writer.Count(Zeros);
        writer.Count(Negatives);
        writer.Double(Min);
        writer.Double(Max);
        writer.Double(_sum);
        writer.Double(_sumRest);
        writer.Flag(_sumExponent == SumShift);
        writer.Integer(_exponent);
        writer.Double(_m2);
        writer.Double(_m3);
        writer.Double(_m4);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    internal void Read(ref StateReader reader)
    {
        Count = reader.Count();
        (NaN, PositiveInfinity, NegativeInfinity) = (reader.Count(), reader.Count(), reader.Count());
        (Zeros, Negatives) = (reader.Count(Count), reader.Count(Count));
        (Min, Max) = reader.Range(Count > 0);
        (_sum, _sumRest) = (reader.Double(), reader.Double());
        _sumExponent = reader.Flag() ? SumShift : 0;
        var exponent = reader.Integer();
        StateReader.Check(exponent is >= -1074 and <= 1024, "an exponent is out of range");
        _exponent = (int)exponent;
        (_m2, _m3, _m4) = (reader.Double(), reader.Double(), reader.Double());
    }
}
