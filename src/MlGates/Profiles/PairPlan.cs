using MlGates.Data;
using MlGates.Statistics;

namespace MlGates.Profiles;

/// <summary>Which pairs are looked at, where their columns are, and how much room each gets: all pairs together have a bound.</summary>
internal sealed partial class PairPlan
{
    // What the tables and the sample of one state may hold in all.
    private const int AllCells = 2_000_000;
    private const int AllBytes = 64 << 20;
    private const int AllSampled = 2_000_000;

    private const int LeastCells = 1_000;
    private const int LeastBytes = 16 << 10;
    private const int LeastSampled = 100;

    /// <summary>What the options ask for; null when that is no pair.</summary>
    internal static PairPlan? Of(DataSource source, IReadOnlyList<ColumnHeader> headers, ProfileOptions options)
    {
        var plan = options.Label is null && options.Pairs.Count == 0 ? null : new PairPlan(source, headers, options);
        return plan?.Pairs.Length > 0 ? plan : null;
    }

    private PairPlan(DataSource source, IReadOnlyList<ColumnHeader> headers, ProfileOptions options)
    {
        (DecimalComma, Headers, Label) = (source.DecimalComma, headers, options.Label);
        var names = options.Pairs.ToList();
        if (options.Label is { } label)
        {
            // The label is the second of its pairs, however the pair was asked for.
            names.RemoveAll(p => p.First == label || p.Second == label);
            names.AddRange(headers.Where(h => h.Name != label && h.Name != options.Weight).Select(h => new ColumnPair(h.Name, label)));
        }

        var pairs = names.DistinctBy(p => string.CompareOrdinal(p.First, p.Second) < 0 ? (p.First, p.Second) : (p.Second, p.First)).ToArray();
        Places = [.. pairs.SelectMany(p => new[] { Place(p.First), Place(p.Second) }).Distinct().Order()];
        Pairs = Array.ConvertAll(pairs, p => (Array.IndexOf(Places, Place(p.First)), Array.IndexOf(Places, Place(p.Second))));
        Array.Sort(Pairs, (a, b) => string.CompareOrdinal(Name(a.First), Name(b.First)) is var order && order != 0 ? order : string.CompareOrdinal(Name(a.Second), Name(b.Second)));
    }

    /// <summary>A plan of given pairs, by place of their columns.</summary>
    private PairPlan(IReadOnlyList<ColumnHeader> headers, string? label, bool decimalComma, (int First, int Second)[] pairs)
    {
        (DecimalComma, Headers, Label) = (decimalComma, headers, label);
        Places = [.. pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct().Order()];
        Pairs = Array.ConvertAll(pairs, p => (Array.IndexOf(Places, p.First), Array.IndexOf(Places, p.Second)));
    }

    /// <summary>Whether numbers in text have a decimal comma.</summary>
    internal bool DecimalComma { get; }

    internal IReadOnlyList<ColumnHeader> Headers { get; }

    internal string? Label { get; }

    /// <summary>Places of the columns in a batch, ascending.</summary>
    internal int[] Places { get; }

    /// <summary>The pairs, in ordinal order of their names, by number of their columns in <see cref="Places"/>.</summary>
    internal (int First, int Second)[] Pairs { get; }

    internal string Name(int column) => Headers[Places[column]].Name;

    internal int MaxCells => Math.Clamp(AllCells / Pairs.Length, LeastCells, CrossTableState.MaxCells);

    internal int MaxBytes => Math.Clamp(AllBytes / Pairs.Length, LeastBytes, TextTable.DefaultMaxBytes);

    /// <summary>Rows of the sample, for so many columns of numbers and codes.</summary>
    internal static int SampleRows(int columns) => Math.Clamp(AllSampled / columns, LeastSampled, RowSampleState.DefaultCapacity);

    private int Place(string name)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (Headers[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"There is no column '{name}'.", nameof(name));
    }
}
