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
    internal ColumnSelection Columns => _options.Columns.With([.. _slices.SelectMany(s => s.Columns).Select(c => c.Name), .. _options.Weight is { } weight ? new[] { weight } : []]);

    /// <summary>Takes the columns of a pass.</summary>
    internal StateLayout Bind(BlockReader reader) => _layout = new StateLayout
    {
        Headers = [.. reader.Columns],
        Edges = [.. reader.Columns.Select(h => _options.Bins.TryGetValue(h.Name, out var edges) ? Ascending(edges) : null)],
        Weight = _options.Weight,
        Slices = _slices,
        SliceEdges = Array.ConvertAll(_slices, s => s.Columns.Select(c => _sliceEdges.GetValueOrDefault(c.ToString())).ToArray()),
    };

    internal DatasetState NewState() => _layout!.NewState(_source, _options.Statistics);

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
