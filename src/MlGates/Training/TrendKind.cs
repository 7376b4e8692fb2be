namespace MlGates.Training;

/// <summary>What the trends at the end of a run amount to.</summary>
public enum TrendKind
{
    /// <summary>Nothing rises or falls by more than the limits, as far as observed.</summary>
    Level,

    /// <summary>The training loss rises.</summary>
    TrainRises,

    /// <summary>The validation loss rises.</summary>
    ValidationRises,

    /// <summary>The judged loss still falls.</summary>
    StillFalling,
}
