using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>What profiles tell of repeated rows.</summary>
internal static class Repeats
{
    /// <summary>Whether no two rows can be the same in all of the columns: one of them has a value of its own in every row.</summary>
    internal static bool Refuted(IEnumerable<ColumnProfile> columns, long rows) =>
        rows < 2 || columns.Any(c => c.Lists is null && c.Missing <= 1 && c.Distinct.Exact && c.Distinct.Value == c.Present);
}
