using System.IO.Enumeration;
using static System.FormattableString;

namespace MlGates.Features;

/// <summary>Feature vectors, one per row. They should have one length; where they have not, that can be told. Immutable.</summary>
public sealed class FeatureMatrix
{
    private readonly float[] _values;
    private readonly int[] _ends;

    internal FeatureMatrix(string name, IReadOnlyList<string> slotNames, float[] values, int[] ends)
    {
        Name = name;
        SlotNames = slotNames;
        _values = values;
        _ends = ends;
    }

    /// <summary>The name of the features as a whole, such as a column's.</summary>
    public string Name { get; }

    /// <summary>Names of the slots from the first; empty, or shorter than the vectors, where slots have no names.</summary>
    public IReadOnlyList<string> SlotNames { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _ends.Length;

    /// <summary>Length of the first row's vector; 0 without rows.</summary>
    public int Length => Rows == 0 ? 0 : _ends[0];

    /// <summary>The vector of a row, 0 for the first.</summary>
    public ReadOnlySpan<float> this[int row]
    {
        get
        {
            var start = row == 0 ? 0 : _ends[row - 1];
            return _values.AsSpan(start, _ends[row] - start);
        }
    }

    /// <summary>What messages call a slot, 0 for the first: its name in quotes, or its place in brackets.</summary>
    public string Slot(int slot) => slot < SlotNames.Count && SlotNames[slot].Length > 0 ? $"'{SlotNames[slot]}'" : Invariant($"[{slot}]");

    /// <summary>Whether all vectors have one length.</summary>
    public bool IsRectangular
    {
        get
        {
            var length = Length;
            for (var row = 1; row < Rows; row++)
            {
                if (_ends[row] - _ends[row - 1] != length)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The name of a slot that selects it in options: its own, or its place in brackets.</summary>
    internal string Key(int slot) => slot < SlotNames.Count && SlotNames[slot].Length > 0 ? SlotNames[slot] : Invariant($"[{slot}]");

    /// <summary>The slots that a name or pattern selects, in which <c>*</c> stands for any text and <c>?</c> for any character.</summary>
    internal int[] Slots(string pattern) => [.. Enumerable.Range(0, Length).Where(i => Key(i) == pattern || FileSystemName.MatchesSimpleExpression(pattern, Key(i), ignoreCase: false))];

    /// <summary>The vectors at some places, in the order of the places.</summary>
    internal FeatureMatrix Take(int[] places)
    {
        var builder = new FeatureMatrixBuilder(Name, SlotNames);
        foreach (var place in places)
        {
            builder.Add(this[place]);
        }

        return builder.Build();
    }

    /// <summary>The vectors in an order that depends on their values alone.</summary>
    internal FeatureMatrix Sorted()
    {
        int[] places = [.. Enumerable.Range(0, Rows)];
        Array.Sort(places, (a, b) => this[a].SequenceCompareTo(this[b]));
        return Take(places);
    }

    /// <summary>Feature vectors of rows; they are copied.</summary>
    /// <param name="name">The name of the features as a whole.</param>
    /// <param name="rows">One vector per row.</param>
    /// <param name="slotNames">Names of the slots; null when they have none.</param>
    /// <exception cref="InvalidOperationException">A vector is null.</exception>
    public static FeatureMatrix Of(string name, IEnumerable<float[]> rows, IReadOnlyList<string>? slotNames = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var builder = new FeatureMatrixBuilder(name, slotNames);
        foreach (var row in rows)
        {
            builder.Add(row ?? throw new InvalidOperationException("it gave null in place of a vector"));
        }

        return builder.Build();
    }
}
