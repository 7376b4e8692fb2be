using MlGates.Data;

namespace MlGates.Plans;

internal sealed partial class PlanReader
{
    private static CsvOptions CsvOptionsOf(JsonObject value)
    {
        var options = new CsvOptions
        {
            Delimiter = Mark(value, "delimiter", ";"),
            Comment = Mark(value, "comment", "#"),
            DecimalComma = value.Boolean("decimalComma") ?? false,
            HasHeader = value.Boolean("header") ?? true,
            MaxRefusedRows = (long)(value.Number("maxRefusedRows", 0, int.MaxValue) ?? 0),
        };
        if (value.Find("quote") is { } quote)
        {
            options = options with { Quote = quote.Kind == JsonKind.String && quote.Text == "none" ? null : Mark(value, "quote", "'") };
        }

        if (value.Find("missing") is { } missing)
        {
            options = options with
            {
                Missing = missing.Kind == JsonKind.Array && missing.Items.TrueForAll(i => i.Kind == JsonKind.String)
                    ? [.. missing.Items.Select(i => i.Text)]
                    : throw PlanError.At(missing.Location, $"\"missing\" must be a list of strings such as [\"\", \"NA\"], found {missing.Quoted}"),
            };
        }

        if (value.Find("encoding") is { } encoding)
        {
            options = options with
            {
                Encoding = CsvEncoding.Find(JsonObject.Text(encoding, "encoding"))
                    ?? throw PlanError.At(encoding.Location, $"\"encoding\" must be a name such as \"utf-8\", \"latin1\", \"windows-1252\" or \"utf-16\", found {encoding.Quoted}"),
            };
        }

        if (CsvSource.Contradiction(options) is { } contradiction)
        {
            throw PlanError.At(value.Location, contradiction.TrimEnd('.'));
        }

        if (value.Find("columns") is { } names && value.Texts("columns") is { } columns)
        {
            return !options.HasHeader
                ? options with { ColumnNames = columns }
                : throw PlanError.At(names.Location, "\"columns\" names the columns of a file without a header; set \"header\" to false, or leave it out");
        }

        return options;
    }

    private static char? Mark(JsonObject value, string name, string example)
    {
        if (value.Find(name) is not { } found)
        {
            return null;
        }

        var text = JsonObject.Text(found, name);
        return text.Length == 1 && (name == "delimiter" ? CsvDelimiter.IsValid(text[0]) : CsvDelimiter.IsMark(text[0]))
            ? text[0]
            : throw PlanError.At(found.Location, $"\"{name}\" must be one character such as \"{example}\"{(name == "delimiter" ? " or \"\\t\"" : "")}, found {found.Quoted}");
    }
}
