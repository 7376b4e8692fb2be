using System.CommandLine;
using System.CommandLine.Help;
using MlGates.Gates;

namespace MlGates.Cli;

/// <summary>The command line: maps words to requests and verdicts to exit codes, and decides nothing itself.</summary>
internal static class Tool
{
    public static int Run(string[] args, ToolContext context)
    {
        if (args is ["--version"])
        {
            // The library's own option would print the version of the program that hosts us.
            context.Output.Write($"mlgates {ToolVersion.Full}\n");
            return (int)ExitCode.Passed;
        }

        try
        {
            // Not a RootCommand: help would call the tool by the name of its assembly.
            var root = new Command("mlgates", "Blocks bad machine-learning models before they reach staging.\n\nExit codes: 0 passed, 1 blocked, 2 could not judge, 3 internal error.")
            {
                new HelpOption(),
                new Option<bool>("--version") { Description = "Shows the version" },
                CheckCommand.Create(context),
                CompareCommand.Create(context),
                SkewCommand.Create(context),
                AttributionCommand.Create(context),
                ConceptCommand.Create(context),
                SensitivityCommand.Create(context),
                CalibrateCommand.Create(context),
                SchemaCommand.Create(context),
                ProfileCommand.Create(context),
            };
            var parsed = root.Parse(args);
            if (Usage.Problem(parsed, root) is { } problem)
            {
                throw new InputException(RuleIds.Usage, $"{problem} See '{Usage.PathOf(parsed)} --help'.");
            }

            Usage.HideOuterArguments(parsed);
            return parsed.Invoke(new InvocationConfiguration { Output = context.Output, Error = context.Error, EnableDefaultExceptionHandler = false });
        }
        catch (InputException e)
        {
            return (int)Report(e, context);
        }
        catch (IOException e)
        {
            // Files are wrapped where they are opened; what is left is standard output, on a full disk or a closed pipe.
            return (int)Report(new InputException(RuleIds.InputUnreadable, $"The output cannot be written: {e.Message}"), context);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            context.Error.Write($"mlgates: error {RuleIds.Internal}: {e.GetType().Name}: {Text.OneLine(e.Message)}\n");
            if (!string.IsNullOrEmpty(context.Environment("MLGATES_DIAGNOSTIC")))
            {
                context.Error.Write(e + "\n");
            }
            else
            {
                context.Error.Write("This is a bug in MlGates. Set MLGATES_DIAGNOSTIC=1 to see where, and please report it.\n");
            }

            return (int)ExitCode.InternalError;
        }
    }

    /// <summary>One line for input that cannot be judged.</summary>
    public static ExitCode Report(InputException e, ToolContext context)
    {
        // Names of columns and files may hold line ends and what steers a terminal.
        var place = e.Location is { } location ? $"{location}: " : "";
        context.Error.Write($"mlgates: error {e.Rule}: {Text.OneLine(place + e.Message)}\n");
        return ExitCode.CouldNotJudge;
    }
}
