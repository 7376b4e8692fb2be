namespace MlGates.Gates;

/// <summary>A rule.</summary>
/// <param name="Id">Stable id such as MLG2001.</param>
/// <param name="Title">What a finding of this rule says, in a few words.</param>
public sealed record RuleDescriptor(string Id, string Title)
{
    /// <summary>Path of the rule's page in the repository.</summary>
    public string HelpPath => $"docs/rules/{Id}.md";
}
