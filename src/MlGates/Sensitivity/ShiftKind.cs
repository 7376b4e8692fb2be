namespace MlGates.Sensitivity;

/// <summary>A way in which a column goes wrong.</summary>
public enum ShiftKind
{
    /// <summary>Numbers are multiplied by the strength, as by another unit.</summary>
    Scale,

    /// <summary>So many standard deviations of the baseline are added to numbers and timestamps.</summary>
    Mean,

    /// <summary>So large a share of the rows loses its value.</summary>
    Missing,

    /// <summary>The two most frequent values stand for each other in so large a share of the rows.</summary>
    Swapped,

    /// <summary>So large a share of the rows has a value that was never seen.</summary>
    NewCategory,

    /// <summary>So large a share of the rows repeats one value, drawn anew in each run, as a stuck sensor does.</summary>
    Stuck,
}
