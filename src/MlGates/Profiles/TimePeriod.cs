using System.Globalization;

namespace MlGates.Profiles;

/// <summary>A length of time on the UTC calendar: some hours, days, months or years. Written <c>6h</c>, <c>7d</c>, <c>1mo</c>, <c>1y</c>.</summary>
public sealed record TimePeriod
{
    // 1970-01-01 was a Thursday; days are counted from the Monday before, so that 7d are calendar weeks.
    private const long DaysSinceMonday = 3;

    // Of the years 1 and 9999, which a time with an offset may miss by hours.
    private const double FirstSecond = -62_135_596_800;
    private const double LastSecond = 253_402_300_799;

    private static readonly string[] Units = ["h", "d", "mo", "y"];

    private readonly long _count;
    private readonly string _unit;

    private TimePeriod(long count, string unit) => (_count, _unit) = (count, unit);

    /// <summary>Reads a whole number from 1 to 10,000 and a unit: <c>h</c>, <c>d</c>, <c>mo</c> or <c>y</c>; null for anything else.</summary>
    public static TimePeriod? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return Array.IndexOf(Units, text[digits..]) >= 0 && long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 10_000
            ? new TimePeriod(count, text[digits..])
            : null;
    }

    /// <summary>The form that <see cref="Find"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_count}{_unit}");

    /// <summary>The number of the period a time is in; consecutive periods have consecutive numbers.</summary>
    /// <param name="seconds">Seconds since 1970-01-01 UTC, in the years 1 to 9999; others count as the first or the last second.</param>
    internal long IndexOf(double seconds)
    {
        seconds = Math.Clamp(seconds, FirstSecond, LastSecond);
        if (_unit is "h" or "d")
        {
            return FloorDivide(_unit == "h" ? (long)Math.Floor(seconds / 3600) : (long)Math.Floor(seconds / 86400) + DaysSinceMonday, _count);
        }

        var time = DateTime.UnixEpoch.AddSeconds(Math.Floor(seconds));
        return (_unit == "y" ? time.Year : (time.Year * 12L) + time.Month - 1) / _count;
    }

    /// <summary>The first day of a period, <c>2016-05-01</c>, or its first hour, <c>2016-05-01T06:00Z</c>. The year 1 stands for what would begin before it.</summary>
    internal string StartOf(long index)
    {
        var first = index * _count;
        var time = _unit switch
        {
            "h" => Added(TimeSpan.TicksPerHour, first),
            "d" => Added(TimeSpan.TicksPerDay, first - DaysSinceMonday),
            "mo" => new DateTime((int)Math.Max(1, first / 12), first < 12 ? 1 : (int)(first % 12) + 1, 1),
            _ => new DateTime((int)Math.Max(1, first), 1, 1),
        };
        return time.ToString(_unit == "h" ? "yyyy-MM-dd'T'HH:mm'Z'" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static DateTime Added(long ticks, long count) => new(Math.Max(0, DateTime.UnixEpoch.Ticks + (ticks * count)));

    private static long FloorDivide(long value, long by) => (value >= 0 ? value : value - by + 1) / by;
}
