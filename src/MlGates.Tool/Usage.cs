using System.CommandLine;
using System.CommandLine.Parsing;

namespace MlGates.Cli;

/// <summary>What is wrong with a command line, in a sentence. The parser would take a mistyped option for an argument, and a mistyped command for none.</summary>
internal static class Usage
{
    /// <summary>The first problem, or null.</summary>
    public static string? Problem(ParseResult parsed, Command root)
    {
        var command = parsed.CommandResult.Command;
        var words = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).Concat(parsed.UnmatchedTokens);
        if (words.FirstOrDefault(w => w.Length > 1 && w[0] == '-') is { } option)
        {
            return $"There is no option '{option}'{NearestName.Hint(option, [.. command.Options.Where(o => !o.Hidden).Select(o => o.Name)])}";
        }

        if (parsed.CommandResult.Parent is CommandResult outer && outer.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).FirstOrDefault() is { } before)
        {
            return $"'{before.Value}' stands before the command '{command.Name}', which takes what follows it; a file of that name is given as ./{command.Name}.";
        }

        if (command == root)
        {
            var names = root.Subcommands.Select(c => c.Name).ToArray();
            return parsed.UnmatchedTokens.Count > 0 ? $"There is no command '{parsed.UnmatchedTokens[0]}'{NearestName.Hint(parsed.UnmatchedTokens[0], names)}"
                : parsed.Errors.Count > 0 ? $"No command is given; there is {string.Join(", ", names.Select(n => $"'{n}'"))}."
                : null;
        }

        return parsed.Errors.Count == 0 ? null : Sentence(parsed.Errors[0].Message);
    }

    /// <summary>The words of the command that was given, from the tool's name on.</summary>
    public static string PathOf(ParseResult parsed)
    {
        var path = "";
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = command.Parent)
        {
            path = path.Length == 0 ? command.Command.Name : $"{command.Command.Name} {path}";
        }

        return path;
    }

    /// <summary>Keeps the arguments of the commands before out of the help of the one that was given, which takes none of them.</summary>
    public static void HideOuterArguments(ParseResult parsed)
    {
        for (var at = parsed.CommandResult.Parent as CommandResult; at is not null; at = at.Parent as CommandResult)
        {
            foreach (var argument in at.Command.Arguments)
            {
                argument.Hidden = true;
            }
        }
    }

    private static string Sentence(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.EndsWith('.') ? line : line + ".";
    }
}
