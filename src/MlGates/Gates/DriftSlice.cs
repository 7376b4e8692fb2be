namespace MlGates.Gates;

/// <summary>How far a drifted column moved among rows that have a value in common.</summary>
/// <param name="Name">What they have in common, as in <c>payment_type=Cash</c>; see <see cref="Profiles.SliceProfile"/>.</param>
/// <param name="Value">The distance within the slice, by the column's measure.</param>
/// <param name="Lower">Its lower bound at the level of 5 %, by which slices are ordered; null when none is known.</param>
/// <param name="Upper">Its upper bound at the level of 5 %.</param>
/// <param name="BaselineRows">The slice's rows in the baseline.</param>
/// <param name="CandidateRows">The slice's rows in the candidate.</param>
public sealed record DriftSlice(string Name, double Value, double? Lower, double? Upper, long BaselineRows, long CandidateRows)
{
    /// <summary>Slices of fewer rows on a side are left out: chance alone moves them far.</summary>
    public const int FewestRows = 100;
}
