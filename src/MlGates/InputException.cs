namespace MlGates;

/// <summary>
/// Input that cannot be judged: a file that is missing or malformed, a plan that names what is not there. The message is
/// complete for a user: what was found, what is allowed, what to do. Wrong arguments in code throw <see cref="ArgumentException"/> instead.
/// </summary>
public class InputException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="rule">An id of <see cref="RuleIds"/>.</param>
    /// <param name="message">One sentence or two, without the location.</param>
    /// <param name="location">Where the input is wrong, when known.</param>
    /// <param name="inner">The cause, when another exception told it.</param>
    public InputException(string rule, string message, SourceLocation? location = null, Exception? inner = null)
        : base(message, inner)
    {
        Rule = rule;
        Location = location;
    }

    /// <summary>The rule id, such as MLG0003.</summary>
    public string Rule { get; }

    /// <summary>Where the input is wrong, when known.</summary>
    public SourceLocation? Location { get; }
}
