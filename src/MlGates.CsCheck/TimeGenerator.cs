using CsCheck;
using MlGates.Schemas;

namespace MlGates.Generators;

/// <summary>Times in the range, to the second; where there is none, from 2000 to 2030.</summary>
internal sealed class TimeGenerator : ColumnGenerator
{
    private const double Year2000 = 946_684_800;
    private const double Year2030 = 1_893_456_000;

    // What DateTimeOffset holds.
    private const double Least = -62_135_596_800;
    private const double Most = 253_402_300_799;

    private readonly ValueTarget _target;
    private readonly NumberRange? _range;
    private readonly double _min;
    private readonly double _max;

    public TimeGenerator(ColumnSchema column, ValueTarget target)
    {
        _target = target;
        _range = column.Range;
        _min = Math.Clamp(Math.Ceiling(_range?.Min ?? Math.Min(Year2000, _range?.Max ?? Year2000)), Least, Most);
        _max = Math.Clamp(Math.Floor(_range?.Max ?? Math.Max(Year2030, _min)), _min, Most);
    }

    public override object Plain => At(_min);

    protected override object Present(PCG random) => At(Math.Floor(_min + (Uniform(random) * (_max - _min + 1))));

    protected override IEnumerable<GeneratedCell> HostileValues()
    {
        yield return new GeneratedCell(At(Least), HostileKinds.Huge);
        yield return new GeneratedCell(At(Most), HostileKinds.Huge);
        foreach (var outside in new[] { _range?.Min - 86_400, _range?.Max + 86_400, _range is null ? null : 0 })
        {
            if (outside is { } time && (time < _range!.Min || time > _range.Max) && time is >= Least and <= Most)
            {
                yield return new GeneratedCell(At(Math.Floor(time)), HostileKinds.OutOfRange);
            }
        }
    }

    private object At(double seconds)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
        return _target.Type == typeof(DateTimeOffset) ? time : _target.Type == typeof(DateTime) ? time.UtcDateTime : DateOnly.FromDateTime(time.UtcDateTime);
    }
}
