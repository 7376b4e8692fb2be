using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>A column tells the label, nearly alone: it may have come after it, or be made of it.</summary>
internal sealed class LabelLeakRule : SchemaRule
{
    internal override string Id => RuleIds.SchemaLabelLeak;

    internal override bool Asks(DatasetSchema schema) => schema.Label is not null;

    internal override IEnumerable<Anomaly> Examine(RuleContext context)
    {
        var schema = context.Schema;
        if (schema.Label is not { } name || context.Data.Find(name) is not { } label || (schema.Find(name) is { } own && !context.Expects(own)))
        {
            yield break;
        }

        var values = LabelValues.Of(label, context.DecimalComma, out var problem);
        if (problem is not null)
        {
            yield return Unknown(null, $"no column can be said to tell the label {Say.Quote(name)}: {problem}", "give a label of classes or numbers, or take \"label\" out of the schema", null);
        }

        if (values is null)
        {
            yield break;
        }

        foreach (var feature in context.Data.Columns)
        {
            var column = schema.Find(feature.Name);
            var most = column?.MaxExplained ?? schema.MaxExplained;
            if (feature.Name != name && most < 1 && IsFeature(column, schema) && LabelScan.Takes(feature))
            {
                yield return Unknown(
                    feature.Name,
                    $"whether it tells the label {Say.Quote(name)} is not in a profile; validate the rows",
                    "take it out of the features if it is known only after the label, or raise its \"maxExplained\"",
                    context.Source is null ? null : new LabelScan(feature, values, most, context.Options, context.DecimalComma));
            }
        }
    }

    // What is there only where the label is cannot be what it is predicted from.
    private static bool IsFeature(ColumnSchema? column, DatasetSchema schema) =>
        column?.Environments is not { } there || schema.Find(schema.Label!)?.Environments is not { } labelled || there.Any(e => !labelled.Contains(e));
}
