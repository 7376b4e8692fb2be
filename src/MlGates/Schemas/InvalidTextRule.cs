using System.Text.Unicode;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Texts are no valid UTF-8.</summary>
internal sealed class InvalidTextRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaInvalidText;

    // No text is welcome that is none, but a column that is only named is nobody's.
    internal override bool Asks(ColumnSchema column) => column.Type is ColumnType.Category || (column.Type is null && column.Required);

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context) => data.Text is not { InvalidUtf8: > 0 and var invalid }
        ? null
        : Broken(
            schema.Name,
            invalid,
            data.Lists?.Values ?? data.Present,
            n => $"{Say.Share(n, data.Lists?.Values ?? data.Present)} are no valid UTF-8",
            "write the file as UTF-8, or name its encoding when it is read",
            v => v.Kind == CellKind.Text && !Utf8.IsValid(v.Text.Span));
}
