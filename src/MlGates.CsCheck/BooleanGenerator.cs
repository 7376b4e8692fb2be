using CsCheck;
using MlGates.Schemas;

namespace MlGates.Generators;

/// <summary>Truth values.</summary>
internal sealed class BooleanGenerator(ColumnSchema column) : ColumnGenerator
{
    private readonly object[] _values = DomainValues.Of(column, ValueTarget.Of(typeof(bool), false)!) ?? [false, true];

    public override object Plain => _values[0];

    protected override object Present(PCG random) => _values[random.Next((uint)_values.Length)];

    protected override IEnumerable<GeneratedCell> HostileValues() =>
        new object[] { false, true }.Except(_values).Select(v => new GeneratedCell(v, HostileKinds.Unseen));
}
