using static System.FormattableString;

namespace MlGates.Gates;

/// <summary>How many rows a transform must give.</summary>
public sealed record RowCount
{
    private readonly Func<long, (double Least, double Most)> _range;
    private readonly string _text;

    private RowCount(string text, Func<long, (double Least, double Most)> range)
    {
        _text = text;
        _range = range;
    }

    /// <summary>As many as it is given.</summary>
    public static RowCount Kept { get; } = new("as many as it is given", n => (n, n));

    /// <summary>This many.</summary>
    public static RowCount Exactly(long rows) => new(Invariant($"exactly {rows}"), _ => (rows, rows));

    /// <summary>This many or fewer.</summary>
    public static RowCount AtMost(long rows) => new(Invariant($"at most {rows}"), _ => (0, rows));

    /// <summary>This many or more.</summary>
    public static RowCount AtLeast(long rows) => new(Invariant($"at least {rows}"), _ => (rows, double.PositiveInfinity));

    /// <summary>So many times the rows it is given; a part of a row may be rounded either way.</summary>
    public static RowCount Times(double factor) => double.IsFinite(factor) && factor >= 0
        ? new(Invariant($"{factor:G6} times as many as it is given"), n => (Math.Floor(factor * n), Math.Ceiling(factor * n)))
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, "A factor is a finite number from 0.");

    /// <inheritdoc/>
    public override string ToString() => _text;

    internal bool Allows(long given, long rows) => _range(given) is var (least, most) && rows >= least && rows <= most;
}
