using System.CommandLine;
using System.Globalization;
using System.Text;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Cli;

/// <summary><c>mlgates schema infer</c>: a first schema, for a person to review.</summary>
internal static class SchemaInferCommand
{
    private const string ProfileEnding = ".profile.json";

    public static Command Create(ToolContext context)
    {
        var data = new Argument<string[]>("DATA") { Arity = ArgumentArity.OneOrMore, Description = "Rows: CSV, Parquet, Arrow IPC or JSON Lines, or one stored profile (*.profile.json); several files, or a pattern such as \"data/*.parquet\", are one dataset" };
        var file = new Option<string?>("-o") { Description = "Writes the schema here; without it, it is printed", HelpName = "FILE" };
        var environment = new Option<string[]>("--environment") { Description = "An environment that rules may differ by, such as training; may be repeated", HelpName = "NAME" };
        var only = new Option<string[]>("--only-in") { Description = "A column that one environment alone has, such as tips=training; may be repeated", HelpName = "COL=ENV" };
        var label = new Option<string?>("--label") { Description = "The column that is predicted; validation then looks for columns that tell it, nearly alone", HelpName = "COL" };
        var open = new Option<bool>("--open-domains") { Description = "Values of categories are listed, and others tolerated" };
        var noKeys = new Option<bool>("--no-keys") { Description = "Asks for no unique columns and no keys; saves the pass that looks for them" };
        var risk = new Option<double>("--risk")
        {
            Description = "The chance, for each bound, that data drawn alike breaks it; margins follow from it (default 0.001)",
            HelpName = "R",
            DefaultValueFactory = _ => new SchemaInferenceOptions().Risk,
        };
        var slice = new Option<string[]>("--slice") { Description = "Rules of slices too, where they are much narrower: by value (payment_type), crossed (payment_type*company), by quantile (fare:4); may be repeated", HelpName = "COL" };
        var asOf = CommonOptions.AsOf();
        var weight = new Option<string?>("--weight") { Description = "A column of weights: shares and their margins are by weight, each row counting that much; give it to validate as well", HelpName = "COL" };
        var (threads, csv) = (CommonOptions.Threads(), new CsvArguments());
        var command = new Command("infer", "Infers a schema from data: types, missing values, domains, ranges, each with a margin that follows from the number of rows.\n\nExample: mlgates schema infer data/train.csv -o baselines/schema.json --environment training --environment serving --only-in tips=training")
        {
            data, file, environment, only, label, open, noKeys, slice, risk, weight, asOf, threads,
        };
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(risk);
            var options = new SchemaInferenceOptions
            {
                Environments = parsed.GetValue(environment) ?? [],
                OnlyIn = OnlyIn(parsed.GetValue(only) ?? []),
                Label = parsed.GetValue(label),
                OpenDomains = parsed.GetValue(open),
                AsOf = parsed.GetValue(asOf) ?? context.Time.GetUtcNow(),
                Keys = !parsed.GetValue(noKeys),
                Risk = given is > 0 and < 0.5 ? given : throw new InputException(RuleIds.Usage, string.Create(CultureInfo.InvariantCulture, $"--risk is a chance above 0 and below 0.5, found {given}.")),
            };
            var dialect = csv.Read(parsed);
            var (profile, rows) = Profile(parsed.GetValue(data)!, parsed.GetValue(slice) ?? [], parsed.GetValue(weight), parsed.GetValue(threads), dialect, context);
            Note(profile, dialect, context);
            var schema = SchemaInference.Infer(profile, rows, options);
            if (parsed.GetValue(file) is { } target)
            {
                SchemaFile.Write(schema, context.FullPath(target));
                context.Output.Write($"{schema.Columns.Count} columns of {Text.Line(schema.Origin!.Name)} in {target}; review it, then: mlgates schema validate DATA --schema {target}{(parsed.GetValue(weight) is { } by ? $" --weight {by}" : "")}\n");
            }
            else
            {
                context.Output.Write(SchemaFile.ToJson(schema));
            }

            return 0;
        });
        return command;
    }

    private static (DatasetProfile Profile, DataSource? Rows) Profile(string[] paths, string[] slices, string? weight, int threads, CsvOptions csv, ToolContext context)
    {
        var isStored = paths is [var stored] && stored.EndsWith(ProfileEnding, StringComparison.OrdinalIgnoreCase);
        if (isStored && slices.Length > 0)
        {
            throw new InputException(RuleIds.Usage, "A stored profile has the slices it was made with; give --slice to `mlgates profile`.");
        }

        // A schema has no hash: rows in another order give the same one.
        var rows = isStored ? null : DataFile.Open(paths, new DataFileOptions { Csv = csv, Folder = context.Folder, HashFiles = false });
        var profile = rows is null
            ? ProfileFile.Read(context.FullPath(paths[0]), paths[0])
            : ProfileBuilder.Build(rows, new ProfileOptions { Threads = threads, Weight = weight, Slices = [.. slices.Select(ProfileArguments.Slice)] });
        WeightedShare.Check(profile, weight);
        return (profile, rows);
    }

    // What a person should know before they believe the schema.
    private static void Note(DatasetProfile profile, CsvOptions dialect, ToolContext context)
    {
        foreach (var note in profile.Notes)
        {
            context.Error.Write($"mlgates: note: {Text.Line(profile.Name)}: {Text.OneLine(note)}\n");
        }

        string[] numbers = [.. profile.Columns.Select(c => c.Name).Where(n => CellReader.Classify(Encoding.UTF8.GetBytes(n.Trim()), dialect.DecimalComma).IsNumber)];
        if (dialect.HasHeader && numbers.Length >= 2 && numbers.Length * 4 >= profile.Columns.Count)
        {
            context.Error.Write($"mlgates: note: {Text.Line(profile.Name)}: {numbers.Length} of {profile.Columns.Count} column names are numbers, such as '{Text.OneLine(numbers[0], 60)}'; if the first line is data, read it with --no-header\n");
        }
    }

    private static SortedDictionary<string, string> OnlyIn(string[] texts)
    {
        var columns = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var split = text.LastIndexOf('=');
            if (split < 1 || split == text.Length - 1)
            {
                throw new InputException(RuleIds.Usage, $"--only-in takes COL=ENV, such as tips=training, found '{text}'.");
            }

            if (!columns.TryAdd(text[..split], text[(split + 1)..]))
            {
                throw new InputException(RuleIds.Usage, $"--only-in names '{text[..split]}' twice.");
            }
        }

        return columns;
    }
}
