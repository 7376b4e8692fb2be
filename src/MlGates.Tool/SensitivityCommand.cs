using System.CommandLine;
using MlGates.Plans;
using MlGates.Reporting;
using MlGates.Running;
using MlGates.Sensitivity;

namespace MlGates.Cli;

/// <summary><c>mlgates sensitivity PLAN</c>: what the plan's drift checks catch.</summary>
internal static class SensitivityCommand
{
    public static Command Create(ToolContext context)
    {
        var plan = new Argument<string?>("PLAN") { Description = "The gate plan (default: mlgates.json)", Arity = ArgumentArity.ZeroOrOne };
        var input = new Option<string[]>("--input") { Description = "Another path for a name the plan binds; may be repeated", HelpName = "NAME=PATH" };
        var only = new Option<string[]>("--only") { Description = "Tries this check alone; may be repeated", HelpName = "ID" };
        var (rows, repeats, seed) = (Rows(), Repeats(), CommonOptions.Seed());
        var (output, threads, rate) = (CommonOptions.Output("has every count and its interval"), CommonOptions.Threads(), CommonOptions.FalseBlockRate());
        var command = new Command("sensitivity", "Tries a plan's drift checks on known changes of the baseline, and says which would be blocked, from which strength on and how often.\n\nExample: mlgates sensitivity mlgates.json --rows 5000")
        {
            plan, input, only, rows, repeats, seed, rate, output, threads,
        };
        command.SetAction(parsed =>
        {
            var options = new SensitivityOptions { Rows = parsed.GetValue(rows), Repeats = parsed.GetValue(repeats), Seed = (ulong)parsed.GetValue(seed) };
            var (results, others) = GateRunner.Sensitivity(
                new GateRequest
                {
                    PlanPath = context.FullPath(parsed.GetValue(plan) ?? "mlgates.json"),
                    Bindings = new PlanBindings { Inputs = CheckCommand.Pairs(parsed.GetValue(input), "--input", "NAME=PATH", context) },
                    Only = parsed.GetValue(only) ?? [],
                    FalseBlockRate = parsed.GetValue(rate),
                    Threads = parsed.GetValue(threads),
                },
                options);
            if (parsed.GetValue(output) == "json")
            {
                context.Output.Write(SensitivityReport.Json(results, others));
            }
            else
            {
                SensitivityReport.Write(results, others, options.Found, context.Output);
            }

            return 0;
        });
        return command;
    }

    public static Option<int?> Rows() => new("--rows") { Description = "Rows of each candidate that is drawn (default: as many as there are)", HelpName = "N", CustomParser = r => CommonOptions.Number(r, 1, 100_000_000) is { } n ? (int)n : null };

    public static Option<int> Repeats() => new("--repeats") { Description = "Runs of each shift (default 20)", HelpName = "N", DefaultValueFactory = _ => 20, CustomParser = r => CommonOptions.Number(r, 1, 100_000) is { } n ? (int)n : 0 };
}
