using System.CommandLine;
using MlGates.Gates;
using MlGates.Running;

namespace MlGates.Cli;

/// <summary><c>mlgates schema validate</c>: holds data to a schema, without a plan.</summary>
internal static class SchemaValidateCommand
{
    public static Command Create(ToolContext context)
    {
        var data = new Argument<string>("DATA") { Description = "Rows (CSV, Parquet, Arrow, JSON Lines), or a stored profile, of which counts may be lower bounds and examples are not known" };
        var schema = new Option<string>("--schema") { Description = "The schema", HelpName = "FILE", Required = true };
        var environment = new Option<string?>("--environment") { Description = "Where the data comes from, an environment of the schema", HelpName = "NAME" };
        var previous = new Option<string?>("--previous") { Description = "The dataset before, for rules on the number of rows: rows or a stored profile", HelpName = "FILE" };
        var notIn = new Option<string?>("--not-in") { Description = "A dataset of which no row may be here, such as training for test: rows", HelpName = "FILE" };
        var asOf = CommonOptions.AsOf();
        var weight = new Option<string?>("--weight") { Description = "A column of weights: shares are judged by weight, each row counting that much", HelpName = "COL" };
        var hide = new Option<bool>("--hide-values") { Description = "Shows hashes in the place of values" };
        var (output, threads, csv) = (CommonOptions.Output(), CommonOptions.Threads(), new CsvArguments());
        var command = new Command("validate", "Holds data to a schema: exit 0 when it keeps the rules, 1 when it breaks one that blocks.\n\nExample: mlgates schema validate data/serving.csv --schema baselines/schema.json --environment serving")
        {
            data, schema, environment, previous, notIn, weight, asOf, hide, output, threads,
        };
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var verdict = Runner.Create(context).Validate(new SchemaRequest
            {
                Data = parsed.GetValue(data)!,
                Schema = parsed.GetValue(schema)!,
                Previous = parsed.GetValue(previous),
                NotIn = parsed.GetValue(notIn),
                Folder = context.Folder,
                Options = csv.Read(parsed),
                Check = new SchemaCheck { Id = "schema", Environment = parsed.GetValue(environment), HideValues = parsed.GetValue(hide), Weight = parsed.GetValue(weight), AsOf = parsed.GetValue(asOf) },
                Threads = parsed.GetValue(threads),
                HashFiles = parsed.GetValue(output) == "json", // the text shows none
            });
            Reports.Print(verdict, parsed.GetValue(output)!, context.Folder, context);
            return (int)verdict.ExitCode;
        });
        return command;
    }
}
