namespace MlGates.Statistics;

/// <summary>A running sum that keeps what additions lose (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974).</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    /// <summary>The sum so far.</summary>
    internal readonly double Value => double.IsFinite(_sum) ? _sum + _lost : _sum;

    internal void Add(double value)
    {
        var next = _sum + value;
        _lost += Math.Abs(_sum) >= Math.Abs(value) ? _sum - next + value : value - next + _sum;
        _sum = next;
    }

    internal void Add(in CompensatedSum other)
    {
        Add(other._sum);
        _lost += other._lost;
    }

    internal readonly void Write(StateWriter writer)
    {
        writer.Double(_sum);
        writer.Double(_lost);
    }

    internal void Read(ref StateReader reader) => (_sum, _lost) = (reader.Double(), reader.Double());
}
