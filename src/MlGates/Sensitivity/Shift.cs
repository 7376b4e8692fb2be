using System.Globalization;

namespace MlGates.Sensitivity;

/// <summary>A known change of one column.</summary>
public sealed record Shift
{
    /// <summary>Creates the shift.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="strength">How much: a factor for <see cref="ShiftKind.Scale"/>, standard deviations for <see cref="ShiftKind.Mean"/>, else a share above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The strength is not finite, or no share where one is meant.</exception>
    public Shift(ShiftKind kind, double strength)
    {
        if (!double.IsFinite(strength) || (kind is not (ShiftKind.Scale or ShiftKind.Mean) && strength is not (> 0 and <= 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "A factor or a shift must be finite, a share above 0 and at most 1.");
        }

        (Kind, Strength) = (kind, strength);
    }

    /// <summary>What goes wrong.</summary>
    public ShiftKind Kind { get; }

    /// <summary>How much.</summary>
    public double Strength { get; }

    /// <summary>The shifts that are tried where nothing else is asked, by kind, weaker ones first.</summary>
    public static IReadOnlyList<Shift> Usual { get; } =
    [
        .. Of(ShiftKind.Scale, 1.1, 1.5, 2, 10), .. Of(ShiftKind.Mean, 0.1, 0.25, 0.5, 1), .. Of(ShiftKind.Missing, 0.01, 0.05, 0.2),
        .. Of(ShiftKind.Swapped, 0.1, 0.5, 1), .. Of(ShiftKind.NewCategory, 0.01, 0.05, 0.2), .. Of(ShiftKind.Stuck, 0.05, 0.2, 1),
    ];

    /// <summary>Shifts of one kind.</summary>
    public static IReadOnlyList<Shift> Of(ShiftKind kind, params IReadOnlyList<double> strengths) => [.. strengths.Select(s => new Shift(kind, s))];

    /// <summary>The strength in words: <c>×1.5</c>, <c>0.25 sd</c>, <c>5 %</c>.</summary>
    public string Amount => Kind switch
    {
        ShiftKind.Scale => "×" + Strength.ToString("G4", CultureInfo.InvariantCulture),
        ShiftKind.Mean => Strength.ToString("G4", CultureInfo.InvariantCulture) + " sd",
        _ => (Strength * 100).ToString("G4", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>The kind in words: <c>scale</c>, <c>mean</c>, <c>missing</c>, <c>swapped</c>, <c>new category</c>, <c>stuck</c>.</summary>
    public static string Word(ShiftKind kind) => kind switch
    {
        ShiftKind.Scale => "scale",
        ShiftKind.Mean => "mean",
        ShiftKind.Missing => "missing",
        ShiftKind.Swapped => "swapped",
        ShiftKind.NewCategory => "new category",
        _ => "stuck",
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Word(Kind)} {Amount}";
}
