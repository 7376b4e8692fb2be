using MlGates.Data;
using MlGates.Profiles;
using MlGates.Statistics;

namespace MlGates.Schemas;

/// <summary>Infers a schema from a profile, for a person to review.</summary>
public static class SchemaInference
{
    // Fewer values that are all the same, or texts of one look or length, may be so by chance.
    internal const int LeastAlike = 20;

    // Looks that anyone may write; one word or more is no rule for a name.
    private static readonly string[] FreeLooks = [.. new[] { TextPattern.Other, TextPattern.Word, TextPattern.Words, TextPattern.Empty, TextPattern.Blank }.Select(PatternRule.NameOf)];

    // The number of rows differs more between datasets than anything in them.
    internal const long RowsFactor = 10;

    /// <summary>
    /// The rules that the data keeps, with margins that follow from its size: a share of missing values within the Clopper-Pearson bound and the scatter of a
    /// batch of 1,000 rows, numbers within an exponential tail beyond what was seen, values in a domain where hardly any was seen only once. The
    /// result depends on the profile alone. Slices that the profile has get rules of their own where they are much narrower. Of up to 2,048 values a profile tells
    /// whether they are unique; more take the rows, and so do keys of two columns. O(columns · categories).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The risk is not in (0, 0.5).</exception>
    /// <exception cref="InputException">MLG0001: the profile's weights are all 0, or an environment or column of the options is not there.</exception>
    public static DatasetSchema Infer(DatasetProfile data, SchemaInferenceOptions? options = null) => Infer(data, null, options);

    /// <summary>
    /// The same, with the rows at hand: columns that seem to identify rows, and pairs of columns where none alone does, are looked at in one more pass over those
    /// columns, which ends once each of them has repeated; O(rows · columns looked at), within 256 MB of hashes, with more passes where there are more rows.
    /// </summary>
    /// <param name="data">The profile.</param>
    /// <param name="rows">The rows it was made of; null where only the profile is at hand.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The risk is not in (0, 0.5).</exception>
    /// <exception cref="InputException">As for the other; or the rows cannot be read.</exception>
    public static DatasetSchema Infer(DatasetProfile data, DataSource? rows, SchemaInferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SchemaInferenceOptions();
        if (!(options.Risk is > 0 and < 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Risk, "A risk is above 0 and below 0.5.");
        }

        if (options.Label is { } label && data.Find(label) is null)
        {
            throw new InputException(RuleIds.Usage, $"'{Text.Line(data.Name)}' has no column '{Text.OneLine(label, 60)}' to be the label{NearestName.Hint(label, [.. data.Columns.Select(c => c.Name)])}");
        }

        foreach (var (column, environment) in options.OnlyIn)
        {
            if (data.Find(column) is null || !options.Environments.Contains(environment))
            {
                throw new InputException(RuleIds.Usage, data.Find(column) is null
                    ? $"'{Text.Line(data.Name)}' has no column '{Text.OneLine(column, 60)}'{NearestName.Hint(column, [.. data.Columns.Select(c => c.Name)])}"
                    : options.Environments.Count == 0 ? $"'{Text.OneLine(environment, 60)}' is no environment of the schema, which has none; name it as one too (--environment {Text.OneLine(environment, 60)})."
                    : $"'{Text.OneLine(environment, 60)}' is no environment of the schema{NearestName.Hint(environment, [.. options.Environments])}");
            }
        }

        WeightedShare.Check(data, null);
        var effective = data.Weights is { } weights ? weights.EffectiveRows / data.Rows : 1;
        var (unique, keys) = KeyInference.Infer(data, rows, options);
        return new DatasetSchema
        {
            // Without the files' hash: rows in another order give the same schema, to the byte.
            Origin = new SchemaOrigin(data.Name, null, data.Rows) { Weight = data.Weights?.Column },
            Environments = options.Environments,
            Label = options.Label,
            Rows = options.Margins ? new CountRange(Math.Max(1, data.Rows / RowsFactor), data.Rows * RowsFactor) : null,
            Keys = keys,
            Columns = [.. data.Columns.Select(c => Infer(c, options, effective) with { Unique = unique.Contains(c.Name) })],
            Slices = [.. SliceInference.Infer(data, c => Infer(c, options, effective), options)],
        };
    }

    /// <param name="data">The column.</param>
    /// <param name="options">How.</param>
    /// <param name="effective">As how many rows of equal weight one row counts, at most 1.</param>
    private static ColumnSchema Infer(ColumnProfile data, SchemaInferenceOptions options, double effective)
    {
        var schema = new ColumnSchema
        {
            Name = data.Name,
            Type = data.Type == ColumnType.Empty ? null : data.Type,
            Required = true,
            MinPresent = MinPresent(data, options, effective),
            Environments = options.OnlyIn.TryGetValue(data.Name, out var environment) ? [environment] : null,
            Notes = Notes(data),
        };
        if (data.Present == 0)
        {
            return schema;
        }

        // A share asks for a value too; one of 0 says that data alike may have none.
        schema = options.Margins ? schema : schema with { MinPresentCount = 1 };
        schema = data.Lists is { } lists ? Lists(schema, lists, data, options) : schema with { Values = new CountRange(1, 1) };
        var domain = DomainInference.Infer(data, options, effective);
        schema = schema with { Domain = domain };
        if (data.Numeric is { } numbers && options.Margins)
        {
            schema = schema with
            {
                Range = domain is null && !AreRunning(data, numbers) ? RangeInference.Infer(data, numbers, options.Risk) : null,
                AllowNaN = numbers.NaN > 0 || data.Type != ColumnType.Float,
                AllowInfinity = numbers.PositiveInfinity + numbers.NegativeInfinity > 0 || data.Type != ColumnType.Float,
            };
        }

        schema = data.Text is { } text && domain is null && options.Margins ? Texts(schema, text) : schema;
        return options.Margins ? HabitInference.Infer(schema, data, options) : schema;
    }

    private static double? MinPresent(ColumnProfile data, SchemaInferenceOptions options, double effective)
    {
        var rows = data.Present + data.Missing;
        if (data.Present == 0)
        {
            return null;
        }

        if (!options.Margins)
        {
            return data.Missing == 0 ? 1 : null;
        }

        var missing = data.Weighted is { } w
            ? ShareBound.Upper(w.Missing, w.Present + w.Missing, rows, effective, options.Risk)
            : ShareBound.Upper(data.Missing, rows, options.Risk);
        // Down to four digits, which is as much as anyone reads.
        return Math.Max(0, Math.Floor((1 - missing) * 10_000) / 10_000);
    }

    private static ColumnSchema Lists(ColumnSchema schema, ListProfile lists, ColumnProfile data, SchemaInferenceOptions options)
    {
        var isFixed = lists.Min == lists.Max && lists.Min > 1 && data.Missing == 0;
        return schema with
        {
            Values = new CountRange(lists.Min, options.Margins || lists.Min == lists.Max ? lists.Max : null),
            Shape = isFixed ? [lists.Min] : null,
        };
    }

    // Numbers that hardly skip one and never repeat go on where they ended.
    private static bool AreRunning(ColumnProfile data, NumericProfile numbers) => data is { Type: ColumnType.Integer, Lists: null, Present: >= 20 }
        && (data.Distinct.Exact ? data.Distinct.Value == data.Present : data.Distinct.Value >= 0.97 * data.Present)
        && numbers.Max - numbers.Min < 1.1 * data.Present;

    // Texts of one look are most often of that look by intention, where there are enough to tell; twice the longest leaves room for names.
    private static ColumnSchema Texts(ColumnSchema schema, TextProfile text)
    {
        var count = text.Patterns.Values.Sum();
        var isFixed = text.MinCharacters > 0 && text.MinCharacters == text.MaxCharacters && count >= LeastAlike;
        return schema with
        {
            Length = isFixed ? new CountRange(text.MinCharacters, text.MaxCharacters) : new CountRange(Math.Min(1, text.MinCharacters), 2 * Math.Max(1, text.MaxCharacters)),
            Patterns = count >= LeastAlike && text.Patterns.Count == 1 && text.Patterns.Keys.First() is var only && !FreeLooks.Contains(only) ? [only] : null,
        };
    }

    private static List<string> Notes(ColumnProfile data)
    {
        var notes = new List<string>();
        if (data.Present == 0)
        {
            notes.Add("empty");
            return notes;
        }

        if (data.Distinct.Value == 1 && data.Present > 1)
        {
            notes.Add("constant");
        }

        if (data.LeadingZeros > 0)
        {
            notes.Add("leading-zeros");
        }

        // Nearly every value another one: an identifier, unless it is a measured number or a time.
        if (UnixTime.Is(data))
        {
            notes.Add(UnixTime.Note);
        }
        else if (data.Type is ColumnType.Integer or ColumnType.Category && data.Present >= 20 && data.Distinct.Value >= 0.97 * data.Present && data.Lists is null)
        {
            notes.Add(data.Text is { MeanCharacters: > 40 } ? "free-text" : "identifier");
        }

        return notes;
    }
}
