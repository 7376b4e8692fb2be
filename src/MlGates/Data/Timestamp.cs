namespace MlGates.Data;

/// <summary>Reads ISO 8601 dates and times from UTF-8 text, the same in every culture and time zone.</summary>
internal static class Timestamp
{
    /// <summary>
    /// <c>2024-01-31</c>, <c>2024-01-31T12:34</c>, <c>2024-01-31 12:34:56.789</c>, then nothing, <c>Z</c> or an offset such as <c>+01:00</c> or
    /// <c>+0100</c>. Without an offset the time is taken as UTC.
    /// </summary>
    /// <param name="text">The text, without blanks around.</param>
    /// <param name="seconds">Seconds since 1970-01-01 UTC, rounded to a double (about 0.2 microseconds today).</param>
    internal static bool TryParse(ReadOnlySpan<byte> text, out double seconds)
    {
        seconds = 0;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var ticks = new DateTime(year, month, day).Ticks;
        text = text[10..];
        if (!text.IsEmpty && !(text[0] is (byte)'T' or (byte)' ' or (byte)'t' && TryTime(text[1..], ref ticks)))
        {
            return false;
        }

        seconds = Seconds(ticks);
        return true;
    }

    /// <summary>The same of a text that a person gave, to the millisecond.</summary>
    internal static bool TryParse(string text, out DateTimeOffset time)
    {
        var isOne = TryParse(System.Text.Encoding.UTF8.GetBytes(text.Trim()), out var seconds);
        time = isOne ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000)) : default;
        return isOne;
    }

    /// <summary>Seconds since 1970-01-01 UTC; a local time is converted, an unspecified one is taken as UTC.</summary>
    internal static double Seconds(DateTime time) =>
        Seconds((time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).Ticks);

    private static double Seconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;

    private static bool TryTime(ReadOnlySpan<byte> text, ref long ticks)
    {
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out var hour) || !Digits(text[3..5], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks += ((hour * 60L) + minute) * TimeSpan.TicksPerMinute;
        text = text[5..];
        if (text.Length >= 3 && text[0] == ':')
        {
            // 60 is a leap second; it falls on the next minute, as in POSIX.
            if (!Digits(text[1..3], out var second) || second > 60)
            {
                return false;
            }

            ticks += second * TimeSpan.TicksPerSecond;
            text = text[3..];
            if (text.Length >= 2 && text[0] is (byte)'.' or (byte)',' && !TryFraction(ref text, ref ticks))
            {
                return false;
            }
        }

        return TryOffset(text, ref ticks);
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, ref long ticks)
    {
        var digits = 0;
        var unit = TimeSpan.TicksPerSecond;
        while (digits + 1 < text.Length && text[digits + 1] is >= (byte)'0' and <= (byte)'9')
        {
            // Digits beyond a tick of 100 ns count nothing: the unit has become 0.
            unit /= 10;
            ticks += (text[digits + 1] - '0') * unit;
            digits++;
        }

        text = text[(digits + 1)..];
        return digits > 0;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, ref long ticks)
    {
        if (text.IsEmpty || (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z'))
        {
            return true;
        }

        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length < 3 || !Digits(text[1..3], out var hours) || hours > 23)
        {
            return false;
        }

        var rest = text[3..];
        rest = !rest.IsEmpty && rest[0] == ':' ? rest[1..] : rest;
        var minutes = 0;
        if (text.Length > 3 && (rest.Length != 2 || !Digits(rest, out minutes) || minutes > 59))
        {
            return false;
        }

        var offset = ((hours * 60L) + minutes) * TimeSpan.TicksPerMinute;
        ticks -= text[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var b in text)
        {
            if (b is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + b - '0';
        }

        return true;
    }
}
