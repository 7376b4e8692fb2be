using System.Globalization;
using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>Words of the profile file that reader and writer share.</summary>
internal static class ProfileJson
{
    internal const string Kind = "profile";

    // A stored profile with other definitions is refused: change these texts only with what they say.
    internal const string BinsDefinition =
        "inner edges: quantiles 1/20 to 19/20 (type 7; rounded down to a binary grid where there are over 4096 distinct values) or those of a baseline; a value that is several of them has a bin of its own; a value lies right of all edges that are at most as large";

    internal const string DistinctDefinition =
        "exact up to 2048 values, categories up to 10000; else HyperLogLog, 16384 registers, relative standard error 0.8 %";

    internal const string QuantilesDefinition =
        "type 7 up to 4096 distinct values; else from a KLL sketch, off in rank by at most rankError (a share of the values) with a probability of 99 %";

    internal static readonly IReadOnlyDictionary<string, ColumnType> Types = new SortedDictionary<string, ColumnType>(StringComparer.Ordinal)
    {
        ["boolean"] = ColumnType.Boolean,
        ["category"] = ColumnType.Category,
        ["empty"] = ColumnType.Empty,
        ["float"] = ColumnType.Float,
        ["integer"] = ColumnType.Integer,
        ["timestamp"] = ColumnType.Timestamp,
    };

    internal static (string Word, long Count)[] Kinds(ValueKinds kinds) =>
    [
        ("boolean", kinds.Booleans),
        ("float", kinds.Floats),
        ("integer", kinds.Integers),
        ("text", kinds.Texts),
        ("timestamp", kinds.Timestamps),
    ];

    internal static string Level(double level) => level.ToString("R", CultureInfo.InvariantCulture);
}
