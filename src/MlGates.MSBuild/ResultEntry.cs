namespace MlGates.Build;

/// <summary>One finding of results.json: a check's word on one subject.</summary>
internal sealed class ResultEntry
{
    private static readonly string[] Outcomes = ["passed", "failed", "warned", "inconclusive", "notApplicable", "error"];

    private ResultEntry(string checkId, string rule, string outcome, string message, string? help, JsonMembers? location)
    {
        CheckId = checkId;
        Rule = rule;
        Outcome = outcome;
        Message = message;
        Help = help;
        File = location?.Find<string>("file");
        Line = location?.Whole("line") ?? 0;
        Column = location?.Whole("column") ?? 0;
    }

    public string CheckId { get; }

    public string Rule { get; }

    public string Outcome { get; }

    public string Message { get; }

    /// <summary>Path of the rule's page, relative to the documentation's root.</summary>
    public string? Help { get; }

    /// <summary>The file to point at, relative to the plan; null for the plan.</summary>
    public string? File { get; }

    public int Line { get; }

    public int Column { get; }

    public static ResultEntry From(JsonMembers entry) => new(
        entry.Get<string>("id"),
        entry.Get<string>("rule"),
        Results.OneOf("outcome", entry.Get<string>("outcome"), Outcomes),
        OneLine(entry.Get<string>("message")),
        entry.Find<string>("help"),
        entry.Find<JsonMembers>("location"));

    // A log line that breaks in two could look like a diagnostic of its own.
    private static string OneLine(string text) => text.Replace("\r\n", " ").Replace('\n', ' ').Replace('\r', ' ');
}
