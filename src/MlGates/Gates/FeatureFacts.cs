using MlGates.Features;
using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>What can be said of feature vectors without the transform.</summary>
internal static class FeatureFacts
{
    public static Evidence Finite(FeatureMatrix features, bool hide)
    {
        var bad = new FeatureOffenders(features, hide);
        for (var row = 0; row < features.Rows; row++)
        {
            var vector = features[row];
            for (var slot = 0; slot < vector.Length; slot++)
            {
                if (!float.IsFinite(vector[slot]))
                {
                    bad.Add(row, slot, vector[slot]);
                }
            }
        }

        return bad.Evidence(RuleIds.FeatureNotFinite, "are not finite", "replace missing values, and keep logarithms and divisions from zero", "are finite");
    }

    public static Evidence Length(FeatureMatrix features, int length)
    {
        var (wrong, examples) = OtherLengths(features, length);
        return FeatureOffenders.Fact(features, RuleIds.FeatureLength, wrong, wrong == 0
            ? Invariant($"{features.Name}: all {features.Rows} feature vectors have length {length}")
            : Invariant($"{features.Name}: {wrong} of {features.Rows} feature vectors have not length {length}: {examples}{FeatureOffenders.More(wrong)}; retrain the model, or correct the length if the features changed on purpose"));
    }

    /// <summary>Vectors of several lengths, which no model takes; to be called where there are.</summary>
    public static Evidence Ragged(FeatureMatrix features)
    {
        var (wrong, examples) = OtherLengths(features, features.Length);
        return FeatureOffenders.Fact(features, RuleIds.FeatureLength, wrong, Invariant(
            $"{features.Name}: the feature vectors have several lengths: {features.Length} in row 1, but {examples}{FeatureOffenders.More(wrong)} ({features.Rows} rows); give every row the same features"));
    }

    public static Evidence Names(FeatureMatrix features, IReadOnlyList<string> names)
    {
        var wrong = new List<string>();
        for (var i = 0; i < Math.Max(names.Count, features.Length); i++)
        {
            var (given, stated) = (i < features.Length ? features.Key(i) : null, i < names.Count ? names[i] : null);
            if (given != stated)
            {
                wrong.Add(given is null ? Invariant($"no [{i}], which should be '{stated}'") : stated is null ? Invariant($"[{i}] is '{given}', which should not be") : Invariant($"[{i}] is '{given}' and not '{stated}'"));
            }
        }

        return FeatureOffenders.Fact(features, RuleIds.FeatureNames, wrong.Count, wrong.Count == 0
            ? Invariant($"{features.Name}: all {features.Length} features have the names stated")
            : Invariant($"{features.Name}: {wrong.Count} features have not the names stated: {string.Join(", ", wrong.Take(FeatureOffenders.MostExamples))}{FeatureOffenders.More(wrong.Count)} ({features.Length} features, {names.Count} names); retrain the model, or correct the names if the features changed on purpose"));
    }

    /// <summary>A range for all features, or for those that a pattern selects.</summary>
    public static Evidence Range(FeatureMatrix features, string? pattern, FeatureRange range, bool hide)
    {
        var slots = pattern is null ? null : features.Slots(pattern);
        if (slots is { Length: 0 })
        {
            return NoFeature(features, pattern!) with { Location = range.Location };
        }

        // As the features are: 0.1f is greater than 0.1.
        var (min, max) = ((float)(range.Min ?? double.NegativeInfinity), (float)(range.Max ?? double.PositiveInfinity));
        var bad = new FeatureOffenders(features, hide);
        for (var row = 0; row < features.Rows; row++)
        {
            var vector = features[row];
            if (slots is not null)
            {
                foreach (var slot in slots)
                {
                    Judge(row, slot, vector[slot]);
                }

                continue;
            }

            for (var slot = 0; slot < vector.Length; slot++)
            {
                Judge(row, slot, vector[slot]);
            }
        }

        var words = range.Max is null ? Invariant($"at least {min:G6}") : range.Min is null ? Invariant($"at most {max:G6}") : Invariant($"within [{min:G6}, {max:G6}]");
        var (values, of) = slots is null ? (FeatureOffenders.Values(features), "") : ((long)slots.Length * features.Rows, $" of '{pattern}'");
        return bad.Evidence(RuleIds.FeatureRange, $"are not {words}", "clip or scale them, or widen the range on purpose", $"are {words}", values, of) with { Location = range.Location };

        void Judge(int row, int slot, float value)
        {
            if (!(value >= min && value <= max))
            {
                bad.Add(row, slot, value);
            }
        }
    }

    /// <summary>A name or pattern that selects no feature.</summary>
    public static Evidence NoFeature(FeatureMatrix features, string pattern) => FeatureOffenders.Cannot(
        features.Name, RuleIds.ColumnMissing, $"there is no feature '{pattern}'{NearestName.Hint(pattern, [.. Enumerable.Range(0, features.Length).Select(features.Key)])}");

    public static Evidence RowCount(FeatureMatrix features, int given, RowCount count)
    {
        var good = count.Allows(given, features.Rows);
        return FeatureOffenders.Fact(features, RuleIds.FeatureRowCount, good ? 0 : 1, good
            ? Invariant($"{features.Name}: {features.Rows} rows of {given} given, {count} as stated")
            : Invariant($"{features.Name}: {features.Rows} rows of {given} given, where {count} were stated; look for a step that drops or repeats rows, such as a filter or a join"));
    }

    public static Evidence Constant(FeatureMatrix features, IReadOnlyList<string> except, bool hide)
    {
        if (features.Rows < 2)
        {
            return FeatureOffenders.Cannot(features.Name, RuleIds.FeatureConstant, "one row cannot show that a feature varies; give more rows", Outcome.Inconclusive);
        }

        var constant = Constants(features);
        Mark(features, except, constant, false);
        int[] found = [.. Enumerable.Range(0, features.Length).Where(i => constant[i])];
        return FeatureOffenders.Fact(features, RuleIds.FeatureConstant, found.Length, found.Length == 0
            ? Invariant($"{features.Name}: no feature is constant ({features.Rows} rows of {features.Length} features)")
            : Invariant($"{features.Name}: {found.Length} of {features.Length} features have one value in all {features.Rows} rows: {string.Join(", ", found.Take(FeatureOffenders.MostExamples).Select(i => hide ? features.Slot(i) : Invariant($"{features.Slot(i)} = {features[0][i]:R}")))}{FeatureOffenders.More(found.Length)}; remove them, or give rows in which they vary"));
    }

    public static Evidence Duplicate(FeatureMatrix features, IReadOnlyList<string> except)
    {
        if (features.Rows < 2)
        {
            return FeatureOffenders.Cannot(features.Name, RuleIds.FeatureDuplicate, "one row cannot show that features differ; give more rows", Outcome.Inconclusive);
        }

        // Constant features are the other rule's.
        var skip = Constants(features);
        Mark(features, except, skip, true);
        var firsts = new Dictionary<ulong, List<int>>();
        var hashes = Hashes(features);
        var found = new List<string>();
        for (var slot = 0; slot < features.Length; slot++)
        {
            if (skip[slot])
            {
                continue;
            }

            if (!firsts.TryGetValue(hashes[slot], out var same))
            {
                firsts.Add(hashes[slot], same = []);
            }

            if (same.FindIndex(s => Equal(features, s, slot)) is var at and >= 0)
            {
                found.Add($"{features.Slot(same[at])} = {features.Slot(slot)}");
            }
            else
            {
                same.Add(slot);
            }
        }

        return FeatureOffenders.Fact(features, RuleIds.FeatureDuplicate, found.Count, found.Count == 0
            ? Invariant($"{features.Name}: no two features are equal in every row ({features.Rows} rows of {features.Length} features)")
            : Invariant($"{features.Name}: {found.Count} of {features.Length} features are equal to an earlier one in all {features.Rows} rows: {string.Join(", ", found.Take(FeatureOffenders.MostExamples))}{FeatureOffenders.More(found.Count)}; remove one of each pair"));
    }

    private static (int Wrong, string Examples) OtherLengths(FeatureMatrix features, int length)
    {
        var wrong = 0;
        var examples = new List<string>();
        for (var row = 0; row < features.Rows; row++)
        {
            if (features[row].Length != length && ++wrong <= FeatureOffenders.MostExamples)
            {
                examples.Add(Invariant($"{features[row].Length} in row {row + 1}"));
            }
        }

        return (wrong, string.Join(", ", examples));
    }

    private static bool[] Constants(FeatureMatrix features)
    {
        var constant = new bool[features.Length];
        constant.AsSpan().Fill(true);
        var first = features[0];
        for (var row = 1; row < features.Rows; row++)
        {
            var vector = features[row];
            for (var slot = 0; slot < constant.Length; slot++)
            {
                constant[slot] &= vector[slot].Equals(first[slot]);
            }
        }

        return constant;
    }

    private static void Mark(FeatureMatrix features, IReadOnlyList<string> patterns, bool[] slots, bool mark)
    {
        foreach (var pattern in patterns)
        {
            foreach (var slot in features.Slots(pattern))
            {
                slots[slot] = mark;
            }
        }
    }

    // FNV-1a (Fowler, Noll, Vo 1991) over 32-bit words; equal values have equal bits but for NaN and the sign of zero.
    private static ulong[] Hashes(FeatureMatrix features)
    {
        var hashes = new ulong[features.Length];
        hashes.AsSpan().Fill(14695981039346656037);
        for (var row = 0; row < features.Rows; row++)
        {
            var vector = features[row];
            for (var slot = 0; slot < hashes.Length; slot++)
            {
                var bits = float.IsNaN(vector[slot]) ? 0x7FC00000u : BitConverter.SingleToUInt32Bits(vector[slot] + 0f);
                hashes[slot] = (hashes[slot] ^ bits) * 1099511628211;
            }
        }

        return hashes;
    }

    private static bool Equal(FeatureMatrix features, int a, int b)
    {
        for (var row = 0; row < features.Rows; row++)
        {
            if (!features[row][a].Equals(features[row][b]))
            {
                return false;
            }
        }

        return true;
    }
}
