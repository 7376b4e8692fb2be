using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Sensitivity;

/// <summary>Puts a known change into a column.</summary>
internal static class Injection
{
    /// <summary>How a reason begins that holds of every column of the type.</summary>
    public const string OtherType = "it is not ";

    /// <summary>Why a shift says nothing of a column; null when it does.</summary>
    public static string? Unfit(ColumnProfile column, ShiftKind kind)
    {
        var isNumber = column.Type is ColumnType.Integer or ColumnType.Float;
        return kind switch
        {
            _ when column.Present == 0 => "it has no value",
            ShiftKind.Scale when !isNumber => OtherType + "numbers",
            ShiftKind.Scale when column.Numeric is { Min: 0, Max: 0 } => "all its values are 0",
            ShiftKind.Mean when !isNumber && column.Type != ColumnType.Timestamp => OtherType + "numbers",
            ShiftKind.Mean when !(column.Numeric!.StandardDeviation > 0) => "it is constant",
            ShiftKind.Swapped when column.Categories is null || isNumber => OtherType + "categories",
            ShiftKind.Swapped when column.Categories.Counts.Count < 2 => "it has one category",
            ShiftKind.NewCategory when column.Type != ColumnType.Category => OtherType + "text",
            ShiftKind.Stuck when column.Distinct.Value < 2 => "it is constant",
            _ => null,
        };
    }

    /// <summary>The column with the change; its rows are those of <paramref name="column"/>.</summary>
    /// <param name="column">What is changed.</param>
    /// <param name="profile">The baseline's profile of it.</param>
    /// <param name="shift">The change.</param>
    /// <param name="random">Chooses the rows.</param>
    public static HeldColumn Apply(HeldColumn column, ColumnProfile profile, Shift shift, CounterRandom random)
    {
        return shift.Kind switch
        {
            ShiftKind.Scale => Numbers(v => v * shift.Strength),
            ShiftKind.Mean => Numbers(v => v + (shift.Strength * profile.Numeric!.StandardDeviation)),
            ShiftKind.Missing => column with { Missing = [.. column.Missing.Select((m, i) => m || IsHit(i))], Codes = [.. column.Codes.Select((c, i) => IsHit(i) ? -1 : c)] },
            ShiftKind.Swapped => Swapped(),
            ShiftKind.NewCategory => NewCategory(),
            _ => Stuck(),
        };

        bool IsHit(int row) => random.Uniform(row) < shift.Strength;

        // Whole numbers stay whole, rounded up or down by chance so that their mean is the one that was meant.
        HeldColumn Numbers(Func<double, double> change) => column with
        {
            Numbers = [.. column.Numbers.Select((v, i) => column.Type == ColumnType.Integer ? Math.Clamp(Math.Floor(change(v) + random.Uniform(i)), -9e18, 9e18) : change(v))],
        };

        HeldColumn Swapped()
        {
            string[] most = [.. profile.Categories!.Counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(2).Select(c => c.Key)];
            if (!column.IsText)
            {
                return column with { Numbers = [.. column.Numbers.Select((v, i) => IsHit(i) ? 1 - v : v)] };
            }

            var (a, b) = (Place(most[0]), Place(most[1]));
            return column with { Codes = [.. column.Codes.Select((c, i) => !IsHit(i) ? c : c == a ? b : c == b ? a : c)] };
        }

        int Place(string text) => Enumerable.Range(0, column.Texts.Count).First(i => column.Texts[i] == text);

        HeldColumn NewCategory()
        {
            var added = "new";
            while (column.Texts.Contains(added))
            {
                added += "+";
            }

            string[] texts = [.. column.Texts, added];
            return column with { Texts = texts, Dictionary = TextDictionary.Of(texts), Codes = [.. column.Codes.Select((c, i) => IsHit(i) ? texts.Length - 1 : c)], Missing = [.. column.Missing.Select((m, i) => m && !IsHit(i))] };
        }

        HeldColumn Stuck()
        {
            int[] present = [.. Enumerable.Range(0, column.Count).Where(i => !column.Missing[i])];
            if (present.Length == 0)
            {
                return column;
            }

            var source = present[random.With("value").Below(0, present.Length)];
            return column with
            {
                Missing = [.. column.Missing.Select((m, i) => m && !IsHit(i))],
                Numbers = column.IsText ? [] : [.. column.Numbers.Select((v, i) => IsHit(i) ? column.Numbers[source] : v)],
                Codes = column.IsText ? [.. column.Codes.Select((c, i) => IsHit(i) ? column.Codes[source] : c)] : [],
            };
        }
    }
}
