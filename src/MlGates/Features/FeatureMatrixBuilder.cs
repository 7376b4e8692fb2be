using static System.FormattableString;

namespace MlGates.Features;

/// <summary>Collects feature vectors row by row.</summary>
public sealed class FeatureMatrixBuilder
{
    private readonly string _name;
    private readonly IReadOnlyList<string> _slotNames;
    private readonly List<int> _ends = [];
    private float[] _values = [];
    private int _used;

    /// <summary>Creates an empty builder.</summary>
    /// <param name="name">The name of the features as a whole.</param>
    /// <param name="slotNames">Names of the slots; null when they have none.</param>
    public FeatureMatrixBuilder(string name, IReadOnlyList<string>? slotNames = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _name = name;
        _slotNames = slotNames ?? [];
    }

    /// <summary>Adds the next row's vector.</summary>
    /// <exception cref="InputException">All vectors together are too large for memory.</exception>
    public void Add(ReadOnlySpan<float> vector)
    {
        var needed = (long)_used + vector.Length;
        if (needed > Array.MaxLength)
        {
            throw new InputException(RuleIds.InputMalformed, Invariant($"'{_name}' has more than {Array.MaxLength} feature values in {_ends.Count + 1} rows; judge fewer rows"));
        }

        if (needed > _values.Length)
        {
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _values.Length)));
        }

        vector.CopyTo(_values.AsSpan(_used));
        _used = (int)needed;
        _ends.Add(_used);
    }

    /// <summary>The vectors added so far.</summary>
    public FeatureMatrix Build() => new(_name, _slotNames, _values.AsSpan(0, _used).ToArray(), [.. _ends]);
}
