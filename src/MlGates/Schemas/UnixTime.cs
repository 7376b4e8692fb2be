using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Tells numbers that are times: by the column's name, and by where on the clock they would all lie.</summary>
internal static class UnixTime
{
    internal const string Note = "unix-time";

    // From 1990 to 2100, in seconds since 1970.
    private const double First = 631_152_000;
    private const double Last = 4_102_444_800;

    private static readonly string[] Words = ["time", "date", "stamp"];

    /// <summary>Whether whole numbers of a column called after time are all times in seconds, or thousandths, millionths or billionths of them, since 1970.</summary>
    internal static bool Is(ColumnProfile data) => data is { Type: ColumnType.Integer, Numeric: { } numbers } && IsNamed(data.Name)
        && new[] { 1, 1e3, 1e6, 1e9 }.Any(unit => numbers.Min >= First * unit && numbers.Max <= Last * unit);

    private static bool IsNamed(string name) => name.EndsWith("_at", StringComparison.OrdinalIgnoreCase) || name.EndsWith("At", StringComparison.Ordinal)
        || Words.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));
}
