using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Values of another kind stand among those of a column of texts: numbers among texts, or texts that made a column of numbers one of texts.</summary>
internal sealed class MixedTypeRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaMixedTypes;

    internal override bool Asks(ColumnSchema column) => column.MaxMixed < 1;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.MaxMixed is not { } most || data is not { Type: ColumnType.Category, Kinds: { AreMixed: true } kinds } || MixedKinds.Of(kinds) is var mixed && mixed.Share <= most)
        {
            return null;
        }

        var others = string.Join(", ", new[] { (CellKind.Float, kinds.Integers + kinds.Floats), (CellKind.Timestamp, kinds.Timestamps), (CellKind.Boolean, kinds.Booleans), (CellKind.Text, kinds.Texts) }
            .Where(k => k.Item2 > 0 && k.Item1 != mixed.Most && !(k.Item1 == CellKind.Boolean && mixed.Most == CellKind.Text)).Select(k => $"{k.Item2} {MixedKinds.NameOf(k.Item1)}"));
        return Broken(
            schema.Name,
            mixed.Others,
            mixed.Total,
            n => $"{Say.Share(n, mixed.Total)} are no {MixedKinds.NameOf(mixed.Most)}, as the others are{(most > 0 ? $"; at most {Say.Percent(most)} may be" : "")}: {others}",
            "correct them, name tokens that stand for missing values, or raise \"maxMixed\"",
            mixed.IsOther);
    }
}
