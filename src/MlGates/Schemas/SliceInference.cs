using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Rules of slices: that they are there, and what is much narrower in them than in all rows, so that a person has few to review.</summary>
internal static class SliceInference
{
    // A value or range that half of the rows' room does for, or a share of missing values that is a tenth less, is more than chance.
    private const double MuchNarrower = 0.5;
    private const double MuchMorePresent = 0.1;

    /// <summary>The slices of at least 1,000 rows, in ordinal order; a range of numbers is named by its edges, so it is the same rows in every dataset.</summary>
    /// <param name="data">The profile, with its slices.</param>
    /// <param name="infer">The rules of a column.</param>
    /// <param name="options">How.</param>
    internal static IEnumerable<SliceSchema> Infer(DatasetProfile data, Func<ColumnProfile, ColumnSchema> infer, SchemaInferenceOptions options)
    {
        if (!options.Margins)
        {
            yield break;
        }

        var whole = data.Slices.Count == 0 ? [] : data.Columns.ToDictionary(c => c.Name, infer, StringComparer.Ordinal);
        foreach (var slice in data.Slices.Where(s => s.Rows >= ShareBound.SmallBatch && IsTold(s.Name)).OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            var by = SliceCondition.Parse(slice.Name).Columns;
            yield return new SliceSchema
            {
                Where = slice.Name,
                Rows = new CountRange(slice.Rows / SchemaInference.RowsFactor, null),
                Columns = [.. slice.Columns.Where(c => !by.Contains(c.Name)).Select(c => Narrower(infer(c), whole[c.Name])).OfType<ColumnSchema>()],
            };
        }
    }

    private static ColumnSchema? Narrower(ColumnSchema own, ColumnSchema whole)
    {
        var rules = new ColumnSchema { Name = own.Name, Type = whole.Type };
        if (own.MinPresent is { } present && present >= (whole.MinPresent ?? 0) + MuchMorePresent)
        {
            rules = rules with { MinPresent = present };
        }

        if (own.Domain is { MaxOutside: 0 } domain && whole.Domain is { MaxOutside: 0 } all && domain.Values.Count <= MuchNarrower * all.Values.Count)
        {
            rules = rules with { Domain = domain };
        }

        if (own.Range is { Min: { } min, Max: { } max } range && whole.Range is { Min: { } least, Max: { } most } && max - min <= MuchNarrower * (most - least))
        {
            rules = rules with { Range = range };
        }

        return rules == new ColumnSchema { Name = own.Name, Type = whole.Type, Rules = rules.Rules, Notes = rules.Notes } ? null : rules;
    }

    // A slice of bytes that are no text, or of "not a number", cannot be told by its name.
    private static bool IsTold(string name)
    {
        try
        {
            return !name.Contains("=not a number", StringComparison.Ordinal) && SliceCondition.Parse(name).Columns.Count > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
