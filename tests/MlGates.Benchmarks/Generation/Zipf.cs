namespace MlGates.Benchmarks.Generation;

/// <summary>Values whose frequency falls as 1/rank, drawn by Walker's alias method (Vose, 1991) in constant time.</summary>
internal sealed class Zipf
{
    private readonly double[] _keep;
    private readonly int[] _alias;

    internal Zipf(int values)
    {
        var total = 0.0;
        for (var rank = values; rank >= 1; rank--)
        {
            total += 1.0 / rank;
        }

        _keep = new double[values];
        _alias = new int[values];
        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var i = 0; i < values; i++)
        {
            _keep[i] = values / (total * (i + 1));
            (_keep[i] < 1 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            var (less, more) = (small.Pop(), large.Pop());
            _alias[less] = more;
            _keep[more] -= 1 - _keep[less];
            (_keep[more] < 1 ? small : large).Push(more);
        }

        // What rounding left over keeps itself.
        foreach (var rest in small.Concat(large))
        {
            _keep[rest] = 1;
        }
    }

    /// <summary>A rank from 0.</summary>
    internal int Draw(ref SplitMix random)
    {
        var i = (int)random.Below(_keep.Length);
        return random.Uniform() < _keep[i] ? i : _alias[i];
    }
}
