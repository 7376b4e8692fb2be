using System.Globalization;

namespace MlGates.Generators;

/// <summary>The type of a property that takes a column's values.</summary>
internal sealed class ValueTarget
{
    private static readonly Type[] Numbers =
    [
        typeof(float), typeof(double), typeof(decimal), typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(byte), typeof(ushort), typeof(uint), typeof(ulong),
    ];

    private ValueTarget(Type type, bool canBeNull, ValueTarget? element)
    {
        Type = type;
        Element = element;
        CanMiss = canBeNull || type == typeof(float) || type == typeof(double) || IsText || element is not null;
        Missing = canBeNull ? null
            : type == typeof(float) ? float.NaN
            : type == typeof(double) ? double.NaN
            : type == typeof(string) ? ""
            : type == typeof(ReadOnlyMemory<char>) ? ReadOnlyMemory<char>.Empty
            : element is not null ? Array.CreateInstance(element.Type, 0)
            : null;
    }

    /// <summary>The type, without what makes it nullable.</summary>
    public Type Type { get; }

    /// <summary>What the values of a list are; null for a single value.</summary>
    public ValueTarget? Element { get; }

    /// <summary>Whether it can hold no value.</summary>
    public bool CanMiss { get; }

    /// <summary>What stands for no value.</summary>
    public object? Missing { get; }

    public bool IsText => Type == typeof(string) || Type == typeof(ReadOnlyMemory<char>);

    public bool IsBoolean => Type == typeof(bool);

    public bool IsTime => Type == typeof(DateTime) || Type == typeof(DateTimeOffset) || Type == typeof(DateOnly);

    public bool IsFloat => Type == typeof(float) || Type == typeof(double);

    /// <summary>What a type takes; null when it is none of those that columns have.</summary>
    /// <param name="type">The type: text, number, truth value or time, any of them nullable, or an array of these.</param>
    /// <param name="canBeNull">Whether null is right in a text or an array.</param>
    public static ValueTarget? Of(Type type, bool canBeNull)
    {
        if (type.IsSZArray)
        {
            return Of(type.GetElementType()!, false) is { Element: null } element ? new ValueTarget(type, canBeNull, element) : null;
        }

        var plain = Nullable.GetUnderlyingType(type);
        var target = new ValueTarget(plain ?? type, plain is not null || (type == typeof(string) && canBeNull), null);
        return target.IsText || target.IsBoolean || target.IsTime || Numbers.Contains(target.Type) ? target : null;
    }

    /// <summary>A number as the type has it: rounded to the nearest of its numbers; null when none is near.</summary>
    public object? Number(double value)
    {
        if (Type == typeof(double))
        {
            return value;
        }

        if (Type == typeof(float))
        {
            return double.IsFinite(value) && !float.IsFinite((float)value) ? null : (float)value;
        }

        try
        {
            // Convert takes the nearest even of two, which is as good as any.
            return double.IsFinite(value) ? Convert.ChangeType(value, Type, CultureInfo.InvariantCulture) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>A text as the type has it; null when it is no text of a number, or none that the type holds.</summary>
    public object? Parse(string text)
    {
        if (Type == typeof(string))
        {
            return text;
        }

        if (Type == typeof(ReadOnlyMemory<char>))
        {
            return text.AsMemory();
        }

        if (IsBoolean)
        {
            return text switch { "true" or "1" => true, "false" or "0" => false, _ => null };
        }

        if (Type == typeof(long) || Type == typeof(ulong))
        {
            return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var whole) && decimal.IsInteger(whole)
                && (Type == typeof(long) ? whole is >= long.MinValue and <= long.MaxValue : whole is >= 0 and <= ulong.MaxValue)
                ? Convert.ChangeType(whole, Type, CultureInfo.InvariantCulture) : null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Number(number) is { } value
            && (IsFloat || Type == typeof(decimal) || double.IsInteger(number)) ? value : null;
    }

    /// <summary>The largest and smallest number of the type.</summary>
    public (object Min, object Max) Ends() => (Type.GetField("MinValue")!.GetValue(null)!, Type.GetField("MaxValue")!.GetValue(null)!);
}
