namespace MlGates.Gates;

/// <summary>What differs from run to run; comparisons of results ignore it.</summary>
/// <param name="StartedAt">Start of the run.</param>
/// <param name="Seconds">Duration of the run.</param>
/// <param name="Machine">Name of the machine, its processor count and operating system.</param>
public sealed record RunEnvironment(DateTimeOffset StartedAt, double Seconds, string Machine);
