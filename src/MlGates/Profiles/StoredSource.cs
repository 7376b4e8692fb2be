using MlGates.Data;

namespace MlGates.Profiles;

/// <summary>What takes the place of rows that were profiled before: a name for messages, and how their text was read.</summary>
internal sealed class StoredSource(string name, bool decimalComma) : DataSource
{
    public override string Name => name;

    public override bool DecimalComma => decimalComma;

    public override BlockReader OpenBlocks(ColumnSelection columns) => throw new InvalidOperationException("The rows of a stored sketch are gone.");
}
