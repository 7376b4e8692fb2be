using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Schemas;

/// <summary>Sums the weights of values that a domain does not know, where the profile does not have them by value.</summary>
/// <param name="column">The column.</param>
/// <param name="weight">The column of weights.</param>
/// <param name="known">The values that are known.</param>
/// <param name="most">The share of weight that others may have.</param>
/// <param name="said">Says what was found, of the number of unknown values, their weight and that of all.</param>
/// <param name="context">The rows, and what examples may show.</param>
internal sealed class WeightedDomainScan(string column, string weight, KnownValues known, double most, Func<long, double, double, string> said, RuleContext context) : RowScan
{
    private readonly FirstExamples _examples = new();
    private int _place;
    private WeightReader? _weights;
    private long _count;
    private long _values;
    private double _outside;
    private double _all;

    internal override IReadOnlyList<string> Columns { get; } = column == weight ? [column] : [column, weight];

    internal override void Begin(int[] places, int part, int parts) => (_place, _weights) = (places[0], new WeightReader(context.Source!, weight, places[^1]));

    internal override void Add(RowBatch batch, long before)
    {
        var weights = _weights!.Read(batch).Span;
        var values = batch.Columns[_place];
        for (var row = 0; row < batch.Count; row++)
        {
            if (values.Missing[row])
            {
                continue;
            }

            var (first, end) = RowKey.Range(values, row);
            for (var i = first; i < end; i++)
            {
                _values++;
                _all += weights[row];
                var value = CellReader.Read(values, i, context.DecimalComma);
                if (known.Contains(value))
                {
                    continue;
                }

                _count++;
                _outside += weights[row];
                if (_examples.Takes(before + row + 1))
                {
                    _examples.Add(new AnomalyExample(before + row + 1, ShownValue.Of(value.Text.Span, context.HideValues)));
                }
            }
        }
    }

    internal override Anomaly? Decide(Anomaly asked) => !WeightedShare.IsAbove(_outside, most, _all) ? null
        : asked with { Undecided = false, Found = said(_count, _outside, _all), Count = _count, Of = _values, Share = _outside / _all, Examples = _examples.InOrder() };
}
