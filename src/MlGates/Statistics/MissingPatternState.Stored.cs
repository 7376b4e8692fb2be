namespace MlGates.Statistics;

// The state as bytes, and as that of another order of columns.
public sealed partial class MissingPatternState
{
    /// <summary>Adds what another state has seen, whose columns have other numbers.</summary>
    /// <param name="other">The other state.</param>
    /// <param name="numbers">The number here of each column there.</param>
    internal void Merge(MissingPatternState other, ReadOnlySpan<int> numbers)
    {
        var renumbered = new MissingPatternState { Rows = other.Rows, CompleteRows = other.CompleteRows, _missing = new long[numbers.Length] };
        for (var i = 0; i < other._missing.Length && i < numbers.Length; i++)
        {
            renumbered._missing[numbers[i]] = other._missing[i];
        }

        renumbered._patterns.Merge(other._patterns);
        var columns = new List<int>();
        var target = numbers.ToArray();
        renumbered._patterns.Rename(pattern =>
        {
            columns.Clear();
            for (var i = 0; i < pattern.Length / Width; i++)
            {
                columns.Add(target[Column(pattern, i)]);
            }

            columns.Sort();
            for (var i = 0; i < columns.Count; i++)
            {
                var (at, column) = (Width * i, columns[i]);
                (pattern[at], pattern[at + 1], pattern[at + 2]) = ((byte)(column >> 16), (byte)(column >> 8), (byte)column);
            }
        });
        Merge(renumbered);
    }

    internal void Write(StateWriter writer)
    {
        var columns = _missing.AsSpan().LastIndexOfAnyExcept(0) + 1;
        writer.Count(Rows);
        writer.Count(CompleteRows);
        writer.Count(columns);
        foreach (var count in _missing.AsSpan(0, columns))
        {
            writer.Count(count);
        }

        _patterns.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, into a new state.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="columns">The number of columns there are.</param>
    internal void Read(ref StateReader reader, int columns)
    {
        Rows = reader.Count();
        CompleteRows = reader.Count(Rows);
        _missing = new long[reader.Length(Math.Min(columns, MaxColumns), 1)];
        foreach (ref var count in _missing.AsSpan())
        {
            count = reader.Count(Rows);
        }

        _patterns.Read(ref reader);
        StateReader.Check(_patterns.Total == Rows - CompleteRows, "rows that lack something contradict their patterns");
        for (var i = 0; i < _patterns.Kept.Count; i++)
        {
            var pattern = _patterns.Kept.TextAt(i);
            StateReader.Check(pattern.Length > 0 && pattern.Length % Width == 0, "a pattern is cut off");
            for (var j = 0; j < pattern.Length / Width; j++)
            {
                StateReader.Check(Column(pattern, j) < _missing.Length && (j == 0 || Column(pattern, j) > Column(pattern, j - 1)), "a pattern's columns do not ascend");
            }
        }
    }
}
