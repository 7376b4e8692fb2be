using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>There are too few or too many distinct values.</summary>
internal sealed class DistinctRule : SchemaRule
{
    // An estimate is taken to be wrong by at most so many standard errors.
    internal const double Errors = 4;

    internal override string Id => RuleIds.SchemaDistinct;

    internal override bool Asks(ColumnSchema column) => column.Distinct is { } range && (range.Min ?? range.Max) is not null;

    internal override Anomaly? Examine(ColumnSchema schema, ColumnProfile data, RuleContext context)
    {
        if (schema.Distinct is not { } range)
        {
            return null;
        }

        var slack = data.Distinct.Exact ? 0 : Errors * Statistics.DistinctState.RelativeStandardError * data.Distinct.Value;
        var said = $"{(data.Distinct.Exact ? "" : "about ")}{data.Distinct.Value} distinct values";
        return range.Min is { } min && data.Distinct.Value + slack < min ? Broken(schema.Name, $"{said}, fewer than {min}", "find out which values vanished, or lower \"distinct\"")
            : range.Max is { } max && data.Distinct.Value - slack > max ? Broken(schema.Name, $"{said}, more than {max}", "find out which values are new, or raise \"distinct\"")
            : null;
    }
}
