using MlGates.Schemas;

namespace MlGates.Generators;

/// <summary>The values of a column's domain, as a property takes them.</summary>
internal static class DomainValues
{
    /// <summary>The values; null when the column has no domain, or an empty one.</summary>
    /// <exception cref="InputException">A property of this type cannot hold them.</exception>
    public static object[]? Of(ColumnSchema column, ValueTarget target) => column.Domain is not { Values.Count: > 0 } domain ? null
        : [.. domain.Values.Select(v => target.Parse(v) ?? throw new InputException(
            RuleIds.Usage, $"Column '{column.Name}' has the value '{Text.Line(v)}', which a property of type {target.Type.Name} cannot hold: give it another type, or name it in Unset"))];
}
