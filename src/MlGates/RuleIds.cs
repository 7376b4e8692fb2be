namespace MlGates;

/// <summary>The ids of all rules. What each means is in the rule catalogue and on its page in docs/rules.</summary>
public static class RuleIds
{
    /// <summary>Wrong command line or request.</summary>
    public const string Usage = "MLG0001";

    /// <summary>The plan is not valid.</summary>
    public const string InvalidPlan = "MLG0002";

    /// <summary>An input file is missing or cannot be read.</summary>
    public const string InputUnreadable = "MLG0003";

    /// <summary>An input holds no rows.</summary>
    public const string InputEmpty = "MLG0004";

    /// <summary>An input is malformed: ragged rows, duplicate columns, wrong delimiter.</summary>
    public const string InputMalformed = "MLG0005";

    /// <summary>There was nothing to judge.</summary>
    public const string NothingJudged = "MLG0006";

    /// <summary>A column that a check names is not in the data.</summary>
    public const string ColumnMissing = "MLG0007";

    /// <summary>A schema contradicts itself or cannot be read.</summary>
    public const string SchemaInvalid = "MLG1001";

    /// <summary>A column of the schema is not in the data.</summary>
    public const string SchemaColumnMissing = "MLG1002";

    /// <summary>A column of the data is not in the schema.</summary>
    public const string SchemaColumnNew = "MLG1003";

    /// <summary>A column holds no value.</summary>
    public const string SchemaColumnEmpty = "MLG1004";

    /// <summary>Values are of another type than the schema says.</summary>
    public const string SchemaType = "MLG1005";

    /// <summary>Too small a share of rows has a value.</summary>
    public const string SchemaPresentShare = "MLG1006";

    /// <summary>Too few rows have a value.</summary>
    public const string SchemaPresentCount = "MLG1007";

    /// <summary>A row has too few values.</summary>
    public const string SchemaFewValues = "MLG1008";

    /// <summary>A row has too many values.</summary>
    public const string SchemaManyValues = "MLG1009";

    /// <summary>Rows have not the fixed shape.</summary>
    public const string SchemaShape = "MLG1010";

    /// <summary>Values are not in the domain.</summary>
    public const string SchemaUnexpectedValues = "MLG1011";

    /// <summary>Texts are no valid UTF-8.</summary>
    public const string SchemaInvalidText = "MLG1012";

    /// <summary>Values are below the range.</summary>
    public const string SchemaBelowRange = "MLG1013";

    /// <summary>Values are above the range.</summary>
    public const string SchemaAboveRange = "MLG1014";

    /// <summary>NaN stands where it may not.</summary>
    public const string SchemaNaN = "MLG1015";

    /// <summary>Infinities stand where they may not.</summary>
    public const string SchemaInfinity = "MLG1016";

    /// <summary>There are too few or too many distinct values.</summary>
    public const string SchemaDistinct = "MLG1017";

    /// <summary>Texts are too short or too long.</summary>
    public const string SchemaLength = "MLG1018";

    /// <summary>Texts look like something else.</summary>
    public const string SchemaPattern = "MLG1019";

    /// <summary>Times are out of order.</summary>
    public const string SchemaOrder = "MLG1020";

    /// <summary>The dataset has too few rows.</summary>
    public const string SchemaFewRows = "MLG1021";

    /// <summary>The dataset has too many rows.</summary>
    public const string SchemaManyRows = "MLG1022";

    /// <summary>The dataset has too few rows for the one before.</summary>
    public const string SchemaFewRowsForPrevious = "MLG1023";

    /// <summary>The dataset has too many rows for the one before.</summary>
    public const string SchemaManyRowsForPrevious = "MLG1024";

    /// <summary>Values of a column occur more than once.</summary>
    public const string SchemaRepeatedValues = "MLG1025";

    /// <summary>Keys occur more than once.</summary>
    public const string SchemaRepeatedKeys = "MLG1026";

    /// <summary>Rows occur more than once.</summary>
    public const string SchemaRepeatedRows = "MLG1027";

    /// <summary>Values of another kind stand among those of a column, such as text among numbers.</summary>
    public const string SchemaMixedTypes = "MLG1028";

    /// <summary>A column that should vary holds one value only.</summary>
    public const string SchemaConstantColumn = "MLG1029";

    /// <summary>One category is written in several ways.</summary>
    public const string SchemaVariants = "MLG1030";

    /// <summary>Numbers are written with leading zeros.</summary>
    public const string SchemaLeadingZeros = "MLG1031";

    /// <summary>Times are in the future.</summary>
    public const string SchemaFuture = "MLG1032";

    /// <summary>Values stand for missing.</summary>
    public const string SchemaStandIns = "MLG1033";

    /// <summary>A column tells the label, nearly alone.</summary>
    public const string SchemaLabelLeak = "MLG1034";

    /// <summary>Rows are in another dataset too.</summary>
    public const string SchemaOverlap = "MLG1035";

    /// <summary>A feature value is NaN or infinite.</summary>
    public const string FeatureNotFinite = "MLG1101";

    /// <summary>A feature vector has the wrong length.</summary>
    public const string FeatureLength = "MLG1102";

    /// <summary>A feature value is out of its range.</summary>
    public const string FeatureRange = "MLG1103";

    /// <summary>A transform gives different values for the same rows.</summary>
    public const string FeatureNotDeterministic = "MLG1104";

    /// <summary>A transform gives other values for a single row than for the batch.</summary>
    public const string FeatureRowByRow = "MLG1105";

    /// <summary>A transform fails on a row.</summary>
    public const string FeatureTransformFailed = "MLG1106";

    /// <summary>Feature slots have other names than stated.</summary>
    public const string FeatureNames = "MLG1107";

    /// <summary>A text or key that a transform gives is not in the known vocabulary.</summary>
    public const string FeatureVocabulary = "MLG1108";

    /// <summary>A feature has one value in all rows.</summary>
    public const string FeatureConstant = "MLG1109";

    /// <summary>Two features are equal in every row.</summary>
    public const string FeatureDuplicate = "MLG1110";

    /// <summary>A transform gives another number of rows than stated.</summary>
    public const string FeatureRowCount = "MLG1111";

    /// <summary>A transform depends on the order of the rows.</summary>
    public const string FeatureRowOrder = "MLG1112";

    /// <summary>A transform is not the one fitted to the training rows alone.</summary>
    public const string FeatureFit = "MLG1113";

    /// <summary>A transform gives other values after saving and loading.</summary>
    public const string FeatureReload = "MLG1114";

    /// <summary>The inverse of a transform does not give back what was.</summary>
    public const string FeatureInverse = "MLG1115";

    /// <summary>A feature is not monotone in a column.</summary>
    public const string FeatureMonotone = "MLG1116";

    /// <summary>A transform changes its own output.</summary>
    public const string FeatureIdempotent = "MLG1117";

    /// <summary>Features differ from the expected table.</summary>
    public const string FeatureExpected = "MLG1118";

    /// <summary>A column drifted.</summary>
    public const string Drift = "MLG2001";

    /// <summary>A drift measure does not fit the column's type.</summary>
    public const string MeasureUnfit = "MLG2002";

    /// <summary>Two inputs have no common column.</summary>
    public const string NoCommonColumn = "MLG2003";

    /// <summary>A column cannot be compared: other type, other bins, no values.</summary>
    public const string NotComparable = "MLG2004";

    /// <summary>The columns together drifted.</summary>
    public const string MultivariateDrift = "MLG2005";

    /// <summary>The model goes by a feature otherwise than it did.</summary>
    public const string AttributionDrift = "MLG2020";

    /// <summary>Attributions cannot be compared.</summary>
    public const string AttributionUnusable = "MLG2021";

    /// <summary>A row's cells differ between training and serving.</summary>
    public const string CellSkew = "MLG2030";

    /// <summary>Rows are on one side only.</summary>
    public const string RowsUnmatched = "MLG2031";

    /// <summary>Keys do not tell rows apart, or have none in common.</summary>
    public const string RowKeys = "MLG2032";

    /// <summary>The share of positive labels moved.</summary>
    public const string LabelDrift = "MLG2040";

    /// <summary>The distribution of a model's scores moved.</summary>
    public const string PredictionDrift = "MLG2041";

    /// <summary>The label follows the score otherwise than it did.</summary>
    public const string ConceptDrift = "MLG2042";

    /// <summary>A metric misses its absolute threshold.</summary>
    public const string MetricThreshold = "MLG3001";

    /// <summary>A metric is worse than the baseline's by more than allowed.</summary>
    public const string MetricWorse = "MLG3002";

    /// <summary>An evaluation cannot be judged: labels, classes or rows do not allow the metric.</summary>
    public const string EvaluationUnusable = "MLG3003";

    /// <summary>The training loss diverges.</summary>
    public const string LossDiverging = "MLG4001";

    /// <summary>The training loss collapsed after its best level.</summary>
    public const string LossCollapsed = "MLG4002";

    /// <summary>The validation loss rises while the training loss does not.</summary>
    public const string LossOverfitting = "MLG4003";

    /// <summary>The loss hardly fell at all.</summary>
    public const string LossNotLearning = "MLG4004";

    /// <summary>The validation loss is absent or ends before the training does.</summary>
    public const string LossEvaluationMissing = "MLG4005";

    /// <summary>The loss is still falling.</summary>
    public const string LossNotConverged = "MLG4006";

    /// <summary>The loss is NaN or infinite.</summary>
    public const string LossNotFinite = "MLG4007";

    /// <summary>The loss history converged, or holds too little to say.</summary>
    public const string LossConvergence = "MLG4008";

    /// <summary>A model file is missing.</summary>
    public const string ArtifactMissing = "MLG5001";

    /// <summary>A model file is empty.</summary>
    public const string ArtifactEmpty = "MLG5002";

    /// <summary>A model file is a Git LFS pointer.</summary>
    public const string ArtifactLfsPointer = "MLG5003";

    /// <summary>A model file does not open.</summary>
    public const string ArtifactNotLoadable = "MLG5004";

    /// <summary>A model file is larger than its budget.</summary>
    public const string ArtifactTooLarge = "MLG5005";

    /// <summary>A model file is not the one that was expected.</summary>
    public const string ArtifactHash = "MLG5006";

    /// <summary>Fewer predictions per second than required.</summary>
    public const string ThroughputFloor = "MLG6001";

    /// <summary>Slower than the baseline by more than allowed.</summary>
    public const string ThroughputSlower = "MLG6002";

    /// <summary>The throughput could not be measured.</summary>
    public const string ThroughputUnmeasured = "MLG6003";

    /// <summary>A snapshot differs from the verified one.</summary>
    public const string SnapshotChanged = "MLG7001";

    /// <summary>A snapshot has not been accepted yet.</summary>
    public const string SnapshotNew = "MLG7002";

    /// <summary>An internal error: a bug in MlGates.</summary>
    public const string Internal = "MLG9001";

    /// <summary>The tool ended without a result.</summary>
    public const string NoResult = "MLG9002";
}
