namespace MlGates.Training;

/// <summary>Which columns of a table make a loss history.</summary>
public sealed record HistoryOptions
{
    /// <summary>Column of the training loss; blank where it was not logged.</summary>
    public required string Train { get; init; }

    /// <summary>Column of the validation loss, blank where the run was not evaluated; null when the run has none.</summary>
    public string? Validation { get; init; }

    /// <summary>Column of the step or epoch, for messages; null counts rows from 1.</summary>
    public string? Step { get; init; }
}
