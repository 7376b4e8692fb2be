namespace MlGates.Schemas;

/// <summary>A single value, for rules that look at values one by one.</summary>
internal readonly struct CellValue
{
    internal CellKind Kind { get; init; }

    /// <summary>The number, or a time in seconds.</summary>
    internal double Number { get; init; }

    internal bool IsNumber => Kind is CellKind.Integer or CellKind.Float;

    /// <summary>The text as it stands, or the value written out; empty when missing.</summary>
    internal ReadOnlyMemory<byte> Text { get; init; }
}
