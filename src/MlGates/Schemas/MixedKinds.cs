using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>The kind that most values of a column of several kinds are, and how many are something else.</summary>
/// <param name="Most">The kind: <see cref="CellKind.Float"/> stands for numbers of any sort.</param>
/// <param name="Others">How many values are something else.</param>
/// <param name="Total">Number of values.</param>
internal readonly record struct MixedKinds(CellKind Most, long Others, long Total)
{
    internal double Share => Total == 0 ? 0 : Others / (double)Total;

    /// <summary>Truth values among other texts are texts; where kinds tie, texts come first, then numbers.</summary>
    internal static MixedKinds Of(ValueKinds kinds)
    {
        var numbers = kinds.Integers + kinds.Floats;
        var (most, count) = (CellKind.Text, kinds.Texts > 0 ? kinds.Texts : -1);
        foreach (var (kind, values) in new[] { (CellKind.Float, numbers), (CellKind.Timestamp, kinds.Timestamps), (CellKind.Boolean, kinds.Booleans) })
        {
            (most, count) = values > count ? (kind, values) : (most, count);
        }

        count += most == CellKind.Text ? kinds.Booleans : 0;
        return new MixedKinds(most, kinds.Total - count, kinds.Total);
    }

    /// <summary>Whether a value is something else.</summary>
    internal bool IsOther(CellValue value) => value.Kind != CellKind.Missing && Most switch
    {
        CellKind.Float => !value.IsNumber,
        CellKind.Text => value.Kind is not (CellKind.Text or CellKind.Boolean),
        var most => value.Kind != most,
    };

    internal static string NameOf(CellKind kind) => kind switch
    {
        CellKind.Float => "numbers",
        CellKind.Timestamp => "times",
        CellKind.Boolean => "truth values",
        _ => "texts",
    };
}
