namespace MlGates.Gates;

/// <summary>How a check turns a measured value into an outcome.</summary>
public enum Decision
{
    /// <summary>Fails on evidence that the true value is beyond the limit, at the run's false-block rate. The default.</summary>
    Evidence,

    /// <summary>Fails whenever the observed value is beyond the limit, whatever the number of rows.</summary>
    Point,
}
