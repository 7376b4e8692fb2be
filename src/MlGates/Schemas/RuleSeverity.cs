namespace MlGates.Schemas;

/// <summary>What a violated rule does.</summary>
public enum RuleSeverity
{
    /// <summary>It blocks.</summary>
    Block,

    /// <summary>It is said and counted, and does not block.</summary>
    Warning,

    /// <summary>The rule is not looked at; that it is off is said.</summary>
    Off,
}
