using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace MlGates.Features;

/// <summary>Rows that are objects. Columns are the public properties; a number or text that is a row itself is the one column <c>""</c>.</summary>
public static class FeatureRows
{
    private const int MostShown = 12;
    private const int LongestShown = 60;

    /// <summary>How objects are counted, chosen and shown.</summary>
    public static IFeatureRows<IEnumerable<TRow>> Of<TRow>() => Objects<TRow>.Instance;

    /// <summary>A value for a message: invariant culture, cut after 60 characters.</summary>
    internal static string Show(object? value)
    {
        var text = value switch
        {
            null => "null",
            string s => s,
            float or double => ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return text.Length == 0 ? "''" : text.Length <= LongestShown ? text : text[..LongestShown] + "…";
    }

    /// <summary>Named values for a message; those past the first twelve are counted.</summary>
    internal static string Show(IReadOnlyList<(string Name, object? Value)> values)
    {
        var shown = string.Join(", ", values.Take(MostShown).Select(v => $"{v.Name} = {Show(v.Value)}"));
        return values.Count > MostShown ? Invariant($"{shown} and {values.Count - MostShown} more") : shown;
    }

    private sealed class Objects<TRow> : IFeatureRows<IEnumerable<TRow>>
    {
        public static readonly Objects<TRow> Instance = new();

        private static readonly bool IsValue = typeof(TRow).IsPrimitive || typeof(TRow) == typeof(string) || typeof(TRow) == typeof(decimal) || Nullable.GetUnderlyingType(typeof(TRow)) is not null;

        private static readonly PropertyInfo[] Properties = IsValue ? []
            : [.. typeof(TRow).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetIndexParameters().Length == 0)];

        public IEnumerable<TRow> Hold(IEnumerable<TRow> rows) => List(rows);

        public int Count(IEnumerable<TRow> rows) => List(rows).Count;

        public IEnumerable<TRow> Take(IEnumerable<TRow> rows, IReadOnlyList<int> places)
        {
            ArgumentNullException.ThrowIfNull(places);
            var list = List(rows);
            var taken = new TRow[places.Count];
            for (var i = 0; i < taken.Length; i++)
            {
                taken[i] = list[places[i]];
            }

            return taken;
        }

        public IEnumerable<TRow> Join(IEnumerable<TRow> first, IEnumerable<TRow> second) => [.. first, .. second];

        public IEnumerable<TRow> Vary(IEnumerable<TRow> rows, string column, IReadOnlyList<double> values)
        {
            ArgumentNullException.ThrowIfNull(values);
            var property = Number(column);
            var list = List(rows);
            var varied = new TRow[list.Count * values.Count];
            for (var i = 0; i < varied.Length; i++)
            {
                varied[i] = With(list[i / values.Count], property, values[i % values.Count]);
            }

            return varied;
        }

        public double[] Numbers(IEnumerable<TRow> rows, string column)
        {
            var property = Number(column);
            return [.. List(rows).Select(r => (property is null ? r : property.GetValue(r)) is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : double.NaN)];
        }

        public string Show(IEnumerable<TRow> rows, int place) => List(rows)[place] switch
        {
            null => "null",
            var row when Properties.Length == 0 => FeatureRows.Show(row),
            var row => FeatureRows.Show([.. Properties.Select(p => (p.Name, Value(p, row)))]),
        };

        private static IReadOnlyList<TRow> List(IEnumerable<TRow> rows)
        {
            ArgumentNullException.ThrowIfNull(rows);
            return rows as IReadOnlyList<TRow> ?? [.. rows];
        }

        // A property that throws must not hide the row it belongs to.
        private static object? Value(PropertyInfo property, object row)
        {
            try
            {
                return property.GetValue(row);
            }
            catch (TargetInvocationException cause)
            {
                return $"({cause.GetBaseException().GetType().Name})";
            }
        }

        // Null stands for the row itself.
        private static PropertyInfo? Number(string column)
        {
            ArgumentNullException.ThrowIfNull(column);
            if (IsValue && column.Length == 0 && IsNumber(typeof(TRow)))
            {
                return null;
            }

            var property = Array.Find(Properties, p => p.Name == column)
                ?? throw new InputException(RuleIds.ColumnMissing, $"The rows ({typeof(TRow).Name}) have no column '{column}'{NearestName.Hint(column, [.. Properties.Select(p => p.Name)])}");
            return IsNumber(property.PropertyType) ? property
                : throw new InputException(RuleIds.InputMalformed, $"Column '{column}' of the rows ({typeof(TRow).Name}) is {property.PropertyType.Name}, not a number");
        }

        private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && plain != typeof(char) && (plain.IsPrimitive || plain == typeof(decimal));

        private static TRow With(TRow row, PropertyInfo? property, double value)
        {
            if (property is null)
            {
                return (TRow)Change(value, typeof(TRow));
            }

            if (!property.CanWrite)
            {
                throw new InputException(RuleIds.InputMalformed, $"Column '{property.Name}' of the rows ({typeof(TRow).Name}) cannot be set, so it cannot be varied");
            }

            // Boxed, so that the property of a struct is set on the copy that is kept.
            object copy = RuntimeHelpers.GetObjectValue(Clone(row!))!;
            property.SetValue(copy, Change(value, property.PropertyType));
            return (TRow)copy;
        }

        private static object Clone(object row) => typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(row, null)!;

        private static object Change(double value, Type type) => Convert.ChangeType(value, Nullable.GetUnderlyingType(type) ?? type, CultureInfo.InvariantCulture);
    }
}
