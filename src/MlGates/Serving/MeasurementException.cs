namespace MlGates.Serving;

/// <summary>Ends a measurement; its message becomes the result's problem.</summary>
internal sealed class MeasurementException(string problem, Exception? cause = null) : Exception(problem, cause);
