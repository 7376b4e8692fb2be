namespace MlGates.Data;

/// <summary>How a record of a CSV file reads.</summary>
internal enum CsvRecordState
{
    /// <summary>As it should.</summary>
    Complete,

    /// <summary>Something stands between a closing quote and the next delimiter.</summary>
    TextAfterQuote,

    /// <summary>A quote is not closed before the content ends.</summary>
    Unclosed,
}
