namespace MlGates;

/// <summary>A JSON file that people write, for the errors of what stands in it.</summary>
/// <param name="Name">Its name for locations.</param>
/// <param name="What">What it should be, as in "plan".</param>
/// <param name="Rule">The rule that speaks of its errors, an id of <see cref="RuleIds"/>.</param>
internal sealed record JsonFile(string Name, string What, string Rule)
{
    /// <summary>An error with its place; the message may begin in lower case and lack its full stop.</summary>
    internal InputException Error(SourceLocation location, string message, Exception? inner = null) =>
        new(Rule, char.ToUpperInvariant(message[0]) + Ended(message[1..]), location, inner);

    /// <summary>The message with one full stop or question mark at its end.</summary>
    internal static string Ended(string message) => message.EndsWith('?') || message.EndsWith('.') ? message : message + ".";
}
