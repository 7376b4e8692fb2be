using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>
/// A profile together with the states it was computed from, so that it can be merged with those of other rows as if all had been profiled at once.
/// <see cref="ProfileFile.WriteSketch"/> keeps it beside the profile. About 200 KB a column of many distinct values.
/// </summary>
public sealed class DatasetSketch
{
    private readonly StateLayout _layout;
    private readonly DatasetState _state;

    internal DatasetSketch(StateLayout layout, DatasetState state, DatasetProfile origin, int? threads = null)
    {
        _layout = layout;
        _state = state;
        Profile = ProfileBuilder.Finish(layout, state, origin, threads ?? ProfileBuilder.DefaultThreads);
    }

    /// <summary>The profile.</summary>
    public DatasetProfile Profile { get; }

    internal StateLayout Layout => _layout;

    internal DatasetState State
    {
        get
        {
            if (Refusal is { } refusal)
            {
                throw new InputException(RuleIds.Usage, $"'{Profile.Name}' {refusal}");
            }

            lock (_state)
            {
                _state.Release();
            }

            return _state;
        }
    }

    // A sample in a merged profile would count as little as its few rows, and nothing would say so.
    private string? Refusal =>
        Profile.Sample is not null ? "is the profile of a sample (--sample), which cannot be merged with others; profile all rows." : null;

    /// <summary>
    /// The sketch of all rows, in the order of the list. Counts, ranges, integers, categories, distinct registers, histograms and bins are those of one pass over all rows;
    /// moments agree up to rounding, quantiles within <see cref="NumericProfile.RankError"/>, which stays that of the parts where they may err alike. Pairs agree likewise; what of
    /// them rests on a sample of rows rests on one of all rows, of which each part gives its share. The parts stay as they are. O(size of the sketches).
    /// </summary>
    /// <param name="parts">The sketches, at least one.</param>
    /// <exception cref="InputException">MLG0005: the parts differ in columns, types, bins, weights, slices, pairs, statistics of one's own or missing tokens; MLG0001: one is of a sample, or there are too many slices together.</exception>
    public static DatasetSketch Merge(params IReadOnlyList<DatasetSketch> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("Give at least one sketch.", nameof(parts));
        }

        var layout = parts[0].Layout;
        for (var i = 1; i < parts.Count; i++)
        {
            layout = SketchAgreement.Join(layout, parts[0].Profile, parts[i].Layout, parts[i].Profile);
        }

        var name = NameOf([.. parts.Select(p => p.Profile.Name)]);
        var state = layout.NewState(new StoredSource(name, layout.DecimalComma));
        for (var i = 0; i < parts.Count; i++)
        {
            var places = Array.ConvertAll(layout.Headers, h => parts[i].Layout.Place(h.Name));
            SketchAgreement.CheckStates(layout, state, parts[0].Profile, parts[i].State, parts[i].Profile, places);
            state.Append(parts[i].State, InOrder(places) ? null : places);
        }

        var origin = parts[0].Profile with
        {
            Name = name,
            Files = [.. parts.SelectMany(p => p.Profile.Files)],
            Notes = [.. parts.SelectMany(p => p.Profile.Notes).Distinct(StringComparer.Ordinal)],
        };
        return new DatasetSketch(layout, state, origin);
    }

    private static bool InOrder(int[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] != i)
            {
                return false;
            }
        }

        return true;
    }

    private static string NameOf(string[] names) =>
        Array.TrueForAll(names, n => n == names[0]) ? names[0] : $"{names[0]} and {names.Length - 1} more";
}
