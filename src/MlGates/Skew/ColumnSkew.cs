namespace MlGates.Skew;

/// <summary>How the cells of a column compare, over the rows that both sides have.</summary>
internal sealed class ColumnSkew(string name, CellTolerance tolerance)
{
    // Enough to see what mismatches have in common, few enough to keep.
    private const int MostKept = 1000;

    private readonly SortedSet<Mismatch> _kept = new(Comparer<Mismatch>.Create((a, b) => a.Key.CompareTo(b.Key)));

    /// <summary>The column.</summary>
    internal string Name => name;

    /// <summary>When numbers match.</summary>
    internal CellTolerance Tolerance => tolerance;

    /// <summary>Rows whose cells match.</summary>
    internal long Matches { get; private set; }

    /// <summary>Rows whose cells do not.</summary>
    internal long Mismatches { get; private set; }

    /// <summary>Of these, rows without a value in the baseline only.</summary>
    internal long MissingBefore { get; private set; }

    /// <summary>Of these, rows without a value in the candidate only.</summary>
    internal long MissingAfter { get; private set; }

    /// <summary>The largest difference of two numbers; 0 when no numbers differ.</summary>
    internal double LargestDifference { get; private set; }

    /// <summary>Of rows where an earlier step mismatches already; 0 without steps.</summary>
    internal long Follows { get; set; }

    /// <summary>Mismatches with the least hashes of their keys: a sample that does not depend on the order of the rows.</summary>
    internal IReadOnlyCollection<Mismatch> Kept => _kept;

    /// <summary>Counts a row.</summary>
    /// <param name="key">Hash of its key.</param>
    /// <param name="place">The row's place in the baseline.</param>
    /// <param name="row">The row's number in the candidate.</param>
    /// <param name="before">The baseline's cell.</param>
    /// <param name="after">The candidate's cell.</param>
    /// <returns>Whether they match.</returns>
    internal bool Add(UInt128 key, int place, long row, in Cell before, in Cell after)
    {
        if (tolerance.Matches(before, after))
        {
            Matches++;
            return true;
        }

        Mismatches++;
        MissingBefore += before.Kind == CellKind.Missing ? 1 : 0;
        MissingAfter += after.Kind == CellKind.Missing ? 1 : 0;
        if (before.Kind == CellKind.Number && after.Kind == CellKind.Number && Math.Abs(after.Number - before.Number) is var difference && difference > LargestDifference)
        {
            LargestDifference = difference;
        }

        if (_kept.Count < MostKept || key < _kept.Max.Key)
        {
            _kept.Add(new Mismatch(key, place, row, before, after));
            if (_kept.Count > MostKept)
            {
                _kept.Remove(_kept.Max);
            }
        }

        return false;
    }
}
