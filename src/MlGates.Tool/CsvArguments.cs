using System.CommandLine;
using MlGates.Data;

namespace MlGates.Cli;

/// <summary>The options of verbs that read rows.</summary>
internal sealed class CsvArguments
{
    private readonly Option<string[]> _missing = CommonOptions.Missing();
    private readonly Option<bool> _noHeader = CommonOptions.NoHeader();
    private readonly Option<string?> _delimiter = CommonOptions.Delimiter();
    private readonly Option<string?> _quote = CommonOptions.Quote();
    private readonly Option<string?> _comment = CommonOptions.Comment();
    private readonly Option<bool> _decimalComma = CommonOptions.DecimalComma();
    private readonly Option<string?> _encoding = CommonOptions.Encoding();
    private readonly Option<long> _maxRefused = CommonOptions.MaxRefused();

    public void AddTo(Command command)
    {
        command.Add(_missing);
        command.Add(_noHeader);
        command.Add(_delimiter);
        command.Add(_quote);
        command.Add(_comment);
        command.Add(_decimalComma);
        command.Add(_encoding);
        command.Add(_maxRefused);
    }

    public CsvOptions Read(ParseResult parsed)
    {
        var options = new CsvOptions
        {
            HasHeader = !parsed.GetValue(_noHeader),
            DecimalComma = parsed.GetValue(_decimalComma),
            MaxRefusedRows = parsed.GetValue(_maxRefused),
            Delimiter = Mark("--delimiter", parsed.GetValue(_delimiter)),
            Comment = Mark("--comment", parsed.GetValue(_comment)),
        };
        if (parsed.GetValue(_quote) is { } quote)
        {
            options = options with { Quote = quote == "none" ? null : Mark("--quote", quote) };
        }

        if (parsed.GetValue(_missing) is { Length: > 0 } missing)
        {
            options = options with { Missing = missing };
        }

        if (parsed.GetValue(_encoding) is { } name)
        {
            options = options with
            {
                Encoding = CsvEncoding.Find(name) ?? throw new InputException(RuleIds.Usage, $"--encoding does not know '{name}'; names are those of IANA, such as utf-8, latin1, windows-1252 or utf-16."),
            };
        }

        return CsvSource.Contradiction(options) is { } contradiction
            ? throw new InputException(RuleIds.Usage, $"--delimiter, --quote and --comment: {contradiction}")
            : options;
    }

    private static char? Mark(string option, string? text) => text switch
    {
        null => null,
        "\\t" => '\t',
        { Length: 1 } when CsvDelimiter.IsMark(text[0]) && (text[0] != '"' || option != "--delimiter") => text[0],
        _ => throw new InputException(RuleIds.Usage, $"{option} takes one character such as ';' or \\t, found '{text}'."),
    };
}
