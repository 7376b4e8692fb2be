using CsCheck;
using MlGates.Schemas;

namespace MlGates.Generators;

/// <summary>Makes the values of a column, as a property takes them.</summary>
internal abstract class ColumnGenerator
{
    // Where the schema asks for no presence; where it does, half of what may be missing is.
    private const double MissingShare = 0.1;

    private IReadOnlyList<GeneratedCell>? _hostile;
    private double _missing;
    private HostileKinds _kinds;

    /// <summary>The column's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The simplest value that the schema has.</summary>
    public abstract object Plain { get; }

    /// <summary>All hostile values, those of one kind together.</summary>
    public IReadOnlyList<GeneratedCell> Hostile => _hostile ??= [.. AllHostile().Where(c => (c.Hostile & _kinds) != 0)];

    /// <summary>What stands for no value, if anything can.</summary>
    protected object? None { get; private set; }

    /// <summary>Whether anything can stand for no value.</summary>
    protected bool CanMiss { get; private set; }

    /// <exception cref="InputException">A property of this type cannot hold the column's values.</exception>
    public static ColumnGenerator Of(ColumnSchema column, ValueTarget target, HostileKinds kinds)
    {
        var generator = target.Element is { } element ? new ListGenerator(column, target, Of(column with { MinPresent = 1 }, element, kinds & ~HostileKinds.Missing))
            : target.IsText ? new TextGenerator(column, target)
            : target.IsBoolean ? new BooleanGenerator(column)
            : target.IsTime ? new TimeGenerator(column, target)
            : (ColumnGenerator)new NumberGenerator(column, target);
        generator.Name = column.Name;
        generator._kinds = kinds;
        (generator.CanMiss, generator.None) = (target.CanMiss, target.Missing);

        // An empty list is one with no values, not none.
        generator._missing = !target.CanMiss || !kinds.HasFlag(HostileKinds.Missing) || (target.Element is not null && target.Missing is not null) ? 0 : column.MinPresent is { } present ? (1 - present) / 2 : column.MinPresentCount is null && column.Required ? MissingShare : 0;
        return generator;
    }

    /// <summary>A value that the schema has, or none.</summary>
    public GeneratedCell Ordinary(PCG random) =>
        _missing > 0 && Uniform(random) < _missing ? new GeneratedCell(None, HostileKinds.Missing) : new GeneratedCell(Present(random), HostileKinds.None);

    /// <summary>Values that are simpler than one, the simplest first.</summary>
    public virtual IEnumerable<object> Simpler(object value) => [];

    /// <summary>A value that the schema has.</summary>
    protected abstract object Present(PCG random);

    /// <summary>Hostile values other than a missing one.</summary>
    protected abstract IEnumerable<GeneratedCell> HostileValues();

    /// <summary>A number in [0, 1).</summary>
    protected static double Uniform(PCG random) => random.Next() / 4294967296.0;

    private IEnumerable<GeneratedCell> AllHostile() => CanMiss ? HostileValues().Prepend(new GeneratedCell(None, HostileKinds.Missing)) : HostileValues();
}
