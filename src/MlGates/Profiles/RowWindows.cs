namespace MlGates.Profiles;

/// <summary>How rows are cut into consecutive windows: by the time in a column, or so many rows each in their order.</summary>
public sealed record RowWindows
{
    /// <summary>The fewest rows of a window where nothing else is said.</summary>
    public const int DefaultMinRows = 50;

    private RowWindows()
    {
    }

    /// <summary>The column of times: ISO 8601, or numbers of seconds since 1970-01-01 UTC. Null where windows are counted in rows.</summary>
    public string? By { get; private init; }

    /// <summary>The length of a window in time; null where windows are counted in rows.</summary>
    public TimePeriod? Every { get; private init; }

    /// <summary>The number of rows of a window, of which the last may have fewer; null where windows go by time.</summary>
    public long? Rows { get; private init; }

    /// <summary>A window of fewer rows is not judged. At least 1; default <see cref="DefaultMinRows"/>.</summary>
    public int MinRows { get; init; } = DefaultMinRows;

    /// <summary>Windows of the calendar, UTC: <c>7d</c> are weeks from Monday on, <c>1mo</c> months. Rows need not be in order.</summary>
    /// <exception cref="ArgumentException">The column has no name.</exception>
    public static RowWindows ByTime(string column, TimePeriod every)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentNullException.ThrowIfNull(every);
        return new RowWindows { By = column, Every = every };
    }

    /// <summary>The same.</summary>
    /// <param name="column">The column of times.</param>
    /// <param name="every">As <see cref="TimePeriod.Find"/> reads it.</param>
    /// <exception cref="ArgumentException">The column has no name, or the period is none.</exception>
    public static RowWindows ByTime(string column, string every) => ByTime(column, TimePeriod.Find(every) ?? throw new ArgumentException($"'{every}' is no period such as 6h, 7d, 1mo or 1y.", nameof(every)));

    /// <summary>Windows of so many rows, in the order of the rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static RowWindows OfRows(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return new RowWindows { Rows = rows };
    }

    /// <summary>How the window that begins with a period or a row is called.</summary>
    internal string NameOf(long index) => Every?.StartOf(index) ?? FormattableString.Invariant($"row {(index * Rows!.Value) + 1}");
}
