namespace MlGates.Reporting;

/// <summary>What may be wrong with a column, worst first.</summary>
internal enum ProfileProblemKind
{
    HeaderIsRow,
    AllMissing,
    MixedType,
    InvalidText,
    Infinite,
    NaN,
    Constant,
    MostlyMissing,
    Sentinel,
    MissingWords,
    DecimalComma,
    OtherDates,
    Blanks,
    CaseVariants,
    LeadingZeros,
    OutOfOrder,
    Identifier,
    NearlyConstant,
}
