using System.CommandLine;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Cli;

/// <summary>The options that say what of a dataset is profiled.</summary>
internal sealed class ProfileArguments
{
    private static readonly string[] Types = ["boolean", "category", "float", "integer", "timestamp"];

    private readonly Option<string[]> _columns = new("--columns") { Description = "Profiles only the columns of this name or pattern, as in --columns \"trip_*\"; may be repeated", HelpName = "GLOB" };
    private readonly Option<string[]> _slices = new("--slice") { Description = "Profiles groups of rows too: by a column's values (payment_type), by columns crossed (payment_type*company) or by quantiles (fare:4); may be repeated", HelpName = "COL" };
    private readonly Option<string?> _weight = new("--weight") { Description = "A column of weights: statistics in which each row counts that much are computed beside the plain ones", HelpName = "COL" };
    private readonly Option<string[]> _pairs = new("--pair") { Description = "Looks at two columns together, as in --pair \"fare*tips\": correlation, Cramér's V, mutual information; may be repeated", HelpName = "A*B" };
    private readonly Option<string?> _label = new("--label") { Description = "The label column: looks at every other column together with it, and at how much each value raises the chance of a label", HelpName = "COL" };
    private readonly Option<int?> _sample = CommonOptions.Sample();
    private readonly Option<long> _seed = CommonOptions.Seed();
    private readonly Option<string[]> _types = new("--type") { Description = $"The type of a column, in place of the one its values have: {string.Join(", ", Types)}; may be repeated", HelpName = "COL=TYPE" };

    public void AddTo(Command command)
    {
        command.Add(_columns);
        command.Add(_slices);
        command.Add(_weight);
        command.Add(_pairs);
        command.Add(_label);
        command.Add(_sample);
        command.Add(_seed);
        command.Add(_types);
    }

    public CsvOptions Read(ParseResult parsed, CsvOptions csv) => csv with { Types = ColumnTypes(parsed.GetValue(_types) ?? []) };

    public ProfileOptions Read(ParseResult parsed, ProfileOptions options) => options with
    {
        Columns = parsed.GetValue(_columns) is { Length: > 0 } patterns ? Selection(patterns) : ColumnSelection.All,
        Slices = Array.ConvertAll(parsed.GetValue(_slices) ?? [], Slice),
        Weight = parsed.GetValue(_weight),
        Pairs = Array.ConvertAll(parsed.GetValue(_pairs) ?? [], Pair),
        Label = parsed.GetValue(_label),
    };

    /// <summary>Refuses, before any row is read, options whose states cannot be stored.</summary>
    public void CheckSketches(ParseResult parsed)
    {
        if (parsed.GetValue(_sample) is not null)
        {
            throw new InputException(RuleIds.Usage, "--sketches keeps what profiles of all rows are merged from; leave it or --sample out.");
        }
    }

    private static ColumnSelection Selection(string[] patterns) => Array.TrueForAll(patterns, p => p.Length > 0)
        ? ColumnSelection.Matching(patterns)
        : throw new InputException(RuleIds.Usage, "--columns takes a column's name or a pattern such as 'trip_*', found ''.");

    internal static SliceBy Slice(string text)
    {
        try
        {
            return SliceBy.Parse(text);
        }
        catch (FormatException e)
        {
            throw new InputException(RuleIds.Usage, $"--slice: {e.Message}");
        }
    }

    /// <summary>The source itself, or the sample of it that was asked for.</summary>
    public DataSource Draw(ParseResult parsed, DataSource source, ProfileOptions options) =>
        parsed.GetValue(_sample) is { } rows ? new SampledSource(source, rows, (ulong)parsed.GetValue(_seed))
        {
            Threads = options.Threads,
            Progress = (read, bytes, total) => options.Progress?.Report(new ProfileProgress(read, bytes, total)),
        }
        : parsed.GetResult(_seed) is { Implicit: false } ? throw new InputException(RuleIds.Usage, "--seed chooses the rows of a --sample; give that too.")
        : source;

    private static ColumnPair Pair(string text)
    {
        try
        {
            return ColumnPair.Parse(text);
        }
        catch (FormatException e)
        {
            throw new InputException(RuleIds.Usage, $"--pair: {e.Message}");
        }
    }

    private static Dictionary<string, ColumnType> ColumnTypes(string[] texts)
    {
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            // A column's name may hold the sign, a type's never does.
            var sign = text.LastIndexOf('=');
            if (sign < 1)
            {
                throw new InputException(RuleIds.Usage, $"--type takes a column and its type, as in --type zip=category, found '{text}'.");
            }

            var (name, word) = (text[..sign], text[(sign + 1)..]);
            if (Array.IndexOf(Types, word) < 0)
            {
                throw new InputException(RuleIds.Usage, $"--type {name}: there is no type '{word}'{NearestName.Hint(word, Types)}");
            }

            if (!types.TryAdd(name, Enum.Parse<ColumnType>(word, ignoreCase: true)))
            {
                throw new InputException(RuleIds.Usage, $"--type gives '{name}' two types; give one.");
            }
        }

        return types;
    }
}
