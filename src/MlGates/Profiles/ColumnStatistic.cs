using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>A statistic of one's own, computed for each column in the same pass as the others. Stateless; may be asked from several threads.</summary>
public abstract class ColumnStatistic
{
    /// <summary>The name under which results stand in the profile.</summary>
    public abstract string Name { get; }

    /// <summary>A new state for a column; null where the statistic has no meaning for it.</summary>
    public abstract ColumnStatisticState? NewState(ColumnHeader column);
}
