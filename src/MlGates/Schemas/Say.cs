using System.Globalization;
using System.Security.Cryptography;

namespace MlGates.Schemas;

/// <summary>Numbers in messages.</summary>
internal static class Say
{
    private const int HashCharacters = 12;

    /// <summary><c>1 value is</c>, <c>3 values are</c>.</summary>
    internal static string Values(long count, string one = "value is", string many = "values are") =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary><c>3 of 1000 values (0.3 %)</c>.</summary>
    internal static string Share(long count, long of, string what = "values") =>
        string.Create(CultureInfo.InvariantCulture, $"{count} of {of} {what} ({Percent(count, of)})");

    internal static string Percent(double part, double whole) => Percent(whole == 0 ? 0 : part / whole);

    /// <summary>Never 0 % for some, nor 100 % for not all.</summary>
    internal static string Percent(double share)
    {
        if (share is <= 0 or >= 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");
        }

        for (var digits = 1; digits < 12; digits++)
        {
            var rounded = Math.Round(share * 100, digits);
            if (rounded is > 0 and < 100)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{rounded:0.###########} %");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{share * 100:R} %");
    }

    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A time as ISO 8601 has it, when the column holds times.</summary>
    internal static string Bound(double value, Data.ColumnType? type) =>
        type == Data.ColumnType.Timestamp && Math.Abs(value) < 2e11 && value > -6e10
            ? DateTime.UnixEpoch.AddSeconds(value).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
            : Number(value);

    /// <summary>Stands for a value that is not shown: enough of a hash to tell values apart without giving them away.</summary>
    internal static string Hash(ReadOnlySpan<byte> value) => Convert.ToHexStringLower(SHA256.HashData(value))[..HashCharacters];

    internal static string Quote(string value) => $"'{Text.OneLine(value, 60)}'";

    /// <summary>The type in the words of the schema file.</summary>
    internal static string Type(Data.ColumnType type) => type.ToString().ToLowerInvariant();
}
