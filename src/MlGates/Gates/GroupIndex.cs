using System.Globalization;
using MlGates.Data;

namespace MlGates.Gates;

/// <summary>
/// Numbers the groups that rows belong to. Where there are very many, groups are put together by their hashes: what is then a group still keeps dependent rows
/// together, so its variance is right, and memory stays small.
/// </summary>
internal sealed class GroupIndex
{
    /// <summary>The largest number of groups that are kept apart.</summary>
    internal const int Most = 1024;

    private readonly Dictionary<UInt128, int> _places = [];

    /// <summary>Whether groups were put together.</summary>
    internal bool IsFolded { get; private set; }

    /// <summary>The place of a group; one too many is to be answered by <see cref="Fold"/>.</summary>
    internal int PlaceOf(UInt128 hash)
    {
        if (IsFolded)
        {
            return (int)(hash % Most);
        }

        if (!_places.TryGetValue(hash, out var place))
        {
            _places[hash] = place = _places.Count;
        }

        return place;
    }

    /// <summary>Whether there are more groups than are kept apart.</summary>
    internal bool IsFull => !IsFolded && _places.Count > Most;

    /// <summary>Puts the groups together; gives the new place of each.</summary>
    internal int[] Fold()
    {
        var target = new int[_places.Count];
        foreach (var (hash, place) in _places)
        {
            target[place] = (int)(hash % Most);
        }

        IsFolded = true;
        _places.Clear();
        return target;
    }

    /// <summary>Refuses a row without a group.</summary>
    /// <exception cref="InputException">MLG0005, with the row.</exception>
    internal static void Require(DataSource source, string name, RowBatch batch, ColumnBatch column, int row)
    {
        if (column.Missing[row])
        {
            throw new InputException(RuleIds.InputMalformed, string.Create(CultureInfo.InvariantCulture,
                $"Column '{name}' of '{source.Name}' has no value in row {batch.FirstRow + row + 1}, which needs a group; fill it, or leave such rows out."), source.Locate(batch.Line(row)));
        }
    }
}
