namespace MlGates.Testing;

/// <summary>A gate does not hold; the message is complete for whoever reads the test's result.</summary>
/// <param name="message">One line for each finding.</param>
public sealed class GateException(string message) : Exception(message);
