namespace MlGates.Schemas;

/// <summary>The examples of the smallest rows, however they come.</summary>
internal sealed class FirstExamples
{
    private readonly List<AnomalyExample> _examples = [];

    /// <summary>Whether an example of this row would be kept.</summary>
    internal bool Takes(long row) => _examples.Count < SchemaValidationOptions.MostExamples || row < _examples[^1].Row;

    /// <summary>Adds an example; one of the same row stays after those that came before.</summary>
    internal void Add(AnomalyExample example)
    {
        var place = _examples.Count;
        while (place > 0 && _examples[place - 1].Row > example.Row)
        {
            place--;
        }

        _examples.Insert(place, example);
        if (_examples.Count > SchemaValidationOptions.MostExamples)
        {
            _examples.RemoveAt(_examples.Count - 1);
        }
    }

    internal IReadOnlyList<AnomalyExample> InOrder() => [.. _examples];
}
