namespace MlGates.Benchmarks.Generation;

/// <summary>A column of the generated table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SqlType">Its type in DuckDB.</param>
/// <param name="Write">Writes the value of a row as UTF-8 and gives its length; 0 is a missing value.</param>
internal sealed record GeneratedColumn(string Name, string SqlType, GeneratedColumn.Writer Write)
{
    internal delegate int Writer(ref SplitMix random, long row, Span<byte> target);

    internal bool IsFloat => SqlType == "DOUBLE";

    internal bool IsText => SqlType == "VARCHAR";

    internal bool IsBoolean => SqlType == "BOOLEAN";
}
