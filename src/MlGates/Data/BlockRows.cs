namespace MlGates.Data;

/// <summary>Rows in a block of a source whose blocks are counted in rows: fewer for wide tables, so that a block stays within memory.</summary>
internal static class BlockRows
{
    private const int Most = 65536;
    private const int Least = 1024;
    private const int MostCells = 1 << 22;

    internal static int For(int columns) => Math.Clamp(MostCells / Math.Max(columns, 1) / Least * Least, Least, Most);
}
