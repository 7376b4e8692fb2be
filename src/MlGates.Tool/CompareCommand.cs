using System.CommandLine;
using System.Globalization;
using MlGates.Comparison;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Plans;
using MlGates.Running;

namespace MlGates.Cli;

/// <summary><c>mlgates compare</c>: drift of a candidate from a baseline, without a plan.</summary>
internal static class CompareCommand
{
    public static Command Create(ToolContext context)
    {
        var baseline = new Argument<string>("BASELINE") { Description = "Rows (CSV, Parquet, Arrow, JSON Lines) or a stored profile (*.profile.json)" };
        var candidate = new Argument<string>("CANDIDATE") { Description = "Rows (CSV, Parquet, Arrow, JSON Lines) or a stored profile" };
        var measure = new Option<string?>("--measure") { Description = $"{string.Join(", ", Measures.Ids)}: for every common column (default: by the column's type)", HelpName = "M" };
        var most = new Option<string?>("--at-most") { Description = "The limit that goes with it", HelpName = "X" };
        var feature = new Option<string[]>("--feature") { Description = "A column with its own measure and limit; may be repeated; with it, only named columns are judged", HelpName = "NAME=MEASURE<=LIMIT" };
        var exclude = new Option<string[]>("--exclude") { Description = "A column to leave out; may be repeated", HelpName = "COL" };
        var failing = new Option<int>("--max-failing") { Description = "So many columns may drift, as warnings, before the comparison fails (default 0)", HelpName = "N", CustomParser = r => CommonOptions.Number(r, 0, int.MaxValue) is { } n ? (int)n : 0 };
        var group = new Option<string?>("--group") { Description = "Column that says which rows belong together: a user, a session, a day", HelpName = "COL" };
        var weight = new Option<string?>("--weight") { Description = "Column of the rows' weights", HelpName = "COL" };
        var slice = new Option<string[]>("--slice") { Description = "Says in which groups of rows a drifted column moved: by a column's values (payment_type) or by columns crossed (payment_type*company); repeatable", HelpName = "COL" };
        var bins = new Option<string?>("--bins") { Description = "Counts numbers in the bins of another tool, tfdv, evidently or nannyml, to see the numbers it shows; no guarantee", HelpName = "TOOL" }.AcceptOnlyFromAmong("tfdv", "evidently", "nannyml");
        var windows = new WindowArguments();
        var together = new Option<string[]>("--multivariate") { Description = "How the columns drift together, with a limit: domain-classifier<=0.6, pca-reconstruction, correlation or mmd; repeatable", HelpName = "MEASURE[<=X]" };
        var decision = new Option<string>("--decision") { Description = "evidence (default) or point: fail whenever the observed value is over the limit", DefaultValueFactory = _ => "evidence" }.AcceptOnlyFromAmong("evidence", "point");
        var (output, threads, rate, policy, csv) = (CommonOptions.Output(), CommonOptions.Threads(), CommonOptions.FalseBlockRate(), CommonOptions.OnInconclusive(), new CsvArguments());
        var command = new Command("compare", "Compares a candidate dataset with a baseline and blocks drift.\n\nExample: mlgates compare train.csv serving.csv --feature \"payment_type=l-infinity<=0.01\"")
        {
            baseline, candidate, measure, most, feature, exclude, failing, group, weight, together, slice, bins, rate, decision, policy, output, threads,
        };
        windows.AddTo(command);
        csv.AddTo(command);
        command.SetAction(parsed =>
        {
            var verdict = Runner.Create(context).Compare(new CompareRequest
            {
                Baseline = parsed.GetValue(baseline)!,
                Candidate = parsed.GetValue(candidate)!,
                Folder = context.Folder,
                Options = csv.Read(parsed),
                Check = new DriftCheck
                {
                    Id = "compare",
                    Decision = Enum.Parse<Decision>(parsed.GetValue(decision)!, ignoreCase: true),
                    Features = InBins(Features(parsed.GetValue(feature) ?? [], parsed.GetValue(measure), parsed.GetValue(most)), parsed.GetValue(bins)),
                    Exclude = parsed.GetValue(exclude) ?? [],
                    MaxFailing = parsed.GetValue(failing),
                    Group = parsed.GetValue(group),
                    Weight = parsed.GetValue(weight),
                    Windows = windows.Read(parsed),
                    Slices = Slices(parsed.GetValue(slice) ?? []),
                    Multivariate = Multivariate(parsed.GetValue(together) ?? []),
                },
                FalseBlockRate = parsed.GetValue(rate) ?? new JudgementSettings().FalseBlockRate,
                OnInconclusive = CommonOptions.Policy(parsed.GetValue(policy)) ?? InconclusivePolicy.Warn,
                Threads = parsed.GetValue(threads),
            });
            Reports.Print(verdict, parsed.GetValue(output)!, context.Folder, context);
            return (int)verdict.ExitCode;
        });
        return command;
    }

    public static OrderedDictionary<string, FeatureLimit> Features(string[] texts, string? measure, string? most)
    {
        var features = new OrderedDictionary<string, FeatureLimit>();
        foreach (var text in texts)
        {
            var (name, limit) = Feature(text);
            if (!features.TryAdd(name, limit))
            {
                throw new InputException(RuleIds.Usage, $"--feature names '{name}' twice.");
            }
        }

        if (measure is not null || most is not null)
        {
            features.TryAdd(DriftCheck.Rest, Limited(measure is null ? null : Word(measure), most));
        }

        return features;
    }

    // Of all columns of numbers where none is named; where some are, of those.
    private static OrderedDictionary<string, FeatureLimit> InBins(OrderedDictionary<string, FeatureLimit> features, string? tool)
    {
        if (tool is null)
        {
            return features;
        }

        var bins = Enum.Parse<PeerTool>(tool, ignoreCase: true);
        if (features.Count == 0)
        {
            return new() { ["type:number"] = new FeatureLimit { Bins = bins }, [DriftCheck.Rest] = new FeatureLimit() };
        }

        return new(features.Select(f => KeyValuePair.Create(f.Key, f.Value with { Bins = bins })));
    }

    // NAME=MEASURE<=LIMIT; the name may hold an equals sign, so the last one before the measure counts.
    private static KeyValuePair<string, FeatureLimit> Feature(string text)
    {
        var limit = text.LastIndexOf("<=", StringComparison.Ordinal);
        var split = limit < 1 ? text.LastIndexOf('=') : text.LastIndexOf('=', limit - 1);
        if (split < 1)
        {
            throw new InputException(RuleIds.Usage, $"--feature takes NAME=MEASURE<=LIMIT, such as \"payment_type=l-infinity<=0.01\", found '{text}'.");
        }

        return new(text[..split], Limited(Word(limit < 0 ? text[(split + 1)..] : text[(split + 1)..limit]), limit < 0 ? null : text[(limit + 2)..]));
    }

    private static IReadOnlyList<SliceBy> Slices(string[] texts)
    {
        try
        {
            return DriftCheck.SlicesOf(texts);
        }
        catch (FormatException e)
        {
            throw new InputException(RuleIds.Usage, $"--slice: {e.Message}");
        }
    }

    private static OrderedDictionary<MultivariateMeasure, MultivariateLimit> Multivariate(string[] texts)
    {
        var measures = new OrderedDictionary<MultivariateMeasure, MultivariateLimit>();
        foreach (var text in texts)
        {
            var split = text.IndexOf("<=", StringComparison.Ordinal);
            var id = (split < 0 ? text : text[..split]).Trim();
            var measure = MultivariateMeasures.Find(id) ?? throw new InputException(RuleIds.Usage, $"There is no multivariate measure '{id}'{JsonObject.Nearest(id, MultivariateMeasures.Ids)}");
            var (least, most) = measure.Limits();
            double? limit = split < 0 ? null
                : double.TryParse(text[(split + 2)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
                : throw new InputException(RuleIds.Usage, string.Create(CultureInfo.InvariantCulture, $"A limit of {id} is a number from {least} to {most}, found '{text[(split + 2)..]}'."));
            if (!measures.TryAdd(measure, new MultivariateLimit { AtMost = limit }))
            {
                throw new InputException(RuleIds.Usage, $"--multivariate names {id} twice.");
            }
        }

        return measures;
    }

    private static FeatureLimit Limited(Measure? measure, string? limit) => new() { Measure = measure, AtMost = limit is null ? null : Limit(limit, measure ?? Measure.JensenShannon) };

    private static Measure Word(string word) => Measures.Find(word.Trim())
        ?? throw new InputException(RuleIds.Usage, $"There is no measure '{word}'{JsonObject.Nearest(word, Measures.Ids)}");

    private static double Limit(string text, Measure measure) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) && measure.Allows(limit)
            ? limit
            : throw new InputException(RuleIds.Usage, $"A limit of {measure.Id()} is a number of {measure.LimitWords()}, found '{text}'.");
}
