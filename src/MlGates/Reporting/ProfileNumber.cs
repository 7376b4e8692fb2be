using System.Globalization;

namespace MlGates.Reporting;

/// <summary>Numbers of a profile as a table shows them.</summary>
internal static class ProfileNumber
{
    /// <summary>The place of the median in <see cref="Profiles.NumericProfile.QuantileLevels"/>.</summary>
    internal const int Median = 4;

    /// <summary>Four significant digits without trailing zeros; whole numbers below 10^10 in full; very large and very small ones with an exponent.</summary>
    internal static string Show(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e10 or < 1e-4 => value.ToString("0.###e+0", CultureInfo.InvariantCulture),
        var size when size >= 1000 || value == Math.Truncate(value) => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.##", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.###", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.####", CultureInfo.InvariantCulture),
        _ => value.ToString("G4", CultureInfo.InvariantCulture),
    };

    /// <summary>A value of a column of whole numbers, in full while a double holds it exactly; one between two of them as <see cref="Show"/> has it.</summary>
    internal static string Whole(double value) =>
        Math.Abs(value) < 1e15 && (value == Math.Truncate(value) || Math.Abs(value) >= 1000) ? value.ToString("F0", CultureInfo.InvariantCulture) : Show(value);

    /// <summary>A time as a date, with the time of day where there is one.</summary>
    internal static string Time(double seconds)
    {
        if (!(seconds > -62135596800 && seconds < 253402300800))
        {
            return Show(seconds);
        }

        var time = DateTime.UnixEpoch.AddSeconds(seconds);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds in the largest unit that gives at least one.</summary>
    internal static string Duration(double seconds) => seconds switch
    {
        >= 2 * 86400 => Show(seconds / 86400) + " days",
        >= 3600 => Show(seconds / 3600) + " h",
        >= 60 => Show(seconds / 60) + " min",
        _ => Show(seconds) + " s",
    };

    /// <summary>A share in percent, where a share that is not zero never reads as zero, nor one that is not all as 100.</summary>
    internal static string Percent(long part, long whole) => (100.0 * part / whole) switch
    {
        0 => "0",
        < 0.1 => "<0.1 %",
        > 99.9 and < 100 => ">99.9 %",
        var percent => percent.ToString("0.#", CultureInfo.InvariantCulture) + " %",
    };
}
