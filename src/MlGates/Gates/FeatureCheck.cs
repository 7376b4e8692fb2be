using MlGates.Features;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>
/// Holds the features of every row to what a model can be trained on and served with: finite, of one length, named, within ranges, none constant or
/// twice, as many rows as stated, and the same when computed again, in another order, or for a row alone. Facts, not statistics: one value beyond its
/// limit fails. Names of features are slot names, or places such as <c>[3]</c> for slots without one; <c>*</c> and <c>?</c> make them patterns.
/// </summary>
public sealed record FeatureCheck : Check
{
    /// <summary>Whether every value must be finite (MLG1101). Default true.</summary>
    public bool Finite { get; init; } = true;

    /// <summary>The length that every vector must have (MLG1102); null for any, which must be the same for all rows.</summary>
    public int? Length { get; init; }

    /// <summary>The names that the slots must have, in order (MLG1107); null for any.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The smallest value allowed in all features (MLG1103); null for any. NaN is in no range.</summary>
    public double? Min { get; init; }

    /// <summary>The largest value allowed in all features (MLG1103); null for any. NaN is in no range.</summary>
    public double? Max { get; init; }

    /// <summary>Ranges of single features, by name or pattern (MLG1103).</summary>
    public IReadOnlyDictionary<string, FeatureRange> Ranges { get; init; } = new SortedDictionary<string, FeatureRange>(StringComparer.Ordinal);

    /// <summary>Whether no feature may have one value in all rows (MLG1109). Default false.</summary>
    public bool NoConstant { get; init; }

    /// <summary>Whether no two features may be equal in every row (MLG1110); constant ones are not compared. Default false.</summary>
    public bool NoDuplicate { get; init; }

    /// <summary>Features that may be constant or equal to another, by name or pattern, such as slots of rare categories.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>How many rows the transform must give (MLG1111); null for any.</summary>
    public RowCount? RowCount { get; init; }

    /// <summary>Whether a second pass over the same rows must give the same values to the bit (MLG1104). Default false.</summary>
    public bool Deterministic { get; init; }

    /// <summary>The seed of another order of the rows, in which each must get the same values to the bit (MLG1112); null not to try.</summary>
    public ulong? OrderSeed { get; init; }

    /// <summary>
    /// How far a value of a row alone may be from the batch's (MLG1105), relative to the larger of the two and at least absolutely: |a − b| ≤ tolerance ·
    /// max(1, |a|, |b|); NaN equals NaN. Null not to compare.
    /// </summary>
    public double? RowByRowTolerance { get; init; }

    /// <summary>Whether messages leave out values of rows and features, and what exceptions say, which may quote them. Names of features are shown. Default false.</summary>
    public bool HideValues { get; init; }

    /// <summary>Whether anything is asked for.</summary>
    internal bool Asks => Finite || Length is not null || Names is not null || Min is not null || Max is not null || Ranges.Count > 0 || NoConstant || NoDuplicate
        || RowCount is not null || Deterministic || OrderSeed is not null || RowByRowTolerance is not null;

    /// <summary>Runs the transform as often as needed. One piece of evidence per rule asked for; where the transform fails, that (MLG1106). O(values) beside the transform.</summary>
    /// <exception cref="ArgumentException">Nothing is asked for, or an option is out of its range.</exception>
    /// <exception cref="InputException">The transform does not take such rows.</exception>
    public IReadOnlyList<Evidence> Examine(FeatureTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        CheckOptions();
        var together = trial.Together();
        if (together.Output is not { } features)
        {
            return [FeatureOffenders.Failed(together, HideValues)];
        }

        var evidence = new List<Evidence>(Facts(features, together.InputRows));
        if (Deterministic)
        {
            evidence.AddRange(Twin(FeatureTwin.Again, null, together, trial.Again));
        }

        if (OrderSeed is { } seed)
        {
            evidence.AddRange(Twin(FeatureTwin.Shuffled, null, together, () => trial.Shuffled(seed)));
        }

        if (RowByRowTolerance is { } tolerance)
        {
            evidence.AddRange(Twin(FeatureTwin.RowByRow, tolerance, together, trial.RowByRow));
        }

        return evidence;
    }

    /// <summary>One piece of evidence per rule asked for; an error for each where there are no rows. O(values).</summary>
    /// <param name="features">The features of all rows.</param>
    /// <exception cref="ArgumentException">Nothing is asked for, an option is out of its range, or one needs the transform itself.</exception>
    public IReadOnlyList<Evidence> Examine(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckOptions();
        return Deterministic || OrderSeed is not null || RowByRowTolerance is not null
            ? throw new ArgumentException("Deterministic, OrderSeed and RowByRowTolerance need the transform, not its features alone.")
            : Facts(features, features.Rows);
    }

    private List<Evidence> Facts(FeatureMatrix features, int inputRows)
    {
        var evidence = new List<Evidence>();

        // Where slots mean nothing, nothing can be said of them.
        var ragged = Length is null && !features.IsRectangular;
        var slots = features.IsRectangular;
        if (ragged)
        {
            evidence.Add(FeatureFacts.Ragged(features));
        }

        Add(Finite, RuleIds.FeatureNotFinite, () => FeatureFacts.Finite(features, HideValues));
        Add(Length is not null, RuleIds.FeatureLength, () => FeatureFacts.Length(features, Length!.Value));
        Add(slots && Names is not null, RuleIds.FeatureNames, () => FeatureFacts.Names(features, Names!));
        Add(Min is not null || Max is not null, RuleIds.FeatureRange, () => FeatureFacts.Range(features, null, new FeatureRange(Min, Max), HideValues));
        foreach (var (pattern, range) in Ranges)
        {
            Add(slots, RuleIds.FeatureRange, () => FeatureFacts.Range(features, pattern, range, HideValues));
        }

        Add(slots && NoConstant, RuleIds.FeatureConstant, () => FeatureFacts.Constant(features, Except, HideValues));
        Add(slots && NoDuplicate, RuleIds.FeatureDuplicate, () => FeatureFacts.Duplicate(features, Except));
        if (slots && features.Rows > 0)
        {
            evidence.AddRange(Except.Where(p => features.Slots(p).Length == 0).Select(p => FeatureFacts.NoFeature(features, p)));
        }

        if (RowCount is not null)
        {
            // That no row is left may be just what is wrong.
            evidence.Add(inputRows == 0 ? FeatureOffenders.NoRows(features.Name, RuleIds.FeatureRowCount) : FeatureFacts.RowCount(features, inputRows, RowCount));
        }

        return evidence;

        void Add(bool asked, string rule, Func<Evidence> judge)
        {
            if (asked)
            {
                evidence.Add(features.Rows > 0 ? judge() : FeatureOffenders.NoRows(features.Name, rule));
            }
        }
    }

    private IReadOnlyList<Evidence> Twin(FeatureTwin twin, double? tolerance, Attempt<FeatureMatrix> together, Func<Attempt<FeatureMatrix>> other) =>
        new FeatureTwinCheck { Id = Id, Twin = twin, Tolerance = tolerance, HideValues = HideValues }.Examine(together, other());

    private void CheckOptions()
    {
        if (!Asks)
        {
            throw new ArgumentException("Nothing to hold the features to.");
        }

        if (Length < 0 || ((Min is not null || Max is not null) && !new FeatureRange(Min, Max).IsValid) || RowByRowTolerance is < 0 or double.NaN)
        {
            throw new ArgumentException(Invariant($"A length of {Length}, a range of [{Min}, {Max}] or a tolerance of {RowByRowTolerance} cannot be held to."));
        }

        foreach (var (pattern, range) in Ranges)
        {
            if (!range.IsValid)
            {
                throw new ArgumentException(Invariant($"A range of [{range.Min}, {range.Max}] for '{pattern}' cannot be held to."));
            }
        }
    }
}
