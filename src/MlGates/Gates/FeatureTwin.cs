namespace MlGates.Gates;

/// <summary>What the features of some rows must be the same as.</summary>
public enum FeatureTwin
{
    /// <summary>The same transform of the same rows a second time (MLG1104).</summary>
    Again,

    /// <summary>The same transform of each row alone (MLG1105).</summary>
    RowByRow,

    /// <summary>The same transform of the rows in another order (MLG1112).</summary>
    Shuffled,

    /// <summary>A transform fitted to the training rows alone (MLG1113).</summary>
    Refitted,

    /// <summary>The transform after saving and loading (MLG1114).</summary>
    Reloaded,

    /// <summary>What an inverse gives back; the columns before the transform are the first (MLG1115).</summary>
    Restored,

    /// <summary>The transform of its own output (MLG1117).</summary>
    Twice,

    /// <summary>A table of expected features (MLG1118).</summary>
    Expected,
}
