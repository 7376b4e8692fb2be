using System.CommandLine;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Cli;

/// <summary><c>mlgates schema accept</c>: lets a schema follow its data, rule by rule, with a reason.</summary>
internal static class SchemaAcceptCommand
{
    public static Command Create(ToolContext context)
    {
        var data = new Argument<string>("DATA") { Description = "Rows (CSV, Parquet, Arrow, JSON Lines) that break rules of the schema" };
        var file = new Option<string>("--schema") { Description = "The schema, which is changed only with --reason", HelpName = "FILE", Required = true };
        var environment = new Option<string?>("--environment") { Description = "Where the data comes from, an environment of the schema", HelpName = "NAME" };
        var column = new Option<string[]>("--column") { Description = "Accepts the changes of this column; may be repeated", HelpName = "COL" };
        var rule = new Option<string[]>("--rule") { Description = "Accepts the changes for this rule, such as MLG1011, of the columns named or of all; may be repeated", HelpName = "ID" };
        var reason = new Option<string?>("--reason") { Description = "Why they are right; it is kept in the schema with the data's hash", HelpName = "TEXT" };
        var asOf = CommonOptions.AsOf();
        var weight = new Option<string?>("--weight") { Description = "A column of weights: shares are judged by weight, each row counting that much", HelpName = "COL" };
        var notIn = new Option<string?>("--not-in") { Description = "A dataset of which no row may be here, such as training for test: rows", HelpName = "FILE" };
        var drop = new Option<bool>("--drop-comments") { Description = "Writes the schema though its comments are lost by that" };
        var (threads, csv) = (CommonOptions.Threads(), new CsvArguments());
        var command = new Command("accept", "Proposes for each broken rule the one change that lets the data through, and makes those that are named, with a reason.\n\nExample: mlgates schema accept data/eval.csv --schema baselines/schema.json --column payment_type --rule MLG1011 --reason \"prepaid cards came in May\"")
        {
            data, file, environment, column, rule, reason, notIn, weight, asOf, drop, threads,
        };
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var (path, said) = (parsed.GetValue(file)!, parsed.GetValue(reason));
            var (columns, rules) = (parsed.GetValue(column) ?? [], parsed.GetValue(rule) ?? []);
            var schema = SchemaFile.Read(context.FullPath(path), path);
            var source = DataFile.Open(parsed.GetValue(data)!, new DataFileOptions { Csv = csv.Read(parsed), Folder = context.Folder });
            var other = parsed.GetValue(notIn) is { } rows ? DataFile.Open(rows, new DataFileOptions { Csv = csv.Read(parsed), Folder = context.Folder }) : null;
            var options = new SchemaValidationOptions { NotIn = other is null ? null : new OtherDataset(ProfileBuilder.Build(other, new ProfileOptions { Threads = parsed.GetValue(threads) }), other), Environment = parsed.GetValue(environment), Threads = parsed.GetValue(threads), Weight = parsed.GetValue(weight), AsOf = parsed.GetValue(asOf) ?? context.Time.GetUtcNow() };
            var report = SchemaValidator.Validate(schema, source, options);
            var proposals = SchemaEvolution.Propose(schema, report.Profile, report.Anomalies, options.Environment);
            var chosen = Choose(proposals, columns, rules);
            if (said is null && columns.Length + rules.Length == 0)
            {
                return Show(proposals, path, context);
            }

            if (string.IsNullOrWhiteSpace(said) || columns.Length + rules.Length == 0)
            {
                throw new InputException(RuleIds.Usage, "Accepting takes both what is accepted (--column, --rule) and why (--reason); without any of them the proposals are shown.");
            }

            var text = File.ReadAllBytes(context.FullPath(path));
            if (SchemaFile.IsTfmd(text, path))
            {
                throw new InputException(RuleIds.Usage, $"'{path}' is a schema of TensorFlow Metadata, which is not written here; make it one of MlGates first: mlgates schema convert {path} -o schema.json");
            }

            if (!parsed.GetValue(drop) && SchemaFile.HasComments(text))
            {
                throw new InputException(RuleIds.Usage, $"'{path}' has comments, which would be lost; move them into reasons or notes, make the change by hand, or give --drop-comments.");
            }

            SchemaFile.Write(SchemaEvolution.Accept(schema, chosen, said, report.Profile), context.FullPath(path));
            foreach (var proposal in chosen)
            {
                context.Output.Write($"accepted {Line(proposal)}\n");
            }

            var left = proposals.Count - chosen.Length;
            context.Output.Write($"{path} is written{(left > 0 ? $"; {left} broken {(left == 1 ? "rule is" : "rules are")} left" : "; the data keeps its rules now")}.\n");
            return 0;
        });
        return command;
    }

    private static SchemaProposal[] Choose(IReadOnlyList<SchemaProposal> proposals, string[] columns, string[] rules)
    {
        foreach (var name in columns.Where(c => !proposals.Any(p => p.Anomaly.Column == c)))
        {
            throw new InputException(RuleIds.Usage, $"No rule of '{Text.OneLine(name, 60)}' is broken{NearestName.Hint(name, [.. proposals.Select(p => p.Anomaly.Column).OfType<string>().Distinct()])}");
        }

        foreach (var id in rules.Where(r => !proposals.Any(p => p.Anomaly.Rule == r)))
        {
            throw new InputException(RuleIds.Usage, $"{Text.OneLine(id, 60)} is not broken{NearestName.Hint(id, [.. proposals.Select(p => p.Anomaly.Rule).Distinct()])}");
        }

        SchemaProposal[] chosen = [.. proposals.Where(p => (columns.Length == 0 || columns.Contains(p.Anomaly.Column)) && (rules.Length == 0 || rules.Contains(p.Anomaly.Rule)))];
        if (chosen.FirstOrDefault(p => p.Refusal is not null) is { } refused)
        {
            throw new InputException(RuleIds.Usage, $"{Line(refused)}.");
        }

        return chosen.Length > 0 || columns.Length + rules.Length == 0 ? chosen
            : throw new InputException(RuleIds.Usage, "None of the columns named breaks a rule named; run without --column and --rule to see what is broken.");
    }

    private static int Show(IReadOnlyList<SchemaProposal> proposals, string path, ToolContext context)
    {
        foreach (var proposal in proposals)
        {
            context.Output.Write($"{Line(proposal)}\n  because {Text.OneLine(proposal.Anomaly.Found)}\n");
        }

        context.Output.Write(proposals.Count == 0
            ? $"The data keeps the rules of {path}: there is nothing to accept.\n"
            : $"\n{proposals.Count} {(proposals.Count == 1 ? "rule is" : "rules are")} broken; {path} is unchanged. Accept with --column COL and/or --rule ID, and --reason \"why\".\n");
        return proposals.Count == 0 ? 0 : 1;
    }

    private static string Line(SchemaProposal proposal) => $"{proposal.Anomaly.Rule} {Text.OneLine(proposal.Anomaly.Column ?? "dataset")}{(proposal.Anomaly.Slice is { } slice ? $" in {Text.OneLine(slice)}" : "")}: {Text.OneLine(proposal.Change ?? proposal.Refusal!)}";
}
