namespace MlGates.Gates;

/// <summary>The exit codes of the tool.</summary>
public enum ExitCode
{
    /// <summary>Passed, or inconclusive where that does not block.</summary>
    Passed = 0,

    /// <summary>A gate blocked.</summary>
    Blocked = 1,

    /// <summary>Could not judge: wrong usage, input that cannot be read, nothing to judge, inconclusive where that blocks.</summary>
    CouldNotJudge = 2,

    /// <summary>An internal error: a bug in MlGates.</summary>
    InternalError = 3,
}
