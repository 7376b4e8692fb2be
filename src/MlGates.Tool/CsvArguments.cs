using System.CommandLine;
using MlGates.Data;

namespace MlGates.Cli;

/// <summary>The options of verbs that read rows.</summary>
internal sealed class CsvArguments
{
    private readonly Option<string[]> _missing = CommonOptions.Missing();
    private readonly Option<bool> _noHeader = CommonOptions.NoHeader();
    private readonly Option<string?> _delimiter = CommonOptions.Delimiter();

    public void AddTo(Command command)
    {
        command.Add(_missing);
        command.Add(_noHeader);
        command.Add(_delimiter);
    }

    public CsvOptions Read(ParseResult parsed)
    {
        var options = new CsvOptions { HasHeader = !parsed.GetValue(_noHeader) };
        if (parsed.GetValue(_missing) is { Length: > 0 } missing)
        {
            options = options with { Missing = missing };
        }

        return parsed.GetValue(_delimiter) switch
        {
            null => options,
            "\\t" => options with { Delimiter = '\t' },
            { Length: 1 } text when CsvDelimiter.IsValid(text[0]) => options with { Delimiter = text[0] },
            var text => throw new InputException(RuleIds.Usage, $"--delimiter takes one character such as ';' or \\t, found '{text}'."),
        };
    }
}
