using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>Which states a profile needs, and where in a batch their columns are.</summary>
internal sealed class StatePlan
{
    private readonly DataSource _source;
    private readonly ProfileOptions _options;
    private readonly SliceBy[] _slices;
    private readonly Dictionary<string, double[]> _sliceEdges = new(StringComparer.Ordinal);
    private StateLayout? _layout;

    /// <summary>Takes the options; quantiles to slice by are found in a pass of their own, over those columns alone.</summary>
    internal StatePlan(DataSource source, ProfileOptions options, int threads)
    {
        _source = source;
        _options = options;
        if (options.Pairs.FirstOrDefault(p => p.First == p.Second || string.IsNullOrEmpty(p.First) || string.IsNullOrEmpty(p.Second)) is { } wrong)
        {
            throw new ArgumentException($"'{wrong}' is no pair of two columns.", nameof(options));
        }

        if (options.Statistics.GroupBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException($"Two statistics are named '{twice.Key}'.", nameof(options));
        }

        _slices = [.. options.Slices.OrderBy(s => s.ToString(), StringComparer.Ordinal).DistinctBy(s => s.ToString())];
        var cut = _slices.SelectMany(s => s.Columns).Where(c => c.Parts is not null).ToArray();
        if (cut.Length > 0)
        {
            var profile = ProfileBuilder.Build(source, new ProfileOptions { Threads = threads, Columns = ColumnSelection.Named([.. cut.Select(c => c.Name)]) });
            foreach (var column in cut)
            {
                _sliceEdges[column.ToString()] = Edges(profile.Find(column.Name)!, column);
            }
        }
    }

    /// <summary>The columns to read.</summary>
    internal ColumnSelection Columns => _options.Columns.With([.. _slices.SelectMany(s => s.Columns).Select(c => c.Name), .. _options.Pairs.SelectMany(p => new[] { p.First, p.Second }), .. Named(_options.Weight), .. Named(_options.Label)]);

    /// <summary>Takes the columns of a pass.</summary>
    internal StateLayout Bind(BlockReader reader) => _layout = new StateLayout
    {
        Headers = [.. reader.Columns],
        Edges = [.. reader.Columns.Select(h => _options.Bins.TryGetValue(h.Name, out var edges) ? Ascending(edges) : null)],
        Weight = _options.Weight,
        Slices = _slices,
        DecimalComma = _source.DecimalComma,
        Statistics = _options.Statistics,
        Pairs = PairPlan.Of(_source, reader.Columns, _options),
        SliceEdges = Array.ConvertAll(_slices, s => s.Columns.Select(c => _sliceEdges.GetValueOrDefault(c.ToString())).ToArray()),
    };

    internal DatasetState NewState() => _layout!.NewState(_source);

    private static string[] Named(string? column) => column is null ? [] : [column];

    private double[] Edges(ColumnProfile column, SliceColumn slice)
    {
        if (column.Numeric is not { } numbers)
        {
            throw new InputException(RuleIds.Usage, $"'{slice}' slices by quantiles, but column '{column.Name}' of '{_source.Name}' does not hold numbers.", _source.Locate(0));
        }

        var edges = new SortedSet<double>();
        for (var i = 1; i < slice.Parts; i++)
        {
            edges.Add(numbers.Quantile(i / (double)slice.Parts!));
        }

        edges.Remove(double.NaN);
        return [.. edges];
    }

    private static double[] Ascending(IReadOnlyList<double> edges)
    {
        for (var i = 1; i < edges.Count; i++)
        {
            if (!(edges[i] > edges[i - 1]))
            {
                throw new ArgumentException("The edges of bins must ascend.", nameof(edges));
            }
        }

        return [.. edges];
    }
}
