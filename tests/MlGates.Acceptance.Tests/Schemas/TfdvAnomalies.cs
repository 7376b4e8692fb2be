namespace MlGates.Acceptance.Schemas;

/// <summary>Types of anomalies of TensorFlow Data Validation and the rules here that say the same.</summary>
internal static class TfdvAnomalies
{
    public static IReadOnlyDictionary<string, string[]> Rules { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["INVALID_SCHEMA_SPECIFICATION"] = [RuleIds.SchemaInvalid],
        ["SCHEMA_MISSING_COLUMN"] = [RuleIds.SchemaColumnMissing],
        ["SCHEMA_NEW_COLUMN"] = [RuleIds.SchemaColumnNew],
        ["UNEXPECTED_DATA_TYPE"] = [RuleIds.SchemaType],
        ["INT_TYPE_NOT_INT_STRING"] = [RuleIds.SchemaType],
        ["FLOAT_TYPE_STRING_NOT_FLOAT"] = [RuleIds.SchemaType],
        ["DOMAIN_INVALID_FOR_TYPE"] = [RuleIds.SchemaType],
        ["BOOL_TYPE_UNEXPECTED_FLOAT"] = [RuleIds.SchemaType],
        ["BOOL_TYPE_UNEXPECTED_STRING"] = [RuleIds.SchemaType],
        ["BOOL_TYPE_BIG_INT"] = [RuleIds.SchemaUnexpectedValues],
        ["BOOL_TYPE_SMALL_INT"] = [RuleIds.SchemaUnexpectedValues],
        ["FEATURE_TYPE_LOW_FRACTION_PRESENT"] = [RuleIds.SchemaPresentShare],
        ["FEATURE_TYPE_LOW_NUMBER_PRESENT"] = [RuleIds.SchemaPresentCount],
        ["FEATURE_TYPE_NOT_PRESENT"] = [RuleIds.SchemaColumnEmpty],
        ["FEATURE_TYPE_LOW_NUMBER_VALUES"] = [RuleIds.SchemaFewValues],
        ["FEATURE_TYPE_HIGH_NUMBER_VALUES"] = [RuleIds.SchemaManyValues],
        ["INVALID_FEATURE_SHAPE"] = [RuleIds.SchemaShape],
        ["ENUM_TYPE_UNEXPECTED_STRING_VALUES"] = [RuleIds.SchemaUnexpectedValues],
        ["ENUM_TYPE_INVALID_UTF8"] = [RuleIds.SchemaInvalidText],
        ["INT_TYPE_SMALL_INT"] = [RuleIds.SchemaBelowRange],
        ["INT_TYPE_BIG_INT"] = [RuleIds.SchemaAboveRange],
        ["FLOAT_TYPE_SMALL_FLOAT"] = [RuleIds.SchemaBelowRange],
        ["FLOAT_TYPE_BIG_FLOAT"] = [RuleIds.SchemaAboveRange],
        ["FLOAT_TYPE_HAS_NAN"] = [RuleIds.SchemaNaN],
        ["FLOAT_TYPE_HAS_INF"] = [RuleIds.SchemaInfinity],
        ["FEATURE_TYPE_LOW_UNIQUE"] = [RuleIds.SchemaDistinct],
        ["FEATURE_TYPE_HIGH_UNIQUE"] = [RuleIds.SchemaDistinct],
        ["DATASET_LOW_NUM_EXAMPLES"] = [RuleIds.SchemaFewRows],
        ["DATASET_HIGH_NUM_EXAMPLES"] = [RuleIds.SchemaManyRows],
        ["COMPARATOR_LOW_NUM_EXAMPLES"] = [RuleIds.SchemaFewRowsForPrevious],
        ["COMPARATOR_HIGH_NUM_EXAMPLES"] = [RuleIds.SchemaManyRowsForPrevious],
        ["COMPARATOR_L_INFTY_HIGH"] = [RuleIds.Drift],

        // Upstream's word for a rule that it cannot judge.
        ["FEATURE_TYPE_NO_UNIQUE"] = [],
    };
}
