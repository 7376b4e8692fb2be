namespace MlGates.Benchmarks.Jobs;

/// <summary>A process to measure.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Arguments">What <c>dotnet</c> is given.</param>
/// <param name="Rows">Rows it reads.</param>
/// <param name="Columns">Columns it reads.</param>
internal sealed record Job(string Name, IReadOnlyList<string> Arguments, long Rows, int Columns)
{
    internal long Values => Rows * Columns;
}
