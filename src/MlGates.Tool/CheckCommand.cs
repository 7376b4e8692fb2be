using System.CommandLine;
using MlGates.Gates;
using MlGates.Plans;
using MlGates.Reporting;
using MlGates.Running;

namespace MlGates.Cli;

/// <summary><c>mlgates check</c>: runs a plan.</summary>
internal static class CheckCommand
{
    public static Command Create(ToolContext context)
    {
        var plan = new Argument<string?>("PLAN") { Description = "The gate plan (default: mlgates.json)", Arity = ArgumentArity.ZeroOrOne };
        var input = new Option<string[]>("--input") { Description = "Another path for a name the plan binds; may be repeated", HelpName = "NAME=PATH" };
        var only = new Option<string[]>("--only") { Description = "Runs this check alone; may be repeated", HelpName = "ID" };
        var report = new Option<string[]>("--report") { Description = "Writes a report: text, json or markdown; may be repeated", HelpName = "FORMAT=PATH" };
        var results = new Option<string?>("--results") { Description = "Writes results.json here", HelpName = "PATH" };
        var request = new Option<string?>("--request") { Description = "Reads all of this from a file", HelpName = "FILE", Hidden = true };
        var (output, threads, rate, policy) = (CommonOptions.Output(), CommonOptions.Threads(), CommonOptions.FalseBlockRate(), CommonOptions.OnInconclusive());
        var command = new Command("check", "Runs a gate plan.\n\nExample: mlgates check mlgates.json --input serving=data/june.csv --results out/results.json")
        {
            plan, input, only, report, results, policy, rate, output, threads, request,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(request) is { } file)
            {
                return (int)Run(RequestFile.Read(context.FullPath(file)), parsed.GetValue(threads), null, context);
            }

            var asked = new CheckArguments
            {
                Plan = context.FullPath(parsed.GetValue(plan) ?? "mlgates.json"),
                Inputs = Pairs(parsed.GetValue(input), "--input", "NAME=PATH", context),
                Only = parsed.GetValue(only) ?? [],
                Results = parsed.GetValue(results) is { } path ? context.FullPath(path) : null,
                Reports = Pairs(parsed.GetValue(report), "--report", "FORMAT=PATH", context),
                OnInconclusive = CommonOptions.Policy(parsed.GetValue(policy)),
                FalseBlockRate = parsed.GetValue(rate),
            };
            return (int)Run(asked, parsed.GetValue(threads), parsed.GetValue(output), context);
        });
        return command;
    }

    private static ExitCode Run(CheckArguments asked, int threads, string? output, ToolContext context)
    {
        using var watch = asked.ParentProcessId is { } pid ? new ParentWatch(pid) : null;
        var reports = asked.Reports.Select(r => (Writer: Reports.Find(r.Key), Path: r.Value)).ToArray();
        var verdict = Runner.Create(context).Run(new GateRequest
        {
            PlanPath = asked.Plan,
            Bindings = new PlanBindings { Inputs = asked.Inputs, Environment = context.Environment },
            Only = asked.Only,
            FalseBlockRate = asked.FalseBlockRate,
            OnInconclusive = asked.OnInconclusive,
            Threads = threads,
        });

        // What cannot be written must not hide the verdict, so it is shown first.
        Reports.Print(verdict, output ?? "text", Path.GetDirectoryName(asked.Plan)!, context);
        GitHub.Report(verdict, asked.Plan, context);

        // Reports come before the results: whoever finds results.json finds the run complete.
        foreach (var (writer, path) in reports)
        {
            Reports.Write(writer, verdict, path);
        }

        if (asked.Results is { } results)
        {
            Reports.Write(new ResultsJson(), verdict, results);
        }

        return verdict.ExitCode;
    }

    public static SortedDictionary<string, string> Pairs(string[]? texts, string option, string form, ToolContext context)
    {
        var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts ?? [])
        {
            var split = text.IndexOf('=', StringComparison.Ordinal);
            if (split < 1 || split == text.Length - 1)
            {
                throw new InputException(RuleIds.Usage, $"{option} takes {form}, found '{text}'.");
            }

            if (!pairs.TryAdd(text[..split], context.FullPath(text[(split + 1)..])))
            {
                throw new InputException(RuleIds.Usage, $"{option} names '{text[..split]}' twice.");
            }
        }

        return pairs;
    }
}
