namespace MlGates.Schemas;

/// <summary>A change of the schema that somebody accepted.</summary>
/// <param name="Rule">The rule that was violated.</param>
/// <param name="Column">The column; null for the dataset.</param>
/// <param name="Change">What was changed, in words.</param>
/// <param name="Reason">Why, as the person said.</param>
/// <param name="Data">Name of the data that violated the rule.</param>
/// <param name="Sha256">The hash of that data; null when it came from no file.</param>
public sealed record AcceptedChange(string Rule, string? Column, string Change, string Reason, string Data, string? Sha256)
{
    /// <summary>The slice of the rows; null for all.</summary>
    public string? Slice { get; init; }
}
