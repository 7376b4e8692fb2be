namespace MlGates.Gates;

/// <summary>What a feature unit counts, in a word, so that several units of one transform can be told apart in a table.</summary>
internal static class FeatureMeasure
{
    internal static string Of(string rule) => rule switch
    {
        RuleIds.FeatureNotFinite => "not-finite",
        RuleIds.FeatureLength => "wrong-length",
        RuleIds.FeatureRange => "out-of-range",
        RuleIds.FeatureNotDeterministic => "not-repeated",
        RuleIds.FeatureRowByRow => "not-same-row-by-row",
        RuleIds.FeatureNames => "wrong-names",
        RuleIds.FeatureVocabulary => "not-in-vocabulary",
        RuleIds.FeatureConstant => "constant",
        RuleIds.FeatureDuplicate => "duplicated",
        RuleIds.FeatureRowCount => "wrong-rows",
        RuleIds.FeatureRowOrder => "not-same-in-other-order",
        RuleIds.FeatureFit => "not-same-refitted",
        RuleIds.FeatureReload => "not-same-reloaded",
        RuleIds.FeatureInverse => "not-inverted",
        RuleIds.FeatureMonotone => "not-monotone",
        RuleIds.FeatureIdempotent => "not-same-twice",
        RuleIds.FeatureExpected => "not-as-expected",
        _ => "violations",
    };
}
